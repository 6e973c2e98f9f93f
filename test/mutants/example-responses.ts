/** Returns the response examples of a contract as bytes. */
import type { Contract, WireResponse } from '@pushspec/conformance';
import { isObject, type Json, type JsonObject, resolveNode } from '@pushspec/contract';

/** Returns the response example with this name, with another message if given. */
export function exampleResponse(contract: Contract, code: string, message?: string): WireResponse {
  const [entry] = contract.operations.values();
  for (const [status, node] of Object.entries((entry?.operation.responses ?? {}) as JsonObject)) {
    const { content } = resolveNode(contract.document, node as JsonObject);
    for (const [mediaType, media] of Object.entries((content ?? {}) as JsonObject)) {
      const example = isObject(media) && isObject(media.examples) ? media.examples[code] : undefined;
      if (!isObject(example) || !isObject(example.value)) continue;
      const type = String(entry?.operation['x-response-media-type'] ?? mediaType);
      const member = String(entry?.operation['x-message-member']);
      const value: Json = message === undefined ? example.value : { ...example.value, [member]: message };
      return {
        status: Number(status),
        headers: { 'content-type': type },
        body: Buffer.from(JSON.stringify(value)),
      };
    }
  }
  throw new Error(`the contract of ${contract.api} has no response example ${code}`);
}
