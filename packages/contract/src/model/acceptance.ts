/** What makes an answer a success: these vendors report failures inside a 200 as well. */
import {
  escapePointer,
  isObject,
  type Json,
  type JsonObject,
  type OpenApiDocument,
  resolveNode,
} from '../document.ts';

const SCHEMA = '#/components/schemas/Accepted';

export interface Acceptance {
  /** HTTP status. */
  readonly status: number;
  /** The members of the answer that decide: JSON pointer to the value in a success. */
  readonly members: Readonly<Record<string, Json>>;
}

/**
 * The status of an operation's success, and every member of the schema `Accepted` that has one value only. The answer may
 * have other schemas beside that one, as alternatives, for the failures that come with the same status.
 *
 * @throws Error if no answer of the operation has the schema, or if none of its members has one value only
 */
export function acceptanceOf(document: OpenApiDocument, operation: JsonObject): Acceptance {
  const responses = isObject(operation.responses) ? operation.responses : {};
  for (const [status, response] of Object.entries(responses)) {
    if (!isObject(response) || !schemasOf(resolveNode(document, response)).includes(SCHEMA)) continue;
    const members = Object.fromEntries(soleValues(document, { $ref: SCHEMA }, ''));
    if (Object.keys(members).length > 0) return { status: Number(status), members };
  }
  throw new Error(`no answer of ${operation.operationId} says by ${SCHEMA} what a success is`);
}

/** The names of the schemas that an answer may have. */
function schemasOf({ content }: JsonObject): string[] {
  const media = isObject(content) ? Object.values(content).filter(isObject) : [];
  return media
    .map(({ schema }) => schema ?? null)
    .filter(isObject)
    .flatMap((schema) => (Array.isArray(schema.anyOf) ? schema.anyOf.filter(isObject) : [schema]))
    .map(({ $ref }) => String($ref));
}

function soleValues(document: OpenApiDocument, node: JsonObject, pointer: string): [string, Json][] {
  const { const: value, properties, allOf } = resolveNode(document, node);
  if (value !== undefined) return [[pointer, value]];
  const parts = Array.isArray(allOf) ? allOf.filter(isObject) : [];
  const members = Object.entries(isObject(properties) ? properties : {});
  return [
    ...parts.flatMap((part) => soleValues(document, part, pointer)),
    ...members.flatMap(([name, member]) =>
      isObject(member) ? soleValues(document, member, `${pointer}/${escapePointer(name)}`) : [],
    ),
  ];
}
