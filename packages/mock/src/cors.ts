/** Creates CORS headers, so that pages of other origins can use the mock. It has no data to protect. */
import type { IncomingMessage } from 'node:http';
import type { MockedOperation } from './operation.ts';

export function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === 'OPTIONS' && headers.origin !== undefined && 'access-control-request-method' in headers;
}

export function preflightHeaders(
  { headers }: IncomingMessage,
  operations: readonly MockedOperation[],
): Record<string, string> {
  const methods = new Set(operations.flatMap(({ methods }) => methods));
  return {
    ...corsHeaders(),
    'access-control-allow-methods': [...methods].join(', '),
    // `*` does not cover Authorization.
    'access-control-allow-headers': headers['access-control-request-headers'] ?? '*',
    'access-control-max-age': '600',
    vary: 'access-control-request-headers',
  };
}

export function corsHeaders(): Record<string, string> {
  return { 'access-control-allow-origin': '*', 'access-control-expose-headers': '*' };
}
