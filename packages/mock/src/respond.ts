/** Responds to a request in this order: path and method, preference, size, credentials, bytes, and then Prism. */

import { type SentParameters, sentParameters } from '@pushspec/contract';
import type { ReceivedBody } from '@pushspec/contract/receive';
import { decode, decodeParameters, type EncodedRequest, isMediaTypeSupported } from './decode.ts';
import type { MockedOperation } from './operation.ts';
import { readPreference, refusePreference } from './prefer.ts';
import type { Engine } from './prism.ts';
import { type MockResponse, plainText, problem } from './response.ts';
import { findRoute, type Route } from './route.ts';

export interface MockRequest extends EncodedRequest, ReceivedBody {
  method: string;
  /** Path and query as sent. */
  target: string;
}

export type Responder = (request: MockRequest) => Promise<MockResponse>;

/** Responds with the contract's examples. A `problem+json` or plain text response comes from the mock itself. */
export function createResponder(operations: readonly MockedOperation[], engine: Engine): Responder {
  return async (request) => {
    // A client behind a proxy sends the absolute URL.
    const target = request.target.replace(/^https?:\/\/[^/?]*/i, '');
    const [path = '/', ...rest] = target.split('?');
    const query = new URLSearchParams(rest.join('?'));
    const sent = sentParameters({ ...request, target });
    const route = findRoute(operations, { method: request.method, path, sent });
    if (route.kind === 'unknown') return unknownPath(operations);
    const response =
      route.kind === 'refused'
        ? await engine.refuse(route.operation, route.code)
        : await respondTo(engine, route, { request, query, sent });
    if (response.status === 405) response.headers.allow = route.operation.methods.join(', ');
    return response;
  };
}

async function respondTo(
  engine: Engine,
  { operation, path }: Route & { kind: 'operation' },
  { request, query, sent }: { request: MockRequest; query: URLSearchParams; sent: SentParameters },
): Promise<MockResponse> {
  const { headers } = request;
  const preference = readPreference(headers.prefer, query);
  const refused = refusePreference(operation, preference);
  if (refused) return refused;
  const { maxBodyBytes, bufferedBytes, missingCredentials } = operation;
  if (maxBodyBytes?.of === 'wire' && request.size > maxBodyBytes.value)
    return engine.refuse(operation, maxBodyBytes.code);
  if (request.size > request.bytes.length) {
    return problem(
      413,
      'Body too large',
      `The contract does not limit the body on the wire, but the mock accepts at most ${bufferedBytes} bytes.`,
    );
  }
  // Credentials may be parameters, in the query or in a form.
  const form = new URLSearchParams((operation.rpc && sent.form) ?? '');
  const parameters = new URLSearchParams([...query, ...form]);
  if (missingCredentials !== undefined && (await engine.lacksCredentials(operation, headers, parameters))) {
    return engine.refuse(operation, missingCredentials);
  }
  if (operation.rpc && request.size > 0 && !isMediaTypeSupported(operation, headers['content-type'] ?? ''))
    return engine.refuse(operation, String(operation.requestReasons['media-type']));
  const decoded = operation.rpc
    ? decodeParameters(operation, operation.rpc, sent)
    : decode(operation, request);
  if ('code' in decoded) return engine.refuse(operation, decoded.code, decoded.parameters);
  return engine.mock(operation, { path, query, headers, body: decoded.body }, preference);
}

function unknownPath(operations: readonly MockedOperation[]): MockResponse {
  const served = operations.map(({ api, entry }) => `${entry.method} ${entry.path} (${api})`);
  return plainText(404, `Nothing is mocked here. This mock serves:\n${served.join('\n')}\n`);
}
