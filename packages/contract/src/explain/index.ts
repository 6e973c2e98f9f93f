/**
 * The explain pass: which reasons of the contract a value breaks, and where.
 * A schema validator says that a value does not fit; this says which rule, in the contract's own codes.
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
import { adviceSchema } from './advice.ts';
import { compiledPointer, compiledSchema } from './compile.ts';
import { createFailureReader } from './failure-reader.ts';
import { type Failure, pointersOf } from './failures.ts';
import { ANY, type SchemaNode } from './schema-walk.ts';

export type { Failure } from './failures.ts';
export { shownValue, type TypeNames, typeName } from './parameters.ts';
export { ANY, type SchemaNode } from './schema-walk.ts';

export interface SchemaExplainer {
  /** Whether the value satisfies the schema; cheap, stops at the first failure. */
  accepts(value: unknown): boolean;
  /** What is wrong, in the order in which the vendor checks; empty if nothing is. */
  explain(value: unknown): Failure[];
  /** The soft rules that an acceptable value breaks; the first of them only, where there are many. */
  advise(value: unknown): Failure[];
  /** Whether a soft rule says that the backend drops this item after the answer. */
  dropsItem(item: unknown): boolean;
  /** All nodes of the schema with the places of their values. */
  nodes: readonly SchemaNode[];
}

/** Items looked at from the first bad one on, when all that is wrong is collected. */
const WINDOW = 20;

/** Makes an explainer for the schema at a JSON pointer of the document. Throws when there is no such schema. */
export function createExplainer(
  document: OpenApiDocument,
  schemaPointer: string,
  itemPointer?: string,
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
      // How long an array is must be told from the whole of it.
      if (found[0]?.keyword === 'maxItems') return failures(found);
      const { part, offset } = windowOf(value, itemPointer, found[0]);
      const collecting = allErrors();
      collecting(reader.bounded(part, found));
      return failures((collecting.errors ?? found).map((error) => shifted(error, itemPointer, offset)));
    },
    dropsItem: (item) => droppingRules !== undefined && !droppingRules()(item),
    advise(value) {
      const rules = softRules?.();
      return !rules || rules(value) ? [] : reader.advice(rules.errors ?? []);
    },
  };
}

/** Where the items are, as the nodes of a schema say it; without a batch the value itself is the item. */
function itemPath(itemPointer: string | undefined): string {
  return itemPointer === undefined ? '' : [...pointerSegments(itemPointer), ANY].join('/');
}

/** Only the items from the first bad one on: what is collected stays bounded however large the body is. */
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
