/** Builds the tables of headers for code. */
import { isObject, type Json, type JsonObject, type OpenApiDocument, resolveNode } from '../document.ts';
import type { Parameter } from '../model/contract.ts';
import { readOperations } from '../model/read-contract.ts';
import { onlyValueOf } from '../model/schema-rules.ts';

/** Maps each operationId to its header parameters: header name to the only allowed value, or `null` if any value is allowed. */
export function headerTable(document: OpenApiDocument): JsonObject {
  return perOperation(document, ({ name, node: { schema } }) => [
    [name, (isObject(schema) ? onlyValueOf(resolveNode(document, schema)) : null) ?? null],
  ]);
}

/** Maps each operationId to the headers that are sent with another header: header name to the other header and its own value. */
export function companionHeaderTable(document: OpenApiDocument): JsonObject {
  return perOperation(document, ({ name, sentWith }) => (sentWith ? [[name, sentWith]] : []));
}

type Row = [name: string, value: Json];

function perOperation(document: OpenApiDocument, rowsOf: (header: Parameter) => Row[]): JsonObject {
  return Object.fromEntries(
    readOperations(document).map(({ id, parameters }) => {
      const headers = parameters.filter((parameter) => parameter.in === 'header');
      return [id, Object.fromEntries(headers.flatMap(rowsOf))];
    }),
  );
}

/** Maps each security scheme that uses a key to its header. */
export function keyHeaderTable(document: OpenApiDocument): JsonObject {
  const components: JsonObject = document.components;
  const schemes = isObject(components.securitySchemes) ? components.securitySchemes : {};
  return Object.fromEntries(
    Object.entries(schemes).flatMap(([name, scheme]) =>
      isObject(scheme) && scheme.type === 'apiKey' && scheme.in === 'header'
        ? [[name, scheme.name ?? null]]
        : [],
    ),
  );
}
