/** From what a validator finds to the reason codes of the contract: worked out here, not by the server's explain pass. */
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

/** A rule that a value breaks, with the reason that the contract gives it. */
export interface BrokenRule {
  /** JSON pointer of the keyword; of a missing member, of its name in `required`. */
  readonly rule: string;
  /** JSON pointer of the value. */
  readonly pointer: string;
  /** Undefined where the contract gives this rule no reason of its own. */
  readonly code: string | undefined;
}

/** The rules that a value breaks. What a choice or `not` says of its own branches is left out. */
export function brokenRules(document: OpenApiDocument, validate: Validator, value: Json): BrokenRule[] {
  const violations = validate(value).filter(({ rule }) => !isInsideNot(rule));
  const broken = violations.flatMap((violation) =>
    violation.keyword === 'required'
      ? missingMembers(document, violation, value)
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

/** The distinct codes of broken rules. */
export function codesOf(broken: readonly BrokenRule[]): string[] {
  return [...new Set(broken.flatMap(({ code }) => code ?? []))];
}

/** A member may be called `not`; the keyword stands anywhere else. */
export function isInsideNot(rule: string): boolean {
  const segments = pointerSegments(rule);
  return segments.some(
    (segment, index) =>
      segment === 'not' && index < segments.length - 1 && segments[index - 1] !== 'properties',
  );
}

/** In the order in which the contract lists members, which is that of the vendor's checks. */
function missingMembers(document: OpenApiDocument, { rule, pointer, node }: Violation, value: Json) {
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

/** The reason of an absent member: its own for `required`, else that of the object. */
function absenceCode(document: OpenApiDocument, schema: JsonObject, name: string): string | undefined {
  const members = isObject(schema.properties) ? schema.properties : {};
  const member = members[name];
  const own = isObject(member) ? resolveNode(document, member)['x-reason'] : undefined;
  if (isObject(own) && typeof own.required === 'string') return own.required;
  return reasonFor(schema, 'required');
}

function schemaOf({ node }: Pick<Violation, 'node'>): JsonObject {
  return isObject(node) ? node : {};
}

/** The code that `x-reason` gives a keyword of its node. */
export function reasonFor(schema: JsonObject, keyword: string): string | undefined {
  const reason = schema['x-reason'];
  if (typeof reason === 'string') return reason;
  const byKeyword = isObject(reason) ? reason[keyword] : undefined;
  return typeof byKeyword === 'string' ? byKeyword : undefined;
}

function listOf(required: Json | undefined): string[] {
  return Array.isArray(required) ? required.map(String) : [];
}
