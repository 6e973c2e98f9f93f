/**
 * Reads what a schema validator has found, as failures of the contract.
 * It takes no part in validating and has no dependencies: the clients bundle it.
 */
import type { ErrorObject } from 'ajv';
import { closestName } from '../closest-name.ts';
import { type JsonObject, pointerSegments } from '../document.ts';
import { bounded } from './bounded.ts';
import { checkOrder } from './check-order.ts';
import { type Failure, toFailures } from './failures.ts';
import type { TypeNames } from './parameters.ts';
import { ANY, memberNames, pathKey, type SchemaNode, walkSchema } from './schema-walk.ts';

export interface FailureReaderOptions {
  /** What the `$ref`s of the schema point into. */
  document: JsonObject;
  /** The schema. */
  root: JsonObject;
  names: TypeNames;
  /** Where the nodes of the schema stand in the contract. @default not told */
  pointers?: ReadonlyMap<unknown, string>;
}

/** What it is given are the errors of a validator that has collected all of them, verbosely. */
export interface FailureReader {
  /** All nodes of the schema with the places of their values. */
  nodes: readonly SchemaNode[];
  /** The failures in the order in which the vendor checks. */
  failures(errors: readonly ErrorObject[]): Failure[];
  /** The same for soft rules: one failure of each place, with the name that was probably meant. */
  advice(errors: readonly ErrorObject[]): Failure[];
  /** The value without what lies far beyond its first failures. */
  bounded(value: unknown, errors: readonly ErrorObject[]): unknown;
}

export function createFailureReader(options: FailureReaderOptions): FailureReader {
  const { document, root, names, pointers = new Map() } = options;
  const nodes = walkSchema(document, root);
  const order = checkOrder(nodes);
  const failures = (errors: readonly ErrorObject[]) => toFailures(errors, { pointers, names, order });
  return {
    nodes,
    failures,
    advice(errors) {
      const found = failures(errors);
      // Of several rules about one place the first, which is the more particular one, says enough.
      const first = found.filter(
        ({ pointer }, index) => found.findIndex((other) => other.pointer === pointer) === index,
      );
      return first.map((failure) => withSuggestion(failure, document, nodes));
    },
    bounded: (value, errors) => bounded(value, nodes, errors),
  };
}

function withSuggestion(failure: Failure, document: JsonObject, nodes: readonly SchemaNode[]): Failure {
  const segments = pointerSegments(failure.pointer);
  const name = segments.at(-1) ?? '';
  const parent = pathKey(segments.slice(0, -1).map((segment) => (/^\d+$/.test(segment) ? ANY : segment)));
  const known = nodes
    .filter((node) => pathKey(node.path) === parent)
    .flatMap(({ node }) => memberNames(document, node));
  const suggestion = known.includes(name) ? undefined : closestName(name, known);
  return {
    ...failure,
    parameters: { ...failure.parameters, suggestion: suggestion ? `: did you mean \`${suggestion}\`?` : '' },
  };
}
