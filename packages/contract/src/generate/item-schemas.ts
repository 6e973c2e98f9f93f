/** Extracts the rules of single items from a contract: schemas without references, and reasons. */
import {
  isObject,
  type Json,
  type JsonObject,
  type OpenApiDocument,
  pointerSegments,
  resolveNode,
  valueAt,
} from '../document.ts';
import { adviceSchema } from '../explain/advice.ts';
import type { Operation } from '../model/contract.ts';
import { readOperations } from '../model/read-contract.ts';
import { writtenReasons } from '../model/reason-table.ts';
import { numberFormatOf, PROSE_KEYWORDS, reasonCodesOf, SOFT_KEYWORDS } from '../model/schema-rules.ts';
import { ANY, nodesIn, walkSchema } from '../schema-walk.ts';

export interface ItemSchemas {
  /** The complete schema of the contract. */
  contract: JsonObject;
  /** The hard rules. */
  rules: JsonObject;
  /** The soft rules; accepts every value if there are none. */
  advice: JsonObject;
  wireName: string | undefined;
}

/** Name of the kind if the contract has only one. */
export const ONLY_KIND = 'item';

/** Returns the operations that carry items. Throws if there are none. */
export function itemOperations(document: OpenApiDocument): readonly Operation[] {
  const operations = readOperations(document);
  if (operations.length === 0) throw new Error('the contract has no operations');
  return operations;
}

/**
 * Maps each kind to the schemas of its items. If a request carries one item, the whole body is the item. If the contract
 * does not define kinds, each operation is one.
 */
export function itemSchemas(document: OpenApiDocument): Record<string, ItemSchemas> {
  const operations = itemOperations(document);
  return Object.fromEntries(
    operations.flatMap(({ id, body }) => kindsOf(document, operations.length === 1 ? ONLY_KIND : id, body)),
  );
}

function kindsOf(
  document: OpenApiDocument,
  name: string,
  { kinds, schema, items }: Operation['body'],
): [string, ItemSchemas][] {
  const bodies = kinds.length > 0 ? kinds : [{ name, schema, wireName: undefined }];
  return bodies.map((kind) => {
    const item = itemNode(document, kind.schema, items);
    const schemas = {
      contract: withoutReferences(document, item) as JsonObject,
      rules: plain(document, item),
      advice: plain(document, adviceSchema(document, item) ?? {}),
      wireName: kind.wireName,
    };
    return [kind.name, schemas];
  });
}

function itemNode(
  document: OpenApiDocument,
  schemaPointer: string,
  itemPointer: string | undefined,
): JsonObject {
  const root = valueAt(document, schemaPointer);
  const itemPath = itemPointer === undefined ? [] : [...pointerSegments(itemPointer), ANY];
  const found = isObject(root)
    ? walkSchema(document, root).find(({ path }) => path.join('/') === itemPath.join('/'))
    : undefined;
  if (!found) throw new Error(`the contract has no items at ${schemaPointer}`);
  return found.node;
}

function plain(document: OpenApiDocument, node: JsonObject): JsonObject {
  return withoutReferences(document, node, [...PROSE_KEYWORDS, ...SOFT_KEYWORDS]) as JsonObject;
}

/** Returns the schema with every `$ref` replaced by its target, and without these keywords. */
function withoutReferences(document: OpenApiDocument, node: Json, omitted: readonly string[] = []): Json {
  if (Array.isArray(node)) return node.map((child) => withoutReferences(document, child, omitted));
  if (!isObject(node)) return node;
  const resolved = resolveNode(document, node);
  // A number that JavaScript can write as JSON is in the range of its format, apart from integers with bounds.
  const isChecked = (keyword: string) => keyword !== 'format' || numberFormatOf(resolved) === undefined;
  const kept = Object.entries(resolved).filter(
    ([keyword]) => !omitted.includes(keyword) && (omitted.length === 0 || isChecked(keyword)),
  );
  return Object.fromEntries(
    kept.map(([keyword, child]) => [
      keyword,
      // Properties may be named like keywords.
      keyword === 'properties' && isObject(child)
        ? Object.fromEntries(
            Object.entries(child).map(([name, schema]) => [
              name,
              withoutReferences(document, schema, omitted),
            ]),
          )
        : withoutReferences(document, child, omitted),
    ]),
  );
}

/** Maps codes to outcome, message and fix, in the order of the catalog. */
export function itemReasonTable(document: OpenApiDocument): Record<string, JsonObject> {
  const operations = itemOperations(document);
  const ofLimits = operations
    .flatMap(({ limits }) => [limits.bodyBytes, limits.depth])
    .flatMap((limit) => (typeof limit === 'object' && limit.reason ? [limit.reason] : []));
  const others = operations.map(({ reasons }) => reasons.other);
  const ofItems = Object.values(itemSchemas(document)).flatMap(({ contract }) => codesIn(contract));
  const codes = new Set([...ofLimits, ...others, ...ofItems]);
  return Object.fromEntries(
    Object.entries(writtenReasons(document))
      .filter(([code]) => codes.has(code))
      .map(([code, { outcome, message, fix }]) => [code, { outcome, message, fix } as JsonObject]),
  );
}

/** Returns the reason codes of all nodes of a schema. */
function codesIn(schema: Json): string[] {
  const nodes = nodesIn(schema, { enters: (name) => !name.startsWith('x-') });
  return nodes.flatMap(({ node }) => reasonCodesOf(node));
}
