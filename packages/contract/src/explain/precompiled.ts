/**
 * Explains which rules an item breaks, with validators that were compiled when the contract was generated.
 *
 * @example
 * ```js
 * import { item } from '@pushspec/contract/guance/item-validators';
 * import { createPrecompiledExplainer } from '@pushspec/contract/precompiled';
 *
 * const explainer = createPrecompiledExplainer(item.kinds.item, item.typeNames);
 * for (const { code, pointer } of explainer.explain({ event: { status: 'OK' } })) console.log(code, pointer);
 * ```
 * ```text
 * status-invalid /event/status
 * ```
 */
// The validators report pointers instead of values and schemas, which are looked up here. Nothing is imported at run time
// except modules without dependencies, because the clients bundle this module.
import type { ErrorObject } from 'ajv';
import { type JsonObject, valueAt } from '../document.ts';
import type { SchemaNode } from '../schema-walk.ts';
import { createFailureReader } from './failure-reader.ts';
import type { Failure } from './failures.ts';
import type { TypeNames } from './parameters.ts';

// Bundles that include this module contain them anyway.
export { escapePointer, pointerSegments, valueAt } from '../document.ts';
export { maxFutureOf } from '../model/schema-rules.ts';
export type { Failure } from './failures.ts';

/** An error of a compiled validator. */
export interface CompiledError {
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  /** The name of the property, for the keywords `required` and `propertyNames`. */
  readonly params?: Readonly<Record<string, unknown>>;
  /** The property name that breaks a rule for names. */
  readonly propertyName?: string;
}

/** A compiled validator. It collects all errors and keeps them until its next call. */
export interface PrecompiledCheck {
  (value: unknown): boolean;
  readonly errors?: readonly CompiledError[] | null;
}

/** A schema without references and prose, and its validator. */
export interface PrecompiledSchema {
  readonly schema: JsonObject;
  readonly check: PrecompiledCheck;
}

/** The rules for one kind of item. */
export interface PrecompiledRules extends PrecompiledSchema {
  /** The soft rules. */
  readonly advice: PrecompiledSchema;
  /** The vendor's name for this kind in messages. */
  readonly wireName?: string;
}

/** A request limit that a single item can exceed, and its reason code. */
export interface PrecompiledLimit {
  readonly limit: number;
  readonly reason: string;
}

/** Everything that is generated for validating one item. */
export interface PrecompiledItem<Kind extends string = string> {
  readonly typeNames: TypeNames;
  /** Reason code of a failure that no other reason explains. */
  readonly otherReason: string;
  /** Bytes of the request body; `null` means no limit. */
  readonly maxBytes: PrecompiledLimit | null;
  /** Nesting of arrays and objects in the request body. */
  readonly maxDepth: PrecompiledLimit;
  readonly kinds: Readonly<Record<Kind, PrecompiledRules>>;
}

export interface PrecompiledExplainer {
  accepts(value: unknown): boolean;
  /** Returns what is wrong, in the vendor's checking order; empty if nothing is. */
  explain(value: unknown): Failure[];
  /** Returns the soft rules that an accepted value breaks. */
  advise(value: unknown): Failure[];
  /** All nodes of the schema with the paths of their values. */
  nodes: readonly SchemaNode[];
}

/** Returns an explainer for one kind of item. */
export function createPrecompiledExplainer(
  { schema, check, advice }: PrecompiledRules,
  names: TypeNames,
): PrecompiledExplainer {
  const reader = createFailureReader({ document: schema, root: schema, names });
  const collect = (rules: PrecompiledSchema, value: unknown) => {
    if (rules.check(value)) return [];
    // One rule may have many thousands of errors.
    const parents = new Map<string, JsonObject>();
    return (rules.check.errors ?? []).map((error) => verbose(error, rules.schema, value, parents));
  };
  return {
    nodes: reader.nodes,
    accepts: (value) => check(value),
    explain(value) {
      if (check(value)) return [];
      const found = (check.errors ?? []).slice(0, 1).map((error) => verbose(error, schema, value));
      // The message shows the length of the whole array.
      if (found[0]?.keyword === 'maxItems') return reader.failures(found);
      const near = collect({ schema, check }, reader.bounded(value, found));
      return reader.failures(near.length > 0 ? near : found);
    },
    advise: (value) => reader.advice(collect(advice, value), value),
  };
}

/** Adds the properties that a validator with the option `verbose` reports. */
function verbose(
  error: CompiledError,
  schema: JsonObject,
  value: unknown,
  parents = new Map<string, JsonObject>(),
): ErrorObject {
  const { schemaPath } = error;
  const parentSchema = parents.get(schemaPath) ?? parentOf(schema, schemaPath);
  parents.set(schemaPath, parentSchema);
  return {
    ...error,
    params: { ...error.params },
    parentSchema,
    schema: parentSchema[error.keyword],
    data: error.propertyName ?? valueAt(value, error.instancePath),
  };
}

function parentOf(schema: JsonObject, schemaPath: string): JsonObject {
  const pointer = decodeURIComponent(schemaPath.slice(1, schemaPath.lastIndexOf('/')));
  return (valueAt(schema, pointer) ?? {}) as JsonObject;
}
