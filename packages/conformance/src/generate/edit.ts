/** Edits one location of a body. */
import { isObject, type Json, pointerSegments } from '@pushspec/contract';

/** Returns a copy with a new value at a JSON pointer. `undefined` removes the property or element. */
export function edited(body: Json, pointer: string, value: Json | undefined): Json {
  const [name, ...rest] = pointerSegments(pointer);
  if (name === undefined) return value ?? null;
  const inner = rest.map((segment) => `/${segment.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  if (Array.isArray(body)) {
    return body.flatMap((item, index) => {
      if (String(index) !== name) return [item];
      const changed = rest.length === 0 ? value : edited(item, inner, value);
      return changed === undefined ? [] : [changed];
    });
  }
  const object = isObject(body) ? body : {};
  const changed = rest.length === 0 ? value : edited(object[name] ?? null, inner, value);
  const entries = Object.entries(object).flatMap(([key, old]): [string, Json][] => {
    if (key !== name) return [[key, old]];
    return changed === undefined ? [] : [[key, changed]];
  });
  if (!Object.hasOwn(object, name) && changed !== undefined) entries.push([name, changed]);
  // Unlike an assignment, this sets `__proto__` as an ordinary property.
  return Object.fromEntries(entries);
}
