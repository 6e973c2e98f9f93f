/** The tables of headers that code reads. */
import {
  isObject,
  type Json,
  type JsonObject,
  type OpenApiDocument,
  operationsOf,
  resolveNode,
} from '../document.ts';

/** The header parameters of every operation, by operationId: header name to its one value, or null where it is free. */
export function headerTable(document: OpenApiDocument): JsonObject {
  return perOperation(document, (parameters) =>
    parameters.map(({ name, schema }) => [
      String(name),
      (isObject(schema) ? resolveNode(document, schema).const : null) ?? null,
    ]),
  );
}

/** The headers that are sent together with another one, by operationId: header name to the other one and its own value. */
export function companionHeaderTable(document: OpenApiDocument): JsonObject {
  return perOperation(document, (parameters) =>
    parameters.flatMap(({ name, 'x-sent-with': companion }) =>
      isObject(companion) ? [[String(name), companion]] : [],
    ),
  );
}

type Row = [name: string, value: Json];

function perOperation(document: OpenApiDocument, rowsOf: (parameters: JsonObject[]) => Row[]): JsonObject {
  return Object.fromEntries(
    operationsOf(document).map(({ path, operation, operationId }) => {
      const parameters = [document.paths[path]?.parameters, operation.parameters]
        .flatMap((list) => (Array.isArray(list) ? list.filter(isObject) : []))
        .map((parameter) => resolveNode(document, parameter))
        .filter((parameter) => parameter.in === 'header');
      return [operationId, Object.fromEntries(rowsOf(parameters))];
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
