/** Finds the kinds of requests of an operation, such as metrics and events, and their examples. */
import {
  isObject,
  type Json,
  type OpenApiDocument,
  type OperationEntry,
  type RequestExample,
  readOperation,
  requestExamples,
  valueAt,
} from '@pushspec/contract';
import { fieldTree } from './request-tree.ts';
import { hasRequired } from './required-fields.ts';

/** A kind of request. */
export interface BodyKind {
  /** Name of the kind in the contract. */
  name: string;
  /** Title of its schema, in the language of the document. */
  title: string;
  /** Pointer to its schema. */
  schema: string;
}

/** Returns the kinds of an operation. Empty if all requests are of one kind. */
export function bodyKinds(document: OpenApiDocument, entry: OperationEntry): BodyKind[] {
  return readOperation(document, entry).body.kinds.map(({ name, schema }) => {
    const node = valueAt(document, schema);
    return { name, schema, title: String((isObject(node) && node.title) || name) };
  });
}

/** Returns the first example of each kind that the first example of the operation does not show. */
export function examplesOfOtherKinds(
  document: OpenApiDocument,
  entry: OperationEntry,
): { kind: BodyKind; example: RequestExample }[] {
  const kinds = bodyKinds(document, entry);
  const kindOf = (body: Json) =>
    kinds.find(({ schema }) => hasRequired(fieldTree(document, schema), body))?.name;
  const examples = requestExamples(document, entry);
  const [first] = examples;
  return kinds
    .filter(({ name }) => first === undefined || name !== kindOf(first.value))
    .flatMap((kind) => {
      const example = examples.find(({ value }) => kindOf(value) === kind.name);
      return example ? [{ kind, example }] : [];
    });
}
