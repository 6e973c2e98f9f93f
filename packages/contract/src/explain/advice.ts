/** Turns the soft rules of a schema into one JSON Schema whose failures are warnings. */
import { isObject, type Json, type JsonObject, type OpenApiDocument, resolveNode } from '../document.ts';
import { type OtherCase, schemaRules, withReason } from '../model/schema-rules.ts';
import { listedPropertyNames } from '../schema-walk.ts';

/**
 * Returns the schema of the soft rules at and below a node, or `undefined` if there are none.
 * `isWanted` selects rules by reason code.
 */
export function adviceSchema(
  document: OpenApiDocument,
  root: JsonObject,
  isWanted: (code: string) => boolean = () => true,
): JsonObject | undefined {
  const build = (node: unknown, known: readonly string[] | undefined): JsonObject | undefined => {
    if (!isObject(node)) return undefined;
    const resolved = resolveNode(document, node);
    const names = known ?? listedPropertyNames(document, resolved);
    const rules = ownRules(resolved, names, isWanted);
    // The parts of an `allOf` describe one object, so a name that one part lists is known to all.
    const parts = Array.isArray(resolved.allOf) ? resolved.allOf : [];
    for (const part of parts) rules.push(...listOf(build(part, names)));
    const properties = isObject(resolved.properties) ? Object.entries(resolved.properties) : [];
    const ruled = properties.flatMap(([name, child]) =>
      listOf(build(child, undefined)).map((rule) => [name, rule] as const),
    );
    if (ruled.length > 0) rules.push({ properties: Object.fromEntries(ruled) });
    const items = build(resolved.items, undefined);
    if (items) rules.push({ items });
    return rules.length > 0 ? { allOf: rules } : undefined;
  };
  return build(root, undefined);
}

function ownRules(
  node: JsonObject,
  names: readonly string[],
  isWanted: (code: string) => boolean,
): JsonObject[] {
  const { advice, otherCase, unknownProperties: unknown } = schemaRules(node);
  const rules = otherCase ? otherCaseRules(otherCase, isWanted) : [];
  for (const { schema, reason } of advice) if (isWanted(reason)) rules.push(withReason(schema, reason));
  if (unknown !== undefined && isWanted(unknown)) {
    rules.push(withReason({ propertyNames: withReason({ enum: [...names] }, unknown) }, unknown));
  }
  return rules;
}

/** Returns the rules about names in another letter case. The first one that a property breaks is reported. */
function otherCaseRules(
  { reason, mismatch, types }: OtherCase,
  isWanted: (code: string) => boolean,
): JsonObject[] {
  const entries = Object.entries(types);
  const rules: JsonObject[] = [];
  if (isWanted(mismatch)) {
    const patterns = entries.map(([name, type]) => [otherCaseOf(name), withReasonBelow(type, mismatch)]);
    rules.push({ patternProperties: Object.fromEntries(patterns) });
  }
  if (isWanted(reason)) {
    const pattern = entries.map(([name]) => otherCaseOf(name)).join('|');
    rules.push(
      withReason({ propertyNames: withReason({ not: withReason({ pattern }, reason) }, reason) }, reason),
    );
  }
  return rules;
}

/** Returns the pattern of an ASCII name in any letter case except the given one. */
function otherCaseOf(name: string): string {
  const letters = name.replace(/[a-z]/g, (letter) => `[${letter.toUpperCase()}${letter}]`);
  return `^(?!${name}$)${letters}$`;
}

/** Adds a reason to a schema and to all schemas inside of it. */
function withReasonBelow(schema: JsonObject, reason: string): JsonObject {
  const children = Object.entries(schema).map(([keyword, child]): [string, Json] => [
    keyword,
    isObject(child) ? withReasonBelow(child, reason) : child,
  ]);
  return withReason(Object.fromEntries(children), reason);
}

function listOf(rule: JsonObject | undefined): JsonObject[] {
  return rule ? [rule] : [];
}
