/** Places of a body that take more than the rules of their own say. */
import { escapePointer, isObject, type Json } from '@pushspec/contract';
import { edited } from './edit.ts';
import type { Subject } from './subject.ts';

/** Where a text of any length may stand; undefined where there is no such place. */
export function longTextPlace({ full, judge }: Subject): string | undefined {
  return placesIn(full)
    .filter(({ value }) => typeof value === 'string')
    .map(({ pointer }) => pointer)
    .findLast((pointer) => isPlain(judge.opinion(edited(full, pointer, 'x'.repeat(5000)))));
}

/** Where lists may be nested in lists. */
export function openPlace({ full, judge }: Subject): string | undefined {
  const objects = placesIn(full).filter(({ value }) => isObject(value));
  return objects
    .map(({ pointer }) => `${pointer}/nested`)
    .findLast((pointer) => judge.opinion(edited(full, pointer, [[]])).broken.length === 0);
}

function isPlain({ broken, soft }: ReturnType<Subject['judge']['opinion']>): boolean {
  return broken.length === 0 && soft.every(({ holds }) => holds);
}

function placesIn(value: Json, pointer = ''): { pointer: string; value: Json }[] {
  const children = Array.isArray(value)
    ? value.map((child, index): [string, Json] => [String(index), child])
    : isObject(value)
      ? Object.entries(value)
      : [];
  return [
    { pointer, value },
    ...children.flatMap(([name, child]) => placesIn(child, `${pointer}/${escapePointer(name)}`)),
  ];
}
