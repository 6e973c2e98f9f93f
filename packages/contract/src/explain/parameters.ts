/** Computes the parameters of message templates for a schema failure. */
import type { ErrorObject } from 'ajv';
import { isObject, type JsonObject, pointerSegments } from '../document.ts';
import type { MessageParameters } from '../reasons.ts';

/** Maps JSON types to the vendor's names for them. */
export type TypeNames = Readonly<Record<string, string>>;

/** Maximum number of characters that a message repeats of a caller's value. */
const MAX_SHOWN = 100;

/** Returns the vendor's name for the JSON type of a value. */
export function typeName(value: unknown, names: TypeNames): string {
  const type = value === null || value === undefined ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  return names[type] ?? type;
}

/** Returns a value as messages show it: shortened, and only the type of an object or array. */
export function shownValue(value: unknown): string {
  return cut(isObject(value) || Array.isArray(value) ? typeName(value, {}) : String(value));
}

function cut(value: string): string {
  // Drops half a surrogate pair, which cannot be displayed.
  return value.length > MAX_SHOWN ? `${value.slice(0, MAX_SHOWN).replace(/[\ud800-\udbff]$/, '')}…` : value;
}

/** Quotes a string that is empty or has whitespace at its ends. */
function visible(value: string): string {
  return value === '' || value.trim() !== value ? JSON.stringify(value) : value;
}

/** Phrases for a value that violates a numeric keyword. */
const VIOLATIONS: Readonly<Record<string, string>> = {
  minimum: 'below the minimum of',
  maximum: 'above the maximum of',
  exclusiveMinimum: 'not above',
  exclusiveMaximum: 'not below',
  multipleOf: 'not a multiple of',
  minLength: 'shorter than',
  maxLength: 'longer than',
  minItems: 'fewer than',
  maxItems: 'more than',
  minProperties: 'fewer than',
  maxProperties: 'more than',
};

/** Describes the received value: by its type if the type is wrong, otherwise by the value and the rule that it violates. */
function gotOf(error: ErrorObject, parent: JsonObject, names: TypeNames): string {
  const { keyword, schema, data } = error;
  const types = [parent.type].flat();
  const isInteger = types.includes('integer');
  const isNumber = typeof data === 'number' && (isInteger || types.includes('number'));
  // Validators report a type error for a number that exceeds a double.
  if (isNumber && Math.abs(data) === Number.POSITIVE_INFINITY) return beyondRange(data, parent);
  const type = typeName(keyword === 'required' ? undefined : data, names);
  if (keyword === 'required' || (keyword === 'type' && !(isNumber && isInteger))) return type;
  const broken = VIOLATIONS[keyword];
  const length = lengthOf(data);
  if (broken !== undefined && length !== undefined) return `${type} of length ${length}, ${broken} ${schema}`;
  const shown = typeof data === 'string' ? JSON.stringify(cut(data)) : shownValue(data);
  return broken === undefined ? shown : `${shown}, ${broken} ${schema}`;
}

/** Describes a number that JavaScript reads as infinity, by the bound of the schema or the range of its type. */
function beyondRange(value: number, { minimum, maximum }: JsonObject): string {
  const bound = value > 0 ? maximum : minimum;
  if (bound === undefined) return 'a number beyond the range of a 64-bit double';
  return `a number ${value > 0 ? VIOLATIONS.maximum : VIOLATIONS.minimum} ${bound}`;
}

/** Returns the parameters of a failure: `{field} {name} {lowercase} {path} {got} {expected} {value} {length} {limit} {pattern} {allowed}`. */
export function failureParameters(error: ErrorObject, pointer: string, names: TypeNames): MessageParameters {
  const parent = error.parentSchema as JsonObject;
  const value = error.keyword === 'required' ? undefined : error.data;
  const segments = pointerSegments(pointer);
  const field = segments.at(-1) ?? '';
  const expected = Array.isArray(parent.type) ? parent.type[0] : parent.type;
  return {
    field,
    name: shownValue(error.propertyName ?? field),
    lowercase: shownValue(error.propertyName ?? field).toLowerCase(),
    path: segments.join('.'),
    got: gotOf(error, parent, names),
    expected: names[String(expected)] ?? String(expected ?? ''),
    value: visible(shownValue(value)),
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
