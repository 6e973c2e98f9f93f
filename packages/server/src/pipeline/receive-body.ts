/** The first middleware of an API: takes the bytes of the body, also where another app has read them already. */

import { type ReceivedBody, receive } from '@pushspec/contract/receive';
import type { Request, RequestHandler } from 'express';
import { startHandling } from './handling.ts';

/** Passed to the host app's error handler when another body parser has consumed a request. */
export class BodyConsumedError extends Error {
  override readonly name = 'BodyConsumedError';
  readonly code = 'PUSHSPEC_BODY_CONSUMED';
  readonly status = 500;

  constructor() {
    super(
      'the request body was read or decoded before the pushspec router saw it: mount the router before express.json() and other body parsers, ' +
        'or let the parser keep the bytes as a Buffer in `req.rawBody` (its `verify` option) or `req.body` (express.raw())',
    );
  }
}

/** Receives at most `maxBytes` of the body. A request whose client disconnects ends here without a record. */
export function receiveBody(maxBytes: number, clock: () => number): RequestHandler {
  return function receiveBody(request, _response, next) {
    const kept = keptBytes(request);
    if (kept) {
      startHandling(request, { bytes: kept.subarray(0, maxBytes), size: kept.length }, clock());
      return next();
    }
    if (isConsumed(request)) return next(new BodyConsumedError());
    receive(request, maxBytes).then(
      (body: ReceivedBody) => {
        startHandling(request, body, clock());
        next();
      },
      // Half a request is not a request, and no client is waiting for a response.
      () => undefined,
    );
  };
}

/** Returns the raw bytes that an earlier parser has kept. `req.rawBody` is the usual name for them. */
function keptBytes(request: Request): Buffer | undefined {
  const { rawBody } = request as { rawBody?: unknown };
  if (Buffer.isBuffer(rawBody)) return rawBody;
  return Buffer.isBuffer(request.body) ? request.body : undefined;
}

/** An empty body never emits `data`, so `readableDidRead` alone is not enough. `setEncoding()` keeps no bytes. */
function isConsumed(request: Request): boolean {
  return request.readableDidRead || request.readableEnded || request.readableEncoding !== null;
}
