/** Represents a difference between two contracts, and the values that differ. */
import { isDeepStrictEqual } from 'node:util';
import { escapePointer, isObject, type Json, type OpenApiDocument, resolveNode } from '../document.ts';
import { type Effect, effects, type Grade } from './effects.ts';

export interface Change {
  readonly grade: Grade;
  /** An effect, or `redocly:` followed by a rule of Redocly. */
  readonly rule: string;
  /** JSON pointer in the old document; absent for an addition. */
  readonly from?: string;
  /** JSON pointer in the new document; absent for a removal. */
  readonly to?: string;
  readonly old?: Json;
  readonly new?: Json;
}

/** A value and its JSON pointer; `undefined` if there is nothing at the pointer. */
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

/** Returns whether a pointer is `outer` or below it. */
export function isWithin(pointer: string | undefined, outer: string | undefined): boolean {
  if (pointer === undefined || outer === undefined) return false;
  return pointer === outer || pointer.startsWith(`${outer}/`);
}

/** Returns the target of a located reference, or any other located value as it is. */
export function referenceTarget(document: OpenApiDocument, { value, pointer }: Located): Located {
  if (!isObject(value) || typeof value.$ref !== 'string') return { value, pointer };
  return { value: resolveNode(document, value), pointer: decodeURIComponent(value.$ref.slice(1)) };
}

/** Returns a property of a located object, or an element of a located list. */
export function childOf({ value, pointer }: Located, segment: string | number): Located {
  const childPointer = `${pointer}/${escapePointer(String(segment))}`;
  const child = Array.isArray(value)
    ? value[Number(segment)]
    : isObject(value) && Object.hasOwn(value, segment)
      ? value[segment]
      : undefined;
  return { value: child, pointer: childPointer };
}

/** Returns the property names of two located objects, those of the old one first. */
export function propertyNamesOf(old: Located, revised: Located): string[] {
  const names = ({ value }: Located) => (isObject(value) ? Object.keys(value) : []);
  return [...new Set([...names(old), ...names(revised)])];
}

/** Returns the elements of a located list with their pointers. */
export function elementsOf(list: Located): Located[] {
  return Array.isArray(list.value) ? list.value.map((_, index) => childOf(list, index)) : [];
}

/** Returns whether two values are the same JSON, regardless of property order. */
export function isSame(one: Json | undefined, other: Json | undefined): boolean {
  return isDeepStrictEqual(one, other);
}

/** Returns the same pointer without a value. */
export const absent = ({ pointer }: Located): Located => ({ value: undefined, pointer });

/** Returns whether two changes are at the same pointer, or one is below the other. */
export function isSameLocation(one: Change, other: Change): boolean {
  return [
    [one.from, other.from],
    [one.to, other.to],
  ].some(([a, b]) => isWithin(a, b) || isWithin(b, a));
}
