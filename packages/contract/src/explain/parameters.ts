/** The named parameters that message templates may use for a schema failure. */
import type { ErrorObject } from 'ajv';
import { isObject, type JsonObject, pointerSegments } from '../document.ts';
import type { MessageParameters } from '../reasons.ts';

/** JSON type to the vendor's word for it. */
export type TypeNames = Readonly<Record<string, string>>;

/** Longest piece of a caller's value that a message repeats, in characters. */
const SHOWN = 100;

/** The JSON type of a value, in the vendor's word. */
export function typeName(value: unknown, names: TypeNames): string {
  const type = value === null || value === undefined ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  return names[type] ?? type;
}

/** A value as a message shows it: short, and objects and arrays by their type only. */
export function shownValue(value: unknown): string {
  const text = isObject(value) || Array.isArray(value) ? typeName(value, {}) : String(value);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

/** `{field} {name} {path} {got} {expected} {value} {length} {limit} {pattern}` of a failure. */
export function failureParameters(error: ErrorObject, pointer: string, names: TypeNames): MessageParameters {
  const parent = error.parentSchema as JsonObject;
  const value = error.keyword === 'required' ? undefined : error.data;
  const segments = pointerSegments(pointer);
  const field = segments.at(-1) ?? '';
  const expected = Array.isArray(parent.type) ? parent.type[0] : parent.type;
  return {
    field,
    name: shownValue(error.propertyName ?? field),
    path: segments.join('.'),
    got: typeName(value, names),
    expected: names[String(expected)] ?? String(expected ?? ''),
    value: shownValue(value),
    length: lengthOf(value),
    limit: typeof error.schema === 'number' ? error.schema : undefined,
    pattern: typeof parent.pattern === 'string' ? parent.pattern : undefined,
    allowed: Array.isArray(parent.enum) ? parent.enum.join(', ') : undefined,
  };
}

function lengthOf(value: unknown): number | undefined {
  if (typeof value === 'string') return [...value].length;
  if (Array.isArray(value)) return value.length;
  return isObject(value) ? Object.keys(value).length : undefined;
}
