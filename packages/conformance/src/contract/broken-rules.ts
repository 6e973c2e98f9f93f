/** Maps validation errors to the contract's reason codes, independently of the server's implementation. */
import {
  isObject,
  type Json,
  type JsonObject,
  type OpenApiDocument,
  pointerSegments,
  resolveNode,
  valueAt,
} from '@pushspec/contract';
import type { Validator, Violation } from './schema-validator.ts';

/** A broken rule and its reason code in the contract. */
export interface BrokenRule {
  /** JSON pointer of the keyword. For a missing property, of its entry in `required`. */
  readonly rule: string;
  /** JSON pointer of the value. */
  readonly pointer: string;
  /** `undefined` if the contract gives this rule no reason. */
  readonly code: string | undefined;
}

/** Returns the rules that a value breaks, without those inside the branches of a choice or `not`. */
export function brokenRules(document: OpenApiDocument, validate: Validator, value: Json): BrokenRule[] {
  const violations = validate(value).filter(({ rule }) => !isInsideNot(rule));
  const broken = violations.flatMap((violation) =>
    violation.keyword === 'required'
      ? missingProperties(document, violation, value)
      : [
          {
            rule: violation.rule,
            pointer: violation.pointer,
            code: reasonFor(schemaOf(violation), violation.keyword),
          },
        ],
  );
  const named = broken.filter(({ code }) => code !== undefined);
  return named.length > 0 ? named : broken;
}

/** Returns the distinct codes of broken rules. */
export function codesOf(broken: readonly BrokenRule[]): string[] {
  return [...new Set(broken.flatMap(({ code }) => code ?? []))];
}

/** Whether the pointer is inside a `not` keyword, as opposed to a property named `not`. */
export function isInsideNot(rule: string): boolean {
  const segments = pointerSegments(rule);
  return segments.some(
    (segment, index) =>
      segment === 'not' && index < segments.length - 1 && segments[index - 1] !== 'properties',
  );
}

/** Returns missing properties in the contract's order, which is the order of the vendor's checks. */
function missingProperties(document: OpenApiDocument, { rule, pointer, node }: Violation, value: Json) {
  const object = valueAt(value, pointer);
  const schema = schemaOf({ node });
  const order = Object.keys(isObject(schema.properties) ? schema.properties : {});
  const absent = listOf(schema.required)
    .map((name, index) => ({ name, index }))
    .filter(({ name }) => !(isObject(object) && Object.hasOwn(object, name)))
    .sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
  return absent.map(({ name, index }) => ({
    rule: `${rule}/${index}`,
    pointer,
    code: absenceCode(document, schema, name),
  }));
}

/** Returns the reason for an absent property: its own `required` reason, or the object's. */
function absenceCode(document: OpenApiDocument, schema: JsonObject, name: string): string | undefined {
  const properties = isObject(schema.properties) ? schema.properties : {};
  const property = properties[name];
  const own = isObject(property) ? resolveNode(document, property)['x-reason'] : undefined;
  if (isObject(own) && typeof own.required === 'string') return own.required;
  return reasonFor(schema, 'required');
}

function schemaOf({ node }: Pick<Violation, 'node'>): JsonObject {
  return isObject(node) ? node : {};
}

/** Returns the code that `x-reason` assigns to a keyword. */
export function reasonFor(schema: JsonObject, keyword: string): string | undefined {
  const reason = schema['x-reason'];
  if (typeof reason === 'string') return reason;
  const byKeyword = isObject(reason) ? reason[keyword] : undefined;
  return typeof byKeyword === 'string' ? byKeyword : undefined;
}

function listOf(required: Json | undefined): string[] {
  return Array.isArray(required) ? required.map(String) : [];
}
