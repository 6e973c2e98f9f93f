/** Whether a constraint lets less pass than before, more, or neither. */
import type { Json } from '../document.ts';
import { isSame } from './change.ts';

export type Direction = 'narrower' | 'wider' | 'other';

/** Undefined where nothing has changed. An absent value is no constraint. */
export type Comparison = (old: Json | undefined, revised: Json | undefined) => Direction | undefined;

/** What is larger than the number is refused; null is no limit either. */
export const upperLimit: Comparison = (old, revised) => {
  const [before, after] = [old, revised].map((limit) =>
    typeof limit === 'number' ? limit : Number.POSITIVE_INFINITY,
  ) as [number, number];
  if (before === after) return undefined;
  return after < before ? 'narrower' : 'wider';
};

/** What is smaller than the number is refused. */
export const lowerLimit: Comparison = (old, revised) => {
  const [before, after] = [old, revised].map((limit) =>
    typeof limit === 'number' ? limit : Number.NEGATIVE_INFINITY,
  ) as [number, number];
  if (before === after) return undefined;
  return after > before ? 'narrower' : 'wider';
};

/** A constraint of which two values cannot be compared, such as a pattern. */
export const opaque: Comparison = (old, revised) => {
  if (isSame(old, revised)) return undefined;
  if (old === undefined) return 'narrower';
  return revised === undefined ? 'wider' : 'other';
};

/** A leniency: what it lets pass is refused without it. */
export const leniency: Comparison = (old, revised) => turned(opaque(old || undefined, revised || undefined));

/** Each element is one more thing that is asked for. */
export const demands: Comparison = (old, revised) => turned(choices(old ?? [], revised ?? []));

/** Only the elements are let pass. */
export const choices: Comparison = (old, revised) => {
  if (!Array.isArray(old) || !Array.isArray(revised)) return opaque(old, revised);
  const lost = old.some((element) => !revised.some((other) => isSame(element, other)));
  const won = revised.some((element) => !old.some((other) => isSame(element, other)));
  if (lost) return won ? 'other' : 'narrower';
  return won ? 'wider' : undefined;
};

/** Only values of these JSON types are let pass; a number is any integer too. */
export const types: Comparison = (old, revised) => {
  const listOf = (type: Json | undefined) => {
    if (type === undefined) return undefined;
    const list = Array.isArray(type) ? type : [type];
    return list.includes('number') && !list.includes('integer') ? [...list, 'integer'] : list;
  };
  return choices(listOf(old), listOf(revised));
};

export function turned(direction: Direction | undefined): Direction | undefined {
  if (direction === 'narrower') return 'wider';
  return direction === 'wider' ? 'narrower' : direction;
}
