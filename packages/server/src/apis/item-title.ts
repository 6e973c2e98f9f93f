/** Reads the title of an item, which may violate its contract. */
import { isObject, type Json } from '@pushspec/contract';

/** Returns the first of these properties that is a non-empty string. */
export function firstString(item: unknown, ...names: readonly string[]): string | undefined {
  if (!isObject(item as Json)) return undefined;
  const values = names.map((name) => (item as Record<string, unknown>)[name]);
  return values.find((value): value is string => typeof value === 'string' && value.trim() !== '');
}
