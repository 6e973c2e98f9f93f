/** Names that a caller gives, which no compiler has checked where the caller is JavaScript. */

interface Choice<Name extends string> {
  /** What it is the name of, for the message. */
  readonly what: string;
  readonly value: Name;
  readonly names: readonly Name[];
}

/** The name, if it is one of those there are. @throws TypeError that lists them */
export function checkedName<Name extends string>({ what, value, names }: Choice<Name>): Name {
  if (names.includes(value)) return value;
  const shown = typeof value === 'string' ? JSON.stringify(value) : String(value);
  throw new TypeError(`there is no ${what} ${shown}: ${what} is one of ${names.join(', ')}`);
}
