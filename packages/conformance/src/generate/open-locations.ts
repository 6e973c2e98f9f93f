/** Finds locations of a body that accept long strings or nested lists. */
import { escapePointer, isObject, type Json } from '@pushspec/contract';
import { edited } from './edit.ts';
import type { Subject } from './subject.ts';

/** Returns the pointer of a value that may be a string of any length, or `undefined`. */
export function longStringPointer({ full, validator }: Subject): string | undefined {
  return valuesIn(full)
    .filter(({ value }) => typeof value === 'string')
    .map(({ pointer }) => pointer)
    .findLast((pointer) => isPlain(validator.validate(edited(full, pointer, 'x'.repeat(5000)))));
}

/** Returns the pointer of a value that may contain nested lists, or `undefined`. */
export function nestableListPointer({ full, validator }: Subject): string | undefined {
  const objects = valuesIn(full).filter(({ value }) => isObject(value));
  return objects
    .map(({ pointer }) => `${pointer}/nested`)
    .findLast((pointer) => validator.validate(edited(full, pointer, [[]])).broken.length === 0);
}

function isPlain({ broken, soft }: ReturnType<Subject['validator']['validate']>): boolean {
  return broken.length === 0 && soft.every(({ holds }) => holds);
}

function valuesIn(value: Json, pointer = ''): { pointer: string; value: Json }[] {
  const children = Array.isArray(value)
    ? value.map((child, index): [string, Json] => [String(index), child])
    : isObject(value)
      ? Object.entries(value)
      : [];
  return [
    { pointer, value },
    ...children.flatMap(([name, child]) => valuesIn(child, `${pointer}/${escapePointer(name)}`)),
  ];
}
