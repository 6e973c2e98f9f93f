/** The state of a request in an API's router, stored on the Express request object. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { ReceivedBody } from '@pushspec/contract/receive';
import type { OperationModule } from '../apis/api.ts';
import { type FaultEffect, NO_EFFECT } from '../faults.ts';
import { originForm } from '../http/paths.ts';
import type { Exchange } from './exchange.ts';
import type { VendorResponse } from './vendor-response.ts';
import type { Evaluation, RecordedVerdict } from './verdict.ts';

/** The state of a request. */
export interface RequestState {
  exchange: Exchange;
  /** Milliseconds on the monotonic clock. */
  readonly startedAt: number;
  /** operationId, or null while the request has not reached an operation. */
  operation: string | null;
  /** Set once the operation is found. The first operation responds to requests that address none. */
  module?: OperationModule;
  effect: FaultEffect;
  /** Set by the step that rejects the request, or by `accept`. */
  evaluation?: Evaluation;
  /** Set if something responds before the vendor's application does. Otherwise built from the evaluation. */
  response?: VendorResponse;
  /** Set once the record is committed. */
  verdict?: RecordedVerdict;
}

const STATE = Symbol('pushspec state');

/** A request as far as its state needs it. */
type Received = Pick<IncomingMessage, 'method' | 'url' | 'headers' | 'rawHeaders' | 'socket'>;

type WithState = Received & { [STATE]?: RequestState };

/** Attaches a new state to a request whose body has arrived. */
export function attachState(request: Received, body: ReceivedBody, nowMs: number): void {
  const exchange = exchangeOf(request, body, nowMs);
  (request as WithState)[STATE] = {
    exchange,
    startedAt: performance.now(),
    operation: null,
    effect: NO_EFFECT,
  };
}

/** Whether a request has a state, which means that its body has arrived. */
export function hasState(request: Received): boolean {
  return (request as WithState)[STATE] !== undefined;
}

/** Replaces the time of arrival with that of another clock, before any check reads it. */
export function setReceivedAt(request: Received, nowMs: number): void {
  const state = stateOf(request);
  state.exchange = { ...state.exchange, receivedAt: nowMs };
}

/** Returns the state of a request. Throws if the request has not been through `receiveBody`. */
export function stateOf(request: Received): RequestState {
  const state = (request as WithState)[STATE];
  if (!state) throw new Error('a step ran before the body was received');
  return state;
}

function exchangeOf(request: Received, body: ReceivedBody, nowMs: number): Exchange {
  const target = request.url ?? '/';
  const parts = splitTarget(target);
  const sent = originForm((request as { originalUrl?: string }).originalUrl ?? target);
  return {
    id: randomUUID(),
    receivedAt: nowMs,
    method: request.method ?? 'GET',
    target,
    path: parts.path,
    query: parts.query,
    signed: sent === target ? parts : splitTarget(sent),
    headers: headersOf(request),
    rawHeaders: request.rawHeaders,
    ip: (request.socket.remoteAddress ?? '').replace(/^::ffff:/, ''),
    bytes: body.bytes,
    size: body.size,
    ...(body.isCutOff && { isCutOff: true }),
  };
}

function splitTarget(target: string): Exchange['signed'] {
  const mark = target.indexOf('?');
  return mark < 0
    ? { target, path: target, query: undefined }
    : { target, path: target.slice(0, mark), query: target.slice(mark + 1) };
}

/** Returns header values by lowercase name. Node keeps the first value of single-value headers and joins the others. */
function headersOf({ headers }: Received): Record<string, string> {
  const cookies = headers['set-cookie'];
  return cookies
    ? { ...(headers as Record<string, string>), 'set-cookie': cookies.join(', ') }
    : (headers as Record<string, string>);
}
