/** Checks names at run time, because callers in JavaScript have no compiler to check them. */
import { closestName } from './closest-name.ts';

interface NameCheck<Name extends string> {
  /** The kind of name, for the message: `api`. */
  readonly what: string;
  readonly value: Name;
  readonly names: readonly Name[];
}

/** Returns the name. @throws TypeError that lists the valid names and suggests the nearest one */
export function checkedName<Name extends string>({ what, value, names }: NameCheck<Name>): Name {
  if (names.includes(value)) return value;
  if (value === undefined) throw new TypeError(`\`${what}\` is missing: use one of ${names.join(', ')}`);
  const shown = typeof value === 'string' ? JSON.stringify(value) : String(value);
  const nearest = typeof value === 'string' ? closestName(value, names) : undefined;
  const hint = nearest === undefined ? '' : `; did you mean "${nearest}"?`;
  throw new TypeError(`unknown ${what} ${shown}: use one of ${names.join(', ')}${hint}`);
}
