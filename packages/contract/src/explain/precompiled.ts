/**
 * The explain pass over validators that were compiled when the contract was generated.
 * They report places instead of values and schemas; those are looked up here. Free of dependencies: the clients bundle it.
 */
import type { ErrorObject } from 'ajv';
import { type JsonObject, valueAt } from '../document.ts';
import { createFailureReader } from './failure-reader.ts';
import type { Failure } from './failures.ts';
import type { TypeNames } from './parameters.ts';
import type { SchemaNode } from './schema-walk.ts';

// Whoever bundles this has them anyway.
export { escapePointer, pointerSegments, valueAt } from '../document.ts';
export { maxFutureOf } from '../model/schema-rules.ts';
export type { Failure } from './failures.ts';

/** An error as the compiled validators report it. */
export interface PlaceError {
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  /** The name of a member, for the keywords `required` and `propertyNames`. */
  readonly params?: Readonly<Record<string, unknown>>;
  /** The name that broke a rule for names. */
  readonly propertyName?: string;
}

/** A compiled validator. It collects all errors, and holds them until its next call. */
export interface PrecompiledCheck {
  (value: unknown): boolean;
  readonly errors?: readonly PlaceError[] | null;
}

/** A schema in which nothing refers to another place, without what only people read, and its validator. */
export interface PrecompiledSchema {
  readonly schema: JsonObject;
  readonly check: PrecompiledCheck;
}

/** What one kind of item is held to. */
export interface PrecompiledRules extends PrecompiledSchema {
  /** The soft rules. */
  readonly advice: PrecompiledSchema;
  /** The word that the vendor's messages use for this kind. */
  readonly wireName?: string;
}

/** A limit of the request that a single item can break, and the code of its reason. */
export interface PrecompiledLimit {
  readonly limit: number;
  readonly reason: string;
}

/** All that is generated for judging one item. */
export interface PrecompiledItem<Kind extends string = string> {
  readonly typeNames: TypeNames;
  /** The reason of whatever no other reason explains. */
  readonly otherReason: string;
  /** Bytes of the request's body; null: as many as you like. */
  readonly maxBytes: PrecompiledLimit | null;
  /** Nesting of arrays and objects in the request's body. */
  readonly maxDepth: PrecompiledLimit;
  readonly kinds: Readonly<Record<Kind, PrecompiledRules>>;
}

export interface PrecompiledExplainer {
  accepts(value: unknown): boolean;
  /** What is wrong, in the order in which the vendor checks; empty if nothing is. */
  explain(value: unknown): Failure[];
  /** The soft rules that an acceptable value breaks. */
  advise(value: unknown): Failure[];
  /** All nodes of the schema with the places of their values. */
  nodes: readonly SchemaNode[];
}

export function createPrecompiledExplainer(
  { schema, check, advice }: PrecompiledRules,
  names: TypeNames,
): PrecompiledExplainer {
  const reader = createFailureReader({ document: schema, root: schema, names });
  const collect = (rules: PrecompiledSchema, value: unknown) =>
    rules.check(value) ? [] : (rules.check.errors ?? []).map((error) => verbose(error, rules.schema, value));
  return {
    nodes: reader.nodes,
    accepts: (value) => check(value),
    explain(value) {
      if (check(value)) return [];
      const found = (check.errors ?? []).slice(0, 1).map((error) => verbose(error, schema, value));
      // How long an array is must be told from the whole of it.
      if (found[0]?.keyword === 'maxItems') return reader.failures(found);
      const near = collect({ schema, check }, reader.bounded(value, found));
      return reader.failures(near.length > 0 ? near : found);
    },
    advise: (value) => reader.advice(collect(advice, value)),
  };
}

/** The error with what a verbose validator would have put into it. */
function verbose(error: PlaceError, schema: JsonObject, value: unknown): ErrorObject {
  const node = decodeURIComponent(error.schemaPath.slice(1, error.schemaPath.lastIndexOf('/')));
  const parentSchema = (valueAt(schema, node) ?? {}) as JsonObject;
  return {
    ...error,
    params: { ...error.params },
    parentSchema,
    schema: parentSchema[error.keyword],
    data: error.propertyName ?? valueAt(value, error.instancePath),
  };
}
