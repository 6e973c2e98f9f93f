/** The tables of headers that code reads. */
import { isObject, type Json, type JsonObject, type OpenApiDocument, resolveNode } from '../document.ts';
import type { Parameter } from '../model/contract.ts';
import { readOperations } from '../model/read-contract.ts';

/** The header parameters of every operation, by operationId: header name to its one value, or null where it is free. */
export function headerTable(document: OpenApiDocument): JsonObject {
  return perOperation(document, ({ name, node: { schema } }) => [
    [name, (isObject(schema) ? resolveNode(document, schema).const : null) ?? null],
  ]);
}

/** The headers that are sent together with another one, by operationId: header name to the other one and its own value. */
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

/** The headers that carry a key: security scheme to header name. */
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
