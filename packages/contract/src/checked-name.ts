/** Names that a caller gives, which no compiler has checked where the caller is JavaScript. */
import { closestName } from './closest-name.ts';

interface Choice<Name extends string> {
  /** What it is the name of, for the message. */
  readonly what: string;
  readonly value: Name;
  readonly names: readonly Name[];
}

/** Returns the name. @throws TypeError that lists the known names, and says which one is nearest */
export function checkedName<Name extends string>({ what, value, names }: Choice<Name>): Name {
  if (names.includes(value)) return value;
  if (value === undefined) throw new TypeError(`\`${what}\` is missing: use one of ${names.join(', ')}`);
  const shown = typeof value === 'string' ? JSON.stringify(value) : String(value);
  const nearest = typeof value === 'string' ? closestName(value, names) : undefined;
  const hint = nearest === undefined ? '' : `; did you mean "${nearest}"?`;
  throw new TypeError(`there is no ${what} ${shown}: ${what} is one of ${names.join(', ')}${hint}`);
}
