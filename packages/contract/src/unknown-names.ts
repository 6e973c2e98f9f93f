/** Finds unknown names of options, which no compiler finds in JavaScript or JSON. */
import { closestName } from './closest-name.ts';

/** The names of all options of an interface. The compiler checks that none is missing. */
export type OptionNames<Options> = { readonly [Name in keyof Required<Options>]: true };

/** Returns the options. @throws TypeError that names an unknown option and suggests the nearest known one */
export function checkedOptions<Options extends object>(
  owner: string,
  options: Options,
  names: OptionNames<Options>,
): Options {
  if (typeof options !== 'object' || options === null)
    throw new TypeError(`the options of ${owner} must be an object`);
  const unknown = unknownName(Object.keys(options), Object.keys(names));
  if (unknown !== undefined) throw new TypeError(`${owner} has no option ${unknown}`);
  return options;
}

/** Returns the first unknown name in quotes, with the nearest known name or all of them; `undefined` if all are known. */
export function unknownName(names: readonly string[], known: readonly string[]): string | undefined {
  const name = names.find((candidate) => !known.includes(candidate));
  return name === undefined ? undefined : `${quoted(name)}: ${suggestionFor(name, known)}`;
}

/** Returns a question with the nearest known name, or a list of all if none is near. */
export function suggestionFor(name: string, known: readonly string[]): string {
  const nearest = closestName(name, known);
  if (nearest !== undefined) return `did you mean ${quoted(nearest)}?`;
  if (known.length === 0) return 'there are none';
  const more = known.length > MAX_LISTED ? ` and ${known.length - MAX_LISTED} others` : '';
  return `use one of ${known.slice(0, MAX_LISTED).map(quoted).join(', ')}${more}`;
}

const MAX_SHOWN = 100;
const MAX_LISTED = 20;

function quoted(name: string): string {
  const shown = name.length > MAX_SHOWN ? `${name.slice(0, MAX_SHOWN)}…` : name;
  // Escapes line breaks in the name.
  return `\`${JSON.stringify(shown).slice(1, -1)}\``;
}
