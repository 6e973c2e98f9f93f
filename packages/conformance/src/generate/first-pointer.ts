/** Where in a body the values of a place stand. */
import { escapePointer, isObject } from '@pushspec/contract';
import type { SchemaPlace } from '../contract/schema-places.ts';
import { valuesAt } from '../contract/values-at.ts';
import type { Subject } from './subject.ts';

/** Where in the full body the values of a place are or may be; undefined where there is no such place. */
export function firstPointer(
  { full, known }: Subject,
  { path }: Pick<SchemaPlace, 'path'>,
): string | undefined {
  const there = valuesAt(full, path, known)[0]?.pointer;
  const name = path.at(-1);
  if (there !== undefined || typeof name !== 'string') return there;
  const holder = valuesAt(full, path.slice(0, -1), known)[0];
  return holder && isObject(holder.value) ? `${holder.pointer}/${escapePointer(name)}` : undefined;
}
