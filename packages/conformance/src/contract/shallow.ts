/** Cuts deeply nested values, because the validator recurses once per level and would exceed the stack. */
import { isObject, type Json } from '@pushspec/contract';

/** Deeper than any schema of a contract describes, and shallow enough for any stack. */
const MAX_DEPTH = 500;

/** Returns the value with empty arrays and objects in place of those below the maximum depth. */
export function shallow(value: Json, depth = 0): Json {
  if (Array.isArray(value)) return depth < MAX_DEPTH ? value.map((one) => shallow(one, depth + 1)) : [];
  if (!isObject(value)) return value;
  if (depth >= MAX_DEPTH) return {};
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, shallow(one as Json, depth + 1)]),
  );
}
