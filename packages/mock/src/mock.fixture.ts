/** What the tests of the mock share: a mock on a free port, and requests and answers taken from the contracts. */
import { connect } from 'node:net';
import { isObject, type JsonObject, loadBundle, resolveNode, type Vendor, vendors } from '@pushspec/contract';
import { createMock, type MockOptions } from './mock.ts';
import { type MockedOperation, readOperations, statusOf } from './operation.ts';

export const operations: MockedOperation[] = vendors.flatMap((vendor) =>
  readOperations(vendor, loadBundle(vendor, 'documented')),
);

export function operationOf(vendor: Vendor): MockedOperation {
  return operations.find((operation) => operation.vendor === vendor) as MockedOperation;
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

/** A request as the contract shows it, with its first example or the named one. */
export function exampleRequest(
  { entry, document, mediaType }: MockedOperation,
  name?: string,
): ExampleRequest {
  const { operation, path, method } = entry;
  const parameters = ((operation.parameters ?? []) as JsonObject[]).map((node) => {
    const { in: place, name, example, schema } = resolveNode(document, node);
    return { place, name: String(name), value: String(example ?? (schema as JsonObject).const ?? 'any') };
  });
  const segments = path.replace(/\{(\w+)\}/g, (_, name) =>
    encodeURIComponent(parameters.find((parameter) => parameter.name === name)?.value ?? ''),
  );
  const headers = parameters
    .filter(({ place }) => place === 'header')
    .map(({ name, value }) => [name, value]);
  const schemes = Object.values((document.components.securitySchemes ?? {}) as Record<string, JsonObject>);
  const credentials = schemes.filter((scheme) => scheme.in === 'header').map(({ name }) => [name, 'any']);
  const body = requestExamples(operation, mediaType);
  return {
    path: segments,
    method,
    headers: {
      'content-type': mediaType,
      ...Object.fromEntries(headers),
      ...Object.fromEntries(credentials),
    },
    body: JSON.stringify(body[name ?? (Object.keys(body)[0] as string)]),
  };
}

/** The request examples of an operation, by name. */
export function requestExamples(operation: JsonObject, mediaType: string): Record<string, unknown> {
  const content = (operation.requestBody as JsonObject).content as Record<string, JsonObject>;
  const examples = content[mediaType]?.examples as Record<string, JsonObject>;
  return Object.fromEntries(Object.entries(examples).map(([name, { value }]) => [name, value]));
}

/** The answer that the contract shows under this name. */
export function exampleAnswer(operation: MockedOperation, name: string): { status: number; body: unknown } {
  const status = statusOf(operation, name) as number;
  const response = (operation.entry.operation.responses as Record<string, JsonObject>)[status] as JsonObject;
  const content = Object.values(response.content as JsonObject)[0] as JsonObject;
  const example = (content.examples as JsonObject)[name];
  return { status, body: isObject(example) ? example.value : undefined };
}

/** The answer to a request with some of its parts replaced. */
export async function ask(url: string, request: ExampleRequest, changes: Partial<RequestInit> = {}) {
  const { path, ...init } = request;
  const response = await fetch(url + path, { ...init, ...changes });
  return { status: response.status, body: await response.json().catch(() => undefined), response };
}

/** Sends bytes as they are and returns all that comes back until the connection closes. */
export function askRaw(url: string, text: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(text, 'latin1'));
    socket.on('data', (chunk) => (answer += chunk));
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}
