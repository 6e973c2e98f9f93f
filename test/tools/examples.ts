/** Lists the examples of a contract with the names of the components that describe them. */
import {
  type ApiName,
  isObject,
  type Json,
  type JsonObject,
  loadBundle,
  operationsOf,
  requestExamples,
  resolveNode,
} from '@pushspec/contract';

export interface Example {
  name: string;
  value: Json;
}

export interface OperationExamples {
  operationId: string;
  /** Component of the request body. */
  request: string;
  mediaType: string;
  hasOptionalHeaders: boolean;
  requests: Example[];
  responses: { status: string; components: string[]; examples: Example[] }[];
}

const MEDIA_TYPE = 'application/json';

/** Returns the examples of each operation of an API, in its documented profile. */
export function examplesOf(api: ApiName): OperationExamples[] {
  const document = loadBundle(api, 'documented');
  return operationsOf(document).map((entry) => {
    const { operationId, operation } = entry;
    const body = resolveNode(document, operation.requestBody as JsonObject);
    const [mediaType = ''] = Object.keys((body.content ?? {}) as JsonObject);
    const [request = ''] = componentsOf(mediaOf(body).schema);
    const responses = Object.entries(operation.responses as JsonObject).map(([status, response]) => {
      const { schema, examples = {} } = mediaOf(resolveNode(document, response as JsonObject));
      const named = Object.entries(examples as JsonObject).map(([name, example]) => ({
        name: `${status} ${name}`,
        value: resolveNode(document, example as JsonObject).value ?? null,
      }));
      return { status, components: componentsOf(schema), examples: named };
    });
    const parameters = (operation.parameters ?? []) as JsonObject[];
    const hasOptionalHeaders = parameters
      .map((parameter) => resolveNode(document, parameter))
      .some((parameter) => parameter.in === 'header' && parameter.required !== true);
    return {
      operationId,
      request,
      mediaType,
      hasOptionalHeaders,
      requests: requestExamples(document, entry),
      responses,
    };
  });
}

function mediaOf(node: JsonObject): JsonObject {
  const content = (node.content ?? {}) as JsonObject;
  const media = content[MEDIA_TYPE] ?? Object.values(content)[0];
  return isObject(media) ? media : {};
}

/** Returns the components that a schema refers to, itself or as a choice. */
function componentsOf(schema: Json | undefined): string[] {
  if (!isObject(schema)) return [];
  if (typeof schema.$ref === 'string') return [schema.$ref.split('/').at(-1) ?? ''];
  const choices = (schema.anyOf ?? schema.oneOf ?? []) as Json[];
  return choices.flatMap(componentsOf);
}
