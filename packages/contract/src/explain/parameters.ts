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
  return cut(isObject(value) || Array.isArray(value) ? typeName(value, {}) : String(value));
}

function cut(text: string): string {
  // Half a surrogate pair cannot be shown.
  return text.length > SHOWN ? `${text.slice(0, SHOWN).replace(/[\ud800-\udbff]$/, '')}…` : text;
}

/** Puts a text in quotes that would not be seen without, or not all of it. */
function visible(text: string): string {
  return text === '' || text.trim() !== text ? JSON.stringify(text) : text;
}

/** Phrases for a value that breaks a keyword with a number. */
const BROKEN: Readonly<Record<string, string>> = {
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

/** Describes the value that came: by its type if the type is wrong, otherwise by the value and the rule that it breaks. */
function gotOf(error: ErrorObject, parent: JsonObject, names: TypeNames): string {
  const { keyword, schema, data } = error;
  const types = [parent.type].flat();
  const isInteger = types.includes('integer');
  const isNumber = typeof data === 'number' && (isInteger || types.includes('number'));
  // A validator calls a number that no double holds another type.
  if (isNumber && Math.abs(data) === Number.POSITIVE_INFINITY) return beyondDouble(data, parent);
  const type = typeName(keyword === 'required' ? undefined : data, names);
  if (keyword === 'required' || (keyword === 'type' && !(isNumber && isInteger))) return type;
  const broken = BROKEN[keyword];
  const length = lengthOf(data);
  if (broken !== undefined && length !== undefined) return `${type} of length ${length}, ${broken} ${schema}`;
  const shown = typeof data === 'string' ? JSON.stringify(cut(data)) : shownValue(data);
  return broken === undefined ? shown : `${shown}, ${broken} ${schema}`;
}

function beyondDouble(value: number, { minimum, maximum }: JsonObject): string {
  return value > 0
    ? `a number ${BROKEN.maximum} ${maximum ?? Number.MAX_VALUE}`
    : `a number ${BROKEN.minimum} ${minimum ?? -Number.MAX_VALUE}`;
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
