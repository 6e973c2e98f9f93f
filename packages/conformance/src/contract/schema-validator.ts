/**
 * Validates with @hyperjump/json-schema. The server and the mock use Ajv, so an error in
 * either library shows up as a difference.
 */
import { randomUUID } from 'node:crypto';
import '@hyperjump/json-schema/formats';
import { registerSchema, setShouldValidateFormat, validate } from '@hyperjump/json-schema/draft-2020-12';
import { addFormat, setFormatHandler } from '@hyperjump/json-schema/experimental';
import { isObject, type Json, type JsonObject, valueAt } from '@pushspec/contract';
import { shallow } from './shallow.ts';

/** A rule that a value breaks. */
export interface Violation {
  /** JSON pointer of the value. */
  readonly pointer: string;
  readonly keyword: string;
  /** JSON pointer of the keyword in the schema document. */
  readonly rule: string;
  /** The schema node that contains the keyword. */
  readonly node: JsonObject | boolean;
}

/** Returns the rules that a value breaks, or an empty list if it is valid. */
export type Validator = (value: Json) => Violation[];

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';
setShouldValidateFormat(true);
defineNumberFormats();

/** Defines the formats of numbers, which the library does not know. JavaScript reads 1e400 as infinity. */
function defineNumberFormats(): void {
  const isWithin = (least: number, greatest: number) => (value: Json) =>
    typeof value !== 'number' || (value >= least && value <= greatest);
  const handlers = {
    int32: isWithin(-(2 ** 31), 2 ** 31 - 1),
    // Doubles cannot show the end of the range: the rule for integer literals reads the digits.
    int64: isWithin(-(2 ** 63), 2 ** 63),
    double: isWithin(-Number.MAX_VALUE, Number.MAX_VALUE),
  };
  for (const [name, handler] of Object.entries(handlers)) {
    const id = `https://spec.openapis.org/registry/format/${name}`;
    addFormat({ id, handler });
    setFormatHandler('https://json-schema.org/keyword/draft-2020-12/format', name, id);
  }
}

const addresses = new WeakMap<object, string>();

/** Compiles a validator for the schema at a JSON pointer of a document, such as an OpenAPI document. */
export async function compileSchema(document: JsonObject, pointer: string): Promise<Validator> {
  const valid = await validate(schemaAddress(document, pointer));
  return (value) => {
    const output = valid(shallow(value) as never, 'BASIC');
    if (output.valid) return [];
    return (output.errors ?? []).map((error) => violation(document, error)).sort(byDepth);
  };
}

/** Returns the URI under which the library finds the schema at a JSON pointer. */
export function schemaAddress(document: JsonObject, pointer: string): string {
  const written = pointer.replaceAll('#', HASH);
  return `${addressOf(document)}#${written.split('/').map(encodeURIComponent).join('/')}`;
}

function addressOf(document: JsonObject): string {
  const known = addresses.get(document);
  if (known !== undefined) return known;
  // Unique, because the library is shared with other copies of this module.
  const address = `https://pushspec.invalid/documents/${randomUUID()}`;
  // The document's own id would collide with another copy of it.
  const { $id: _, ...anonymous } = document;
  registerSchema(withoutHashes(anonymous) as never, address, DIALECT);
  addresses.set(document, address);
  return address;
}

/** Replacement for `#` in path keys, because the library cannot resolve pointers that contain `#`. */
const HASH = '!hash!';

/** Returns the document with `#` replaced in its path keys. */
function withoutHashes(document: JsonObject): JsonObject {
  if (!isObject(document.paths)) return document;
  const paths = Object.entries(document.paths).map(([path, item]) => [path.replaceAll('#', HASH), item]);
  return { ...document, paths: Object.fromEntries(paths) };
}

function violation(
  document: JsonObject,
  error: { absoluteKeywordLocation: string; instanceLocation: string },
): Violation {
  const rule = decodedLocation(error.absoluteKeywordLocation);
  const parent = rule.slice(0, rule.lastIndexOf('/'));
  const holder = valueAt(document, parent);
  return {
    pointer: decodedLocation(error.instanceLocation),
    keyword: rule.slice(rule.lastIndexOf('/') + 1),
    rule,
    node: (holder ?? false) as JsonObject | boolean,
  };
}

/** Extracts the JSON pointer from a location that the library reports. */
export function decodedLocation(location: string): string {
  return decodeURIComponent(location.slice(location.indexOf('#') + 1)).replaceAll(HASH, '#');
}

/** Sorts the innermost location first, because it is the most specific. */
function byDepth(a: Violation, b: Violation): number {
  return b.pointer.split('/').length - a.pointer.split('/').length;
}
