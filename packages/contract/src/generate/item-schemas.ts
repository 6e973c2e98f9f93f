/** What single items are held to, as schemas that stand by themselves. */
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
import { ANY, walkSchema } from '../explain/schema-walk.ts';
import type { Operation } from '../model/contract.ts';
import { readOperations } from '../model/read-contract.ts';
import { PROSE_KEYWORDS, SOFT_KEYWORDS } from '../model/schema-rules.ts';

export interface ItemSchemas {
  /** What the contract says, in full. */
  contract: JsonObject;
  /** The hard rules. */
  rules: JsonObject;
  /** The soft rules; `true` for every value where there are none. */
  advice: JsonObject;
  wireName: string | undefined;
}

/** Name of the kind where all items are of one. */
export const ONLY_KIND = 'item';

/** The operation that carries the items. Throws if there is none. */
export function itemOperation(document: OpenApiDocument): Operation {
  const [operation] = readOperations(document);
  if (!operation) throw new Error('the contract has no operation');
  return operation;
}

/** Kind to the schemas of an item; the whole body is the item where a request carries one. */
export function itemSchemas(document: OpenApiDocument): Record<string, ItemSchemas> {
  const { kinds, schema, items } = itemOperation(document).body;
  const bodies = kinds.length > 0 ? kinds : [{ name: ONLY_KIND, schema, wireName: undefined }];
  return Object.fromEntries(
    bodies.map((kind) => {
      const item = itemNode(document, kind.schema, items);
      const schemas = {
        contract: withoutReferences(document, item) as JsonObject,
        rules: plain(document, item),
        advice: plain(document, adviceSchema(document, item) ?? {}),
        wireName: kind.wireName,
      };
      return [kind.name, schemas];
    }),
  );
}

function itemNode(
  document: OpenApiDocument,
  schemaPointer: string,
  itemPointer: string | undefined,
): JsonObject {
  const root = valueAt(document, schemaPointer);
  const place = itemPointer === undefined ? [] : [...pointerSegments(itemPointer), ANY];
  const found = isObject(root)
    ? walkSchema(document, root).find(({ path }) => path.join('/') === place.join('/'))
    : undefined;
  if (!found) throw new Error(`the contract has no items at ${schemaPointer}`);
  return found.node;
}

function plain(document: OpenApiDocument, node: JsonObject): JsonObject {
  return withoutReferences(document, node, [...PROSE_KEYWORDS, ...SOFT_KEYWORDS]) as JsonObject;
}

/** The schema with every `$ref` replaced by what it refers to, and without these keywords. */
function withoutReferences(document: OpenApiDocument, node: Json, left: readonly string[] = []): Json {
  if (Array.isArray(node)) return node.map((child) => withoutReferences(document, child, left));
  if (!isObject(node)) return node;
  const resolved = resolveNode(document, node);
  const kept = Object.entries(resolved).filter(([keyword]) => !left.includes(keyword));
  return Object.fromEntries(
    kept.map(([keyword, child]) => [
      keyword,
      // Members may be called like keywords.
      keyword === 'properties' && isObject(child)
        ? Object.fromEntries(
            Object.entries(child).map(([name, member]) => [name, withoutReferences(document, member, left)]),
          )
        : withoutReferences(document, child, left),
    ]),
  );
}
