/** Finds the schemas and parameters of a document for the lint rules. */
import {
  escapePointer,
  isObject,
  type JsonObject,
  type OpenApiDocument,
  operationsOf,
  resolveNode,
} from '../document.ts';

export interface LocatedNode {
  pointer: string;
  node: JsonObject;
}

/** Keywords whose value is one schema, a list of schemas, or a map of schemas. */
const ONE = ['items', 'additionalProperties', 'propertyNames', 'not', 'if', 'then', 'else', 'contains'];
const LIST = ['allOf', 'anyOf', 'oneOf'];
const MAP = ['properties', 'patternProperties'];

/** Returns a schema and all schemas in it, without following `$ref`s. */
export function schemasIn(node: unknown, pointer: string): LocatedNode[] {
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
  return [{ pointer, node }, ...children.flatMap(([childPointer, child]) => schemasIn(child, childPointer))];
}

/** Returns the named schemas of the document and those of parameters. */
export function allSchemas(document: OpenApiDocument): LocatedNode[] {
  const named = Object.entries(document.components.schemas).flatMap(([name, schema]) =>
    schemasIn(schema, `/components/schemas/${escapePointer(name)}`),
  );
  return [
    ...named,
    ...parametersOf(document).flatMap(({ pointer, node }) => schemasIn(node.schema, `${pointer}/schema`)),
  ];
}

/** Returns the parameters of all operations, with references resolved. */
export function parametersOf(document: OpenApiDocument): LocatedNode[] {
  return operationsOf(document).flatMap(({ operation, pointer }) => {
    const list = Array.isArray(operation.parameters) ? operation.parameters : [];
    return list.filter(isObject).map((parameter, index) => ({
      pointer: `${pointer}/parameters/${index}`,
      node: resolveNode(document, parameter),
    }));
  });
}

/** Returns the schemas that validate a request: bodies, with everything they refer to, and parameters. */
export function requestSchemas(document: OpenApiDocument): LocatedNode[] {
  const seen = new Set<unknown>();
  const follow = (node: unknown, pointer: string): LocatedNode[] =>
    schemasIn(node, pointer).flatMap((located) => {
      if (seen.has(located.node)) return [];
      seen.add(located.node);
      const { $ref } = located.node;
      if (typeof $ref !== 'string') return [located];
      return [located, ...follow(resolveNode(document, located.node), $ref.slice(1))];
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
