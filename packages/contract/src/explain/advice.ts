/** The soft rules of a schema, as one JSON Schema whose failures are warnings. */
import { isObject, type JsonObject, type OpenApiDocument, resolveNode } from '../document.ts';
import { schemaRules, withReason } from '../model/schema-rules.ts';
import { memberNames } from './schema-walk.ts';

/** The schema of the soft rules below a node whose reason is wanted, or undefined where there is none. */
export function adviceSchema(
  document: OpenApiDocument,
  root: JsonObject,
  isWanted: (code: string) => boolean = () => true,
): JsonObject | undefined {
  const build = (node: unknown, known: readonly string[] | undefined): JsonObject | undefined => {
    if (!isObject(node)) return undefined;
    const resolved = resolveNode(document, node);
    const names = known ?? memberNames(document, resolved);
    const rules = ownRules(resolved, names, isWanted);
    // The parts of an `allOf` describe one object: what one part names is known to all.
    const parts = Array.isArray(resolved.allOf) ? resolved.allOf : [];
    for (const part of parts) rules.push(...listOf(build(part, names)));
    const properties = isObject(resolved.properties) ? Object.entries(resolved.properties) : [];
    const members = properties.flatMap(([name, child]) =>
      listOf(build(child, undefined)).map((rule) => [name, rule] as const),
    );
    if (members.length > 0) rules.push({ properties: Object.fromEntries(members) });
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
  const { advice, unknownProperties: unknown } = schemaRules(node);
  const rules = advice
    .filter(({ reason }) => isWanted(reason))
    .map(({ schema, reason }) => withReason(schema, reason));
  if (unknown !== undefined && isWanted(unknown)) {
    rules.push(withReason({ propertyNames: withReason({ enum: [...names] }, unknown) }, unknown));
  }
  return rules;
}

function listOf(rule: JsonObject | undefined): JsonObject[] {
  return rule ? [rule] : [];
}
