/** Reads the named examples of an operation's request body. */
import {
  escapePointer,
  isObject,
  type Json,
  type JsonObject,
  type OpenApiDocument,
  type OperationEntry,
  resolveNode,
} from './document.ts';

export interface RequestExample {
  readonly name: string;
  /** JSON pointer of the example in the document. */
  readonly pointer: string;
  readonly value: Json;
}

/** Returns the examples in the order of the contract. */
export function requestExamples(
  document: OpenApiDocument,
  { operation, pointer }: OperationEntry,
): RequestExample[] {
  const body = isObject(operation.requestBody) ? resolveNode(document, operation.requestBody) : {};
  return Object.entries((body.content ?? {}) as JsonObject).flatMap(([type, media]) => {
    const examples = isObject(media) && isObject(media.examples) ? media.examples : {};
    return Object.entries(examples).map(([name, example]) => ({
      name,
      pointer: `${pointer}/requestBody/content/${escapePointer(type)}/examples/${escapePointer(name)}`,
      value: resolveNode(document, example as JsonObject).value ?? null,
    }));
  });
}
