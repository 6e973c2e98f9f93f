/** The way of a request through the mock: path and method, preference, size, credentials, bytes, and then Prism. */

import type { ReceivedBody } from '@pushspec/contract/receive';
import { type Answer, plainText, problem } from './answer.ts';
import { decode, type EncodedRequest } from './decode.ts';
import type { MockedOperation } from './operation.ts';
import { readPreference, refusePreference } from './prefer.ts';
import type { Engine } from './prism.ts';
import { findRoute, type Route } from './route.ts';

export interface MockRequest extends EncodedRequest, ReceivedBody {
  method: string;
  /** Path and query as sent. */
  target: string;
}

export type Responder = (request: MockRequest) => Promise<Answer>;

/** Answers with what the contract shows; a `problem+json` or plain text is the mock's own. */
export function createResponder(operations: readonly MockedOperation[], engine: Engine): Responder {
  return async (request) => {
    // A client behind a proxy sends the whole address.
    const target = request.target.replace(/^https?:\/\/[^/?]*/i, '');
    const [path = '/', ...rest] = target.split('?');
    const query = new URLSearchParams(rest.join('?'));
    const route = findRoute(operations, { method: request.method, path });
    if (route.kind === 'nobody') return nobodysPath(operations);
    const answer =
      route.kind === 'refused'
        ? await engine.refuse(route.operation, route.code)
        : await answerOperation(engine, route, request, query);
    if (answer.status === 405) answer.headers.allow = route.operation.methods.join(', ');
    return answer;
  };
}

async function answerOperation(
  engine: Engine,
  { operation, path }: Route & { kind: 'operation' },
  request: MockRequest,
  query: URLSearchParams,
): Promise<Answer> {
  const { headers } = request;
  const preference = readPreference(headers.prefer, query);
  const refused = refusePreference(operation, preference);
  if (refused) return refused;
  const { maxBodyBytes, heldBytes, missingCredentials } = operation;
  if (maxBodyBytes && request.size > maxBodyBytes.value) return engine.refuse(operation, maxBodyBytes.code);
  if (request.size > request.bytes.length) {
    return problem(
      413,
      'Body too large',
      `The contract has no limit, and the mock holds ${heldBytes} bytes at most.`,
    );
  }
  if (missingCredentials !== undefined && (await engine.lacksCredentials(operation, headers))) {
    return engine.refuse(operation, missingCredentials);
  }
  const decoded = decode(operation, request);
  if ('code' in decoded) return engine.refuse(operation, decoded.code, decoded.parameters);
  return engine.mock(operation, { path, query, headers, body: decoded.body }, preference);
}

function nobodysPath(operations: readonly MockedOperation[]): Answer {
  const served = operations.map(({ vendor, entry }) => `${entry.method} ${entry.path} (${vendor})`);
  return plainText(404, `Nothing is mocked here. This mock serves:\n${served.join('\n')}\n`);
}
