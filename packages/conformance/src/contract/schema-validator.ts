/**
 * JSON Schema validation by @hyperjump/json-schema. The server and the mock validate with Ajv:
 * a judge of another family shows a fault of theirs as a difference.
 */
import '@hyperjump/json-schema/formats';
import { registerSchema, setShouldValidateFormat, validate } from '@hyperjump/json-schema/draft-2020-12';
import { type Json, type JsonObject, valueAt } from '@pushspec/contract';

/** A rule that a value breaks. */
export interface Violation {
  /** JSON pointer of the value. */
  readonly pointer: string;
  readonly keyword: string;
  /** JSON pointer of the keyword in the schema document. */
  readonly rule: string;
  /** The schema node that holds the keyword. */
  readonly node: JsonObject | boolean;
}

/** What a value breaks; empty when it is valid. */
export type Validator = (value: Json) => Violation[];

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';
setShouldValidateFormat(true);

const addresses = new WeakMap<object, string>();
let registered = 0;

/** The validator of the schema at a JSON pointer of a document, which may be a whole OpenAPI document. */
export async function compileSchema(document: JsonObject, pointer: string): Promise<Validator> {
  const valid = await validate(schemaAddress(document, pointer));
  return (value) => {
    const output = valid(value as never, 'BASIC');
    if (output.valid) return [];
    return (output.errors ?? []).map((error) => violation(document, error)).sort(byDepth);
  };
}

/** Where the validator finds the schema at a JSON pointer of a document. */
export function schemaAddress(document: JsonObject, pointer: string): string {
  return `${addressOf(document)}#${pointer.split('/').map(encodeURIComponent).join('/')}`;
}

function addressOf(document: JsonObject): string {
  const known = addresses.get(document);
  if (known !== undefined) return known;
  const address = `https://pushspec.invalid/documents/${++registered}`;
  // The document's own id would collide with that of another copy of it.
  const { $id: _, ...anonymous } = document;
  registerSchema(anonymous as never, address, DIALECT);
  addresses.set(document, address);
  return address;
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

/** The JSON pointer in a location that the validator gives. */
export function decodedLocation(location: string): string {
  return decodeURIComponent(location.slice(location.indexOf('#') + 1));
}

/** The innermost place first: it says the most. */
function byDepth(a: Violation, b: Violation): number {
  return b.pointer.split('/').length - a.pointer.split('/').length;
}
