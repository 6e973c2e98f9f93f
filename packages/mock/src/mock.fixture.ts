/** Fixtures for the mock's tests: a mock on a free port, and requests and responses from the contracts. */
import { connect } from 'node:net';
import {
  type ApiName,
  apiNames,
  isObject,
  type Json,
  type JsonObject,
  loadBundle,
  onlyValueOf,
  parametersOf,
  resolveNode,
} from '@pushspec/contract';
import { createMock, type MockOptions } from './mock.ts';
import { type MockedOperation, readOperations, statusOf } from './operation.ts';

export const operations: MockedOperation[] = apiNames.flatMap((api) =>
  readOperations(api, loadBundle(api, 'documented')),
);

/** The operations whose requests have JSON as their body. */
export const jsonOperations: MockedOperation[] = operations.filter(({ rpc }) => !rpc);

export function operationOf(api: ApiName): MockedOperation {
  return operations.find((operation) => operation.api === api) as MockedOperation;
}

export async function startMock(options: MockOptions = {}) {
  const mock = createMock(options);
  const { url } = await mock.listen({ port: 0 });
  return { url, close: () => mock.close() };
}

export interface ExampleRequest {
  path: string;
  method: string;
  headers: Record<string, string>;
  body: string;
}

/** Returns a request with an example of the contract. @param name - @default the first example */
export function exampleRequest(
  { entry, document, mediaType, path, rpc }: MockedOperation,
  name?: string,
): ExampleRequest {
  const { operation, method } = entry;
  const parameters = ((operation.parameters ?? []) as JsonObject[]).map((node) => {
    const { in: location, name, example, schema } = resolveNode(document, node);
    return { location, name: String(name), value: String(example ?? onlyValueOf(schema) ?? 'any') };
  });
  const segments = path.replace(/\{(\w+)\}/g, (_, name) =>
    encodeURIComponent(parameters.find((parameter) => parameter.name === name)?.value ?? ''),
  );
  const headers = parameters
    .filter(({ location }) => location === 'header')
    .map(({ name, value }) => [name, value]);
  const schemes = Object.values((document.components.securitySchemes ?? {}) as Record<string, JsonObject>);
  const credentials = schemes.filter((scheme) => scheme.in === 'header').map(({ name }) => [name, 'any']);
  const bodies = requestExamples(operation, mediaType);
  const body = bodies[name ?? (Object.keys(bodies)[0] as string)] as Json;
  return {
    path: segments,
    method,
    headers: {
      'content-type': mediaType,
      ...Object.fromEntries(headers),
      ...Object.fromEntries(credentials),
    },
    body: rpc ? parametersOf(rpc, body) : JSON.stringify(body),
  };
}

/** Returns the request examples of an operation by name. */
export function requestExamples(operation: JsonObject, mediaType: string): Record<string, unknown> {
  const content = (operation.requestBody as JsonObject).content as Record<string, JsonObject>;
  const examples = content[mediaType]?.examples as Record<string, JsonObject>;
  return Object.fromEntries(Object.entries(examples).map(([name, { value }]) => [name, value]));
}

/** Returns the contract's response example with this name. */
export function exampleResponse(operation: MockedOperation, name: string): { status: number; body: unknown } {
  const status = statusOf(operation, name) as number;
  const written = (operation.entry.operation.responses as Record<string, JsonObject>)[status] as JsonObject;
  const response = resolveNode(operation.document, written);
  const content = Object.values(response.content as JsonObject)[0] as JsonObject;
  const example = (content.examples as JsonObject)[name];
  return { status, body: isObject(example) ? example.value : undefined };
}

/** Sends a request with some parts replaced, and returns the response. */
export async function send(url: string, request: ExampleRequest, changes: Partial<RequestInit> = {}) {
  const { path, ...init } = request;
  const response = await fetch(url + path, { ...init, ...changes });
  return { status: response.status, body: await response.json().catch(() => undefined), response };
}

/** Sends raw bytes and returns everything received until the connection closes. */
export function sendRaw(url: string, request: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    let response = '';
    const socket = connect(Number(port), hostname, () => socket.write(request, 'latin1'));
    socket.on('data', (chunk) => (response += chunk));
    socket.on('close', () => resolve(response));
    socket.on('error', reject);
  });
}
