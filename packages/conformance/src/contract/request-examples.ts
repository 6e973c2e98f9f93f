/** The named examples of an operation's request body. */
import {
  escapePointer,
  isObject,
  type Json,
  type JsonObject,
  type OperationEntry,
  resolveNode,
} from '@pushspec/contract';
import type { Contract } from './contract.ts';

export interface RequestExample {
  readonly name: string;
  /** JSON pointer of the example in the contract. */
  readonly pointer: string;
  readonly value: Json;
}

export function requestExamples(
  { document }: Contract,
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
