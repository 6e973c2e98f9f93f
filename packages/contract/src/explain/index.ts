/**
 * Explains which rules of the contract a value breaks, and where.
 *
 * @example
 * ```js
 * import { loadBundle } from '@pushspec/contract';
 * import { createExplainer } from '@pushspec/contract/explain';
 *
 * const explainer = createExplainer(loadBundle('guance', 'documented'), '/components/schemas/PushEvent');
 * for (const { code, pointer } of explainer.explain({ event: { status: 'OK', check_value: '1' } }))
 *   console.log(code, pointer);
 * ```
 * ```text
 * status-invalid /event/status
 * check-value-type /event/check_value
 * ```
 */
import type { ErrorObject } from 'ajv';
import {
  isObject,
  type Json,
  type JsonObject,
  type OpenApiDocument,
  pointerSegments,
  valueAt,
} from '../document.ts';
import { typeNamesOf } from '../model/read-contract.ts';
import { writtenReasons } from '../model/reason-table.ts';
import { ANY, type SchemaNode } from '../schema-walk.ts';
import { adviceSchema } from './advice.ts';
import { compiledPointer, compiledSchema } from './compile.ts';
import { createFailureReader } from './failure-reader.ts';
import { type Failure, pointersOf } from './failures.ts';

export { ANY, type SchemaNode } from '../schema-walk.ts';
export type { Failure } from './failures.ts';
export { shownValue, type TypeNames, typeName } from './parameters.ts';
export { withSentNames } from './sent-names.ts';

export interface SchemaExplainer {
  /** Returns whether the value satisfies the schema. Fast: stops at the first failure. */
  accepts(value: unknown): boolean;
  /** Returns what is wrong, in the vendor's checking order; empty if nothing is. */
  explain(value: unknown): Failure[];
  /** Returns the soft rules that an accepted value breaks, up to a limit. */
  advise(value: unknown): Failure[];
  /** Returns whether a soft rule says that the backend drops this item after the response. */
  dropsItem(item: unknown): boolean;
  /** All nodes of the schema with the paths of their values. */
  nodes: readonly SchemaNode[];
}

/** Maximum number of items to examine for failures, from the first invalid one on. */
const WINDOW = 20;

/** Explainers are stateless, so all servers and configurations of a process share them. */
const byDocument = new WeakMap<OpenApiDocument, Map<string, SchemaExplainer>>();

/** Returns the explainer for the schema at a JSON pointer of the document. Throws if there is no schema. */
export function createExplainer(
  document: OpenApiDocument,
  schemaPointer: string,
  itemPointer?: string,
): SchemaExplainer {
  const known = byDocument.get(document) ?? new Map<string, SchemaExplainer>();
  byDocument.set(document, known);
  const key = JSON.stringify([schemaPointer, itemPointer]);
  const explainer = known.get(key) ?? newExplainer(document, schemaPointer, itemPointer);
  known.set(key, explainer);
  return explainer;
}

function newExplainer(
  document: OpenApiDocument,
  schemaPointer: string,
  itemPointer: string | undefined,
): SchemaExplainer {
  const root = valueAt(document, schemaPointer);
  if (!isObject(root)) throw new Error(`the contract has no schema at ${schemaPointer}`);
  const firstError = compiledPointer(document, schemaPointer, 'firstError');
  const allErrors = compiledPointer(document, schemaPointer, 'allErrors');
  const names = typeNamesOf(document);
  const reader = createFailureReader({ document, root, names, pointers: pointersOf(document) });
  const { nodes, failures } = reader;
  const soft = adviceSchema(document, root);
  const softRules = soft && compiledSchema(document, soft);
  const isDropping = (code: string) => writtenReasons(document)[code]?.outcome === 'ignored';
  const itemNode = nodes.find(({ path }) => path.join('/') === itemPath(itemPointer))?.node;
  const dropping = itemNode && adviceSchema(document, itemNode, isDropping);
  const droppingRules = dropping && compiledSchema(document, dropping);
  return {
    nodes,
    accepts: (value) => firstError()(value) as boolean,
    explain(value) {
      const stopping = firstError();
      if (stopping(value)) return [];
      const found = stopping.errors ?? [];
      // The message shows the length of the whole array.
      if (found[0]?.keyword === 'maxItems') return failures(found);
      const { part, offset } = windowOf(value, itemPointer, found[0]);
      const collecting = allErrors();
      collecting(reader.bounded(part, found));
      return failures((collecting.errors ?? found).map((error) => shifted(error, itemPointer, offset)));
    },
    dropsItem: (item) => droppingRules !== undefined && !droppingRules()(item),
    advise(value) {
      const rules = softRules?.();
      return !rules || rules(value) ? [] : reader.advice(rules.errors ?? [], value);
    },
  };
}

/** Returns the path of the items among the nodes of a schema. Without a batch, the value itself is the item. */
function itemPath(itemPointer: string | undefined): string {
  return itemPointer === undefined ? '' : [...pointerSegments(itemPointer), ANY].join('/');
}

/** Returns the value with only the items from the first invalid one on, so that the work stays bounded for a body of any size. */
function windowOf(value: unknown, itemPointer: string | undefined, error: ErrorObject | undefined) {
  const items = itemPointer === undefined ? undefined : valueAt(value, itemPointer);
  const rest = error?.instancePath.slice(itemPointer?.length ?? 0).match(/^\/(\d+)/);
  if (!Array.isArray(items) || items.length <= WINDOW || !rest) return { part: value, offset: 0 };
  const offset = Number(rest[1]);
  const slice = items.slice(offset, offset + WINDOW);
  const segments = pointerSegments(itemPointer ?? '');
  const part = segments.length === 0 ? slice : replaced(value as JsonObject, segments, slice);
  return { part, offset };
}

function replaced(value: JsonObject, segments: readonly string[], slice: Json[]): JsonObject {
  const [name = '', ...rest] = segments;
  return { ...value, [name]: rest.length === 0 ? slice : replaced(value[name] as JsonObject, rest, slice) };
}

function shifted(error: ErrorObject, itemPointer: string | undefined, offset: number): ErrorObject {
  if (offset === 0 || itemPointer === undefined) return error;
  const rest = error.instancePath.slice(itemPointer.length);
  const instancePath =
    itemPointer + rest.replace(/^\/(\d+)/, (_, index: string) => `/${Number(index) + offset}`);
  return { ...error, instancePath };
}
