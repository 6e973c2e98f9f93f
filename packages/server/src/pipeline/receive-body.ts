/** The first middleware of an API: reads the bytes of the body, or takes them from an earlier parser. */

import { type ReceivedBody, type ReceiveOptions, receive } from '@pushspec/contract/receive';
import type { Request, RequestHandler } from 'express';
import type { ApiModule } from '../apis/api.ts';
import { type Contract, wireLimit } from '../contract/contract.ts';
import { attachState, hasState } from './request-state.ts';

/** Passed to the host app's error handler if another body parser has consumed the request. */
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

export interface BodyReceiverOptions {
  api: ApiModule;
  clock: () => number;
  /** Number of bytes of a body kept in memory if the contract states no limit. */
  safetyBytes: number;
}

/** Receives as much of a body as the contract of an API allows. */
export function bodyReceiver({ api, clock, safetyBytes }: BodyReceiverOptions): RequestHandler {
  const maxBytes = Math.max(...api.operations.map(({ contract }) => keptLimit(contract, safetyBytes)));
  const acceptsCutOff = api.operations.some(
    ({ contract }) => contract.operation.reasons['incomplete-body'] !== undefined,
  );
  return receiveBody(maxBytes, clock, { acceptsCutOff });
}

function keptLimit(contract: Contract, safetyBytes: number): number {
  return wireLimit(contract)?.value ?? safetyBytes;
}

/** Receives at most `maxBytes` of the body. A request whose client disconnects ends here without a record. */
export function receiveBody(
  maxBytes: number,
  clock: () => number,
  options: ReceiveOptions = {},
): RequestHandler {
  return function receiveBody(request, _response, next) {
    if (hasState(request)) return next();
    const kept = keptBytes(request);
    if (kept) {
      attachState(request, { bytes: kept.subarray(0, maxBytes), size: kept.length }, clock());
      return next();
    }
    if (isConsumed(request)) return next(new BodyConsumedError());
    receive(request, maxBytes, options).then(
      (body: ReceivedBody) => {
        attachState(request, body, clock());
        next();
      },
      // The request is incomplete, and no client is waiting for a response.
      () => undefined,
    );
  };
}

/** Returns the raw bytes kept by an earlier parser. `req.rawBody` is the common name for them. */
function keptBytes(request: Request): Buffer | undefined {
  const { rawBody } = request as { rawBody?: unknown };
  if (Buffer.isBuffer(rawBody)) return rawBody;
  return Buffer.isBuffer(request.body) ? request.body : undefined;
}

/** Whether the body was consumed. An empty body never emits `data`, so `readableDidRead` alone is not enough. `setEncoding()` loses the bytes. */
function isConsumed(request: Request): boolean {
  return request.readableDidRead || request.readableEnded || request.readableEncoding !== null;
}
