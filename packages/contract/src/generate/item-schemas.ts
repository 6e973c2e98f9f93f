/** What single items are held to, as schemas that stand by themselves. */
import {
  bodySchemaPointer,
  isObject,
  type Json,
  type JsonObject,
  type OpenApiDocument,
  type OperationEntry,
  operationsOf,
  pointerSegments,
  resolveNode,
  valueAt,
} from '../document.ts';
import { adviceSchema } from '../explain/advice.ts';
import { ANY, walkSchema } from '../explain/schema-walk.ts';

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

/** The operation that carries the items. Throws where there is none. */
export function itemOperation(document: OpenApiDocument): OperationEntry {
  const [entry] = operationsOf(document);
  if (!entry) throw new Error('the contract has no operation');
  return entry;
}

/** Kind to the schemas of an item; the whole body is the item where a request carries one. */
export function itemSchemas(document: OpenApiDocument): Record<string, ItemSchemas> {
  const entry = itemOperation(document);
  const kinds = entry.operation['x-kinds'];
  const bodies: [string, string, Json | undefined][] = isObject(kinds)
    ? Object.entries(kinds).map(([name, kind]) => {
        const { schema, wireName } = kind as JsonObject;
        return [name, `/components/schemas/${schema}`, wireName];
      })
    : [[ONLY_KIND, bodySchemaPointer(entry), undefined]];
  return Object.fromEntries(
    bodies.map(([name, pointer, wireName]) => {
      const item = itemNode(document, pointer, entry.operation['x-item-pointer']);
      const schemas = {
        contract: withoutReferences(document, item) as JsonObject,
        rules: plain(document, item),
        advice: plain(document, adviceSchema(document, item) ?? {}),
        wireName: typeof wireName === 'string' ? wireName : undefined,
      };
      return [name, schemas];
    }),
  );
}

function itemNode(
  document: OpenApiDocument,
  schemaPointer: string,
  itemPointer: Json | undefined,
): JsonObject {
  const root = valueAt(document, schemaPointer);
  const place = typeof itemPointer === 'string' ? [...pointerSegments(itemPointer), ANY] : [];
  const found = isObject(root)
    ? walkSchema(document, root).find(({ path }) => path.join('/') === place.join('/'))
    : undefined;
  if (!found) throw new Error(`the contract has no items at ${schemaPointer}`);
  return found.node;
}

/** Keywords that no validator and no message looks at. */
const PROSE = ['title', 'description', 'examples', 'example', 'deprecated', 'x-source', 'x-provenance'];
/** Rules that stand in a schema of their own. */
const SOFT = ['x-advice', 'x-unknown-members', 'x-beyond-schema'];

function plain(document: OpenApiDocument, node: JsonObject): JsonObject {
  return withoutReferences(document, node, [...PROSE, ...SOFT]) as JsonObject;
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
