/**
 * Reads the definition of a successful response. The status is not enough, because these vendors report failures with 200
 * too.
 */
import {
  escapePointer,
  isObject,
  type Json,
  type JsonObject,
  type OpenApiDocument,
  resolveNode,
} from '../document.ts';

const SCHEMA = '#/components/schemas/Accepted';

/** The definition of a successful response. */
export interface Acceptance {
  /** HTTP status. */
  readonly status: number;
  /** The values that define success: JSON pointer into the response, to the required value. */
  readonly values: Readonly<Record<string, Json>>;
}

/**
 * Returns the status of an operation's success, and every property of the schema `Accepted` that has a fixed value. The
 * response may have alternative schemas for failures with the same status.
 *
 * @throws Error if no response of the operation has the schema, or if none of its properties has a fixed value
 */
export function acceptanceOf(document: OpenApiDocument, operation: JsonObject): Acceptance {
  const responses = isObject(operation.responses) ? operation.responses : {};
  for (const [status, response] of Object.entries(responses)) {
    if (!isObject(response) || !schemasOf(resolveNode(document, response)).includes(SCHEMA)) continue;
    const values = Object.fromEntries(fixedValues(document, { $ref: SCHEMA }, ''));
    if (Object.keys(values).length > 0) return { status: Number(status), values };
  }
  throw new Error(
    `no response of ${operation.operationId} has the schema ${SCHEMA} with a fixed value (\`const\`) that defines success`,
  );
}

/** Returns the references of the schemas that a response may have. */
function schemasOf({ content }: JsonObject): string[] {
  const media = isObject(content) ? Object.values(content).filter(isObject) : [];
  return media
    .map(({ schema }) => schema ?? null)
    .filter(isObject)
    .flatMap((schema) => (Array.isArray(schema.anyOf) ? schema.anyOf.filter(isObject) : [schema]))
    .map(({ $ref }) => String($ref));
}

function fixedValues(document: OpenApiDocument, node: JsonObject, pointer: string): [string, Json][] {
  const { const: value, properties, allOf } = resolveNode(document, node);
  if (value !== undefined) return [[pointer, value]];
  const parts = Array.isArray(allOf) ? allOf.filter(isObject) : [];
  const named = Object.entries(isObject(properties) ? properties : {});
  return [
    ...parts.flatMap((part) => fixedValues(document, part, pointer)),
    ...named.flatMap(([name, property]) =>
      isObject(property) ? fixedValues(document, property, `${pointer}/${escapePointer(name)}`) : [],
    ),
  ];
}
