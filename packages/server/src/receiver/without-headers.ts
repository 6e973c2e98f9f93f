/** Removes the headers of a contract. They belong to signatures, which a receiver does not check. */
import { isObject, type Json, type OpenApiDocument } from '@pushspec/contract';

/** Returns a copy of a document whose operations declare no headers. */
export function withoutHeaders(document: OpenApiDocument): OpenApiDocument {
  const copy = structuredClone(document);
  for (const path of Object.values(copy.paths as object)) {
    for (const operation of Object.values(path as Record<string, Json>)) {
      if (isObject(operation) && Array.isArray(operation.parameters))
        operation.parameters = operation.parameters.filter((one) => !isObject(one) || one.in !== 'header');
    }
  }
  return copy;
}
