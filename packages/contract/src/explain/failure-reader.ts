/**
 * Turns the errors of a schema validator into failures of the contract.
 * It does not validate and has no dependencies, because the clients bundle it.
 */
import type { ErrorObject } from 'ajv';
import { closestName } from '../closest-name.ts';
import { isObject, type JsonObject, pointerSegments, valueAt } from '../document.ts';
import { ANY, listedPropertyNames, pathKey, type SchemaNode, walkSchema } from '../schema-walk.ts';
import { bounded } from './bounded.ts';
import { checkOrder } from './check-order.ts';
import { type Failure, toFailures } from './failures.ts';
import type { TypeNames } from './parameters.ts';

export interface FailureReaderOptions {
  /** The document that the `$ref`s of the schema point into. */
  document: JsonObject;
  /** The schema. */
  root: JsonObject;
  names: TypeNames;
  /** The JSON pointers of the schema nodes in the contract. @default failures have no `contract` */
  pointers?: ReadonlyMap<unknown, string>;
}

/** Reads the errors of a validator with the options `allErrors` and `verbose`. */
export interface FailureReader {
  /** All nodes of the schema with the paths of their values. */
  nodes: readonly SchemaNode[];
  /** Returns the failures in the vendor's checking order. */
  failures(errors: readonly ErrorObject[]): Failure[];
  /** Returns one failure of a soft rule for each location, with a suggested name. `value` is the validated value. */
  advice(errors: readonly ErrorObject[], value: unknown): Failure[];
  /** Returns the value without most of what has no failure, so that collecting all errors stays fast. */
  bounded(value: unknown, errors: readonly ErrorObject[]): unknown;
}

/** Creates a reader for the errors of one schema. */
export function createFailureReader(options: FailureReaderOptions): FailureReader {
  const { document, root, names, pointers = new Map() } = options;
  const nodes = walkSchema(document, root);
  const order = checkOrder(nodes);
  const failures = (errors: readonly ErrorObject[]) => toFailures(errors, { pointers, names, order });
  return {
    nodes,
    failures,
    advice(errors, value) {
      const names = namesIn(document, nodes, value);
      const found = failures(errors.filter((error) => !isCustomField(error, names)));
      // Of several rules about one location, the first is the most specific, and enough.
      const first = found.filter(
        ({ pointer }, index) => found.findIndex((other) => other.pointer === pointer) === index,
      );
      return first.map((failure) => withSuggestion(failure, names));
    },
    bounded: (value, errors) => bounded(value, nodes, errors),
  };
}

/** The property names that the contract lists for an object. */
interface ListedNames {
  /** Whether the object accepts custom fields, so that an unlisted name is not necessarily a mistake. */
  readonly isOpen: boolean;
  /**
   * Returns the listed name that is most similar to an unlisted one. In an object with custom fields, only missing
   * properties that accept such a value count.
   */
  nearest(name: string): string | undefined;
}

type NamesAt = (pointer: string) => ListedNames;

/** Looks up the names of objects in a value by their pointers. A body may have many thousands of properties. */
function namesIn(document: JsonObject, nodes: readonly SchemaNode[], value: unknown): NamesAt {
  const nodesAt = (segments: readonly string[]) => {
    const key = pathKey(segments.map((segment) => (/^\d+$/.test(segment) ? ANY : segment)));
    return nodes.filter(({ path }) => pathKey(path) === key).map(({ node }) => node);
  };
  const namesOf = (pointer: string): ListedNames => {
    const segments = pointerSegments(pointer);
    const parents = nodesAt(segments);
    const names = parents.flatMap((node) => listedPropertyNames(document, node));
    const isOpen = parents.some(({ additionalProperties }) => isObject(additionalProperties));
    const object = valueAt(value, pointer);
    const nearestOf = (name: string, candidates: readonly string[]) =>
      names.includes(name) ? undefined : closestName(name, candidates);
    if (!isOpen || !isObject(object)) return { isOpen, nearest: (name) => nearestOf(name, names) };
    const missing = names
      .filter((name) => !Object.hasOwn(object, name))
      .map((name) => ({ name, types: nodesAt([...segments, name]).flatMap(({ type }) => type) }));
    const meant = (name: string) =>
      missing.filter(({ types }) => types.includes(typeof object[name])).map((property) => property.name);
    return { isOpen, nearest: memoized((name) => nearestOf(name, meant(name))) };
  };
  return memoized(namesOf);
}

function memoized<Result>(compute: (name: string) => Result): (name: string) => Result {
  const results = new Map<string, Result>();
  return (name) => {
    if (!results.has(name)) results.set(name, compute(name));
    return results.get(name) as Result;
  };
}

/** Whether an error of a soft rule is about a custom field whose name is not similar to that of a missing property. */
function isCustomField(error: ErrorObject, namesAt: NamesAt): boolean {
  const { keyword, instancePath, propertyName, params, parentSchema } = error;
  // The rule for unlisted properties is a list of names. The second error repeats the first.
  const list = keyword === 'propertyNames' ? parentSchema?.propertyNames : parentSchema;
  const name: unknown = propertyName ?? params.propertyName;
  if (typeof name !== 'string' || !isObject(list) || !Array.isArray(list.enum)) return false;
  const { isOpen, nearest } = namesAt(instancePath);
  return isOpen && nearest(name) === undefined;
}

function withSuggestion(failure: Failure, namesAt: NamesAt): Failure {
  const { pointer, parameters } = failure;
  const name = pointerSegments(pointer).at(-1) ?? '';
  const meant = namesAt(pointer.slice(0, pointer.lastIndexOf('/'))).nearest(name);
  const suggestion = meant ? `: did you mean \`${meant}\`?` : '';
  return { ...failure, parameters: { ...parameters, suggestion } };
}
