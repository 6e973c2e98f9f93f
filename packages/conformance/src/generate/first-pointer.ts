/** Finds the first value of a schema location in a body. */
import { escapePointer, isObject } from '@pushspec/contract';
import type { SchemaLocation } from '../contract/schema-locations.ts';
import { valuesAt } from '../contract/values-at.ts';
import type { Subject } from './subject.ts';

/** Returns the pointer at which the full body has or may have a value of a location, or `undefined` if there is none. */
export function firstPointer(
  { full, known }: Subject,
  { path }: Pick<SchemaLocation, 'path'>,
): string | undefined {
  const there = valuesAt(full, path, known)[0]?.pointer;
  const name = path.at(-1);
  if (there !== undefined || typeof name !== 'string') return there;
  const holder = valuesAt(full, path.slice(0, -1), known)[0];
  return holder && isObject(holder.value) ? `${holder.pointer}/${escapePointer(name)}` : undefined;
}
