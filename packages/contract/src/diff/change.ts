/** One difference between two contracts. */
import { isDeepStrictEqual } from 'node:util';
import { escapePointer, isObject, type Json } from '../document.ts';
import { type Effect, effects, type Grade } from './effects.ts';

export interface Change {
  readonly grade: Grade;
  /** An effect of our table, or `redocly:` and the rule of Redocly. */
  readonly rule: string;
  /** JSON pointer in the old document; absent for what is new. */
  readonly from?: string;
  /** JSON pointer in the new document; absent for what is gone. */
  readonly to?: string;
  readonly old?: Json;
  readonly new?: Json;
}

/** A value and its JSON pointer; an undefined value is not there. */
export interface Located {
  readonly value: Json | undefined;
  readonly pointer: string;
}

export type Report = (effect: Effect, old: Located, revised: Located) => void;

export function changeOf(effect: Effect, old: Located, revised: Located): Change {
  return {
    grade: effects[effect],
    rule: effect,
    ...(old.value === undefined ? {} : { from: old.pointer, old: old.value }),
    ...(revised.value === undefined ? {} : { to: revised.pointer, new: revised.value }),
  };
}

/** Whether one pointer is the other one, or leads through it. */
export function isWithin(pointer: string | undefined, outer: string | undefined): boolean {
  if (pointer === undefined || outer === undefined) return false;
  return pointer === outer || pointer.startsWith(`${outer}/`);
}

/** A member of a located object or element of a located list. */
export function childOf({ value, pointer }: Located, segment: string | number): Located {
  const place = `${pointer}/${escapePointer(String(segment))}`;
  const child = Array.isArray(value)
    ? value[Number(segment)]
    : isObject(value) && Object.hasOwn(value, segment)
      ? value[segment]
      : undefined;
  return { value: child, pointer: place };
}

/** Names of the members of two located objects, those of the old one first. */
export function memberNames(old: Located, revised: Located): string[] {
  const names = ({ value }: Located) => (isObject(value) ? Object.keys(value) : []);
  return [...new Set([...names(old), ...names(revised)])];
}

/** Elements of a located list with their places. */
export function elementsOf(list: Located): Located[] {
  return Array.isArray(list.value) ? list.value.map((_, index) => childOf(list, index)) : [];
}

/** Whether two values are the same JSON; the order of members does not count. */
export function isSame(one: Json | undefined, other: Json | undefined): boolean {
  return isDeepStrictEqual(one, other);
}

/** The same place with nothing in it. */
export const absent = ({ pointer }: Located): Located => ({ value: undefined, pointer });

/** Whether two changes are about the same place, or about one in the other. */
export function isSamePlace(one: Change, other: Change): boolean {
  return [
    [one.from, other.from],
    [one.to, other.to],
  ].some(([a, b]) => isWithin(a, b) || isWithin(b, a));
}
