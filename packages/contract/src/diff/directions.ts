/** Compares two values of a constraint: the new one accepts less, more, or something else. */
import type { Json } from '../document.ts';
import { isSame } from './change.ts';

export type Direction = 'narrower' | 'wider' | 'other';

/** Returns `undefined` if nothing has changed. An absent value means no constraint. */
export type Comparator = (old: Json | undefined, revised: Json | undefined) => Direction | undefined;

/** Compares maximums. `null` means no limit. */
export const upperLimit: Comparator = (old, revised) => {
  const [before, after] = [old, revised].map((limit) =>
    typeof limit === 'number' ? limit : Number.POSITIVE_INFINITY,
  ) as [number, number];
  if (before === after) return undefined;
  return after < before ? 'narrower' : 'wider';
};

/** Compares minimums. */
export const lowerLimit: Comparator = (old, revised) => {
  const [before, after] = [old, revised].map((limit) =>
    typeof limit === 'number' ? limit : Number.NEGATIVE_INFINITY,
  ) as [number, number];
  if (before === after) return undefined;
  return after > before ? 'narrower' : 'wider';
};

/** Compares constraints whose values have no order, such as patterns. */
export const opaque: Comparator = (old, revised) => {
  if (isSame(old, revised)) return undefined;
  if (old === undefined) return 'narrower';
  return revised === undefined ? 'wider' : 'other';
};

/** Compares leniencies: without one, less is accepted. */
export const leniency: Comparator = (old, revised) => inverse(opaque(old || undefined, revised || undefined));

/** Compares lists of requirements: each additional element accepts less. */
export const requirements: Comparator = (old, revised) => inverse(choices(old ?? [], revised ?? []));

/** Compares lists of accepted values. */
export const choices: Comparator = (old, revised) => {
  if (!Array.isArray(old) || !Array.isArray(revised)) return opaque(old, revised);
  const lost = old.some((element) => !revised.some((other) => isSame(element, other)));
  const gained = revised.some((element) => !old.some((other) => isSame(element, other)));
  if (lost) return gained ? 'other' : 'narrower';
  return gained ? 'wider' : undefined;
};

/** Compares accepted JSON types. `number` includes `integer`. */
export const types: Comparator = (old, revised) => {
  const listOf = (type: Json | undefined) => {
    if (type === undefined) return undefined;
    const list = Array.isArray(type) ? type : [type];
    return list.includes('number') && !list.includes('integer') ? [...list, 'integer'] : list;
  };
  return choices(listOf(old), listOf(revised));
};

/** Returns the opposite direction, as inside of `not`. */
export function inverse(direction: Direction | undefined): Direction | undefined {
  if (direction === 'narrower') return 'wider';
  return direction === 'wider' ? 'narrower' : direction;
}
