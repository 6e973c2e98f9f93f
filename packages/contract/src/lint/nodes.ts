/** Walks over parts of a document that several rules look at. */
import {
  escapePointer,
  isObject,
  type JsonObject,
  type OpenApiDocument,
  operationsOf,
  resolveNode,
} from '../document.ts';

export interface Place {
  pointer: string;
  node: JsonObject;
}

/** Keywords whose value is a schema, a list of schemas, or a map of schemas. */
const ONE = ['items', 'additionalProperties', 'propertyNames', 'not', 'if', 'then', 'else', 'contains'];
const LIST = ['allOf', 'anyOf', 'oneOf'];
const MAP = ['properties', 'patternProperties'];

/** A schema and all schemas in it; `$ref`s are not followed. */
export function schemasIn(node: unknown, pointer: string): Place[] {
  if (!isObject(node)) return [];
  const children = [
    ...ONE.map((keyword) => [`${pointer}/${keyword}`, node[keyword]] as const),
    ...LIST.flatMap((keyword) => {
      const list = node[keyword];
      return Array.isArray(list)
        ? list.map((child, index) => [`${pointer}/${keyword}/${index}`, child] as const)
        : [];
    }),
    ...MAP.flatMap((keyword) => {
      const map = node[keyword];
      if (!isObject(map)) return [];
      return Object.entries(map).map(
        ([name, child]) => [`${pointer}/${keyword}/${escapePointer(name)}`, child] as const,
      );
    }),
  ];
  return [{ pointer, node }, ...children.flatMap(([place, child]) => schemasIn(child, place))];
}

/** All schemas of the document: the named ones, and those of parameters and bodies. */
export function allSchemas(document: OpenApiDocument): Place[] {
  const named = Object.entries(document.components.schemas).flatMap(([name, schema]) =>
    schemasIn(schema, `/components/schemas/${escapePointer(name)}`),
  );
  return [
    ...named,
    ...parametersOf(document).flatMap(({ pointer, node }) => schemasIn(node.schema, `${pointer}/schema`)),
  ];
}

export function parametersOf(document: OpenApiDocument): Place[] {
  return operationsOf(document).flatMap(({ operation, pointer }) => {
    const list = Array.isArray(operation.parameters) ? operation.parameters : [];
    return list.filter(isObject).map((parameter, index) => ({
      pointer: `${pointer}/parameters/${index}`,
      node: resolveNode(document, parameter),
    }));
  });
}

/** The schemas that a request is held to: bodies, with everything they refer to, and parameters. */
export function requestSchemas(document: OpenApiDocument): Place[] {
  const seen = new Set<unknown>();
  const follow = (node: unknown, pointer: string): Place[] =>
    schemasIn(node, pointer).flatMap((place) => {
      if (seen.has(place.node)) return [];
      seen.add(place.node);
      const { $ref } = place.node;
      if (typeof $ref !== 'string') return [place];
      return [place, ...follow(resolveNode(document, place.node), $ref.slice(1))];
    });
  const bodies = operationsOf(document).flatMap(({ operation, pointer }) => {
    const body = operation.requestBody;
    const content = isObject(body) && isObject(body.content) ? Object.entries(body.content) : [];
    return content.flatMap(([type, media]) =>
      isObject(media)
        ? follow(media.schema, `${pointer}/requestBody/content/${escapePointer(type)}/schema`)
        : [],
    );
  });
  return [
    ...bodies,
    ...parametersOf(document).flatMap(({ pointer, node }) => follow(node.schema, `${pointer}/schema`)),
  ];
}
