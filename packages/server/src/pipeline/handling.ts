/** The state of one request on its way through an API's router, kept on Express's own request object. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { ReceivedBody } from '@pushspec/contract/receive';
import { type Mishap, NO_MISHAP } from '../faults.ts';
import { originForm } from '../http/paths.ts';
import type { Answer } from './answer.ts';
import type { Exchange } from './exchange.ts';
import type { Judgement, RecordedVerdict } from './verdict.ts';

export interface Handling {
  readonly exchange: Exchange;
  /** Milliseconds on the monotonic clock. */
  readonly startedAt: number;
  /** operationId, or null while the request has not reached an operation. */
  operation: string | null;
  mishap: Mishap;
  /** Set by the step that refuses the request, or by `accept`. */
  judgement?: Judgement;
  /** Set where something responds before the API's application does; otherwise made from the judgement. */
  answer?: Answer;
  /** Set once the record is committed. */
  verdict?: RecordedVerdict;
}

const HANDLING = Symbol('pushspec handling');

type Handled = IncomingMessage & { [HANDLING]?: Handling };

/** Attaches a new state to a request whose body has arrived. */
export function startHandling(request: IncomingMessage, body: ReceivedBody, nowMs: number): void {
  const exchange = exchangeOf(request, body, nowMs);
  (request as Handled)[HANDLING] = {
    exchange,
    startedAt: performance.now(),
    operation: null,
    mishap: NO_MISHAP,
  };
}

/** Returns the state of a request. Throws if the request has not been through `receiveBody`. */
export function handlingOf(request: IncomingMessage): Handling {
  const handling = (request as Handled)[HANDLING];
  if (!handling) throw new Error('a step ran before the body was received');
  return handling;
}

function exchangeOf(request: IncomingMessage, body: ReceivedBody, nowMs: number): Exchange {
  const target = request.url ?? '/';
  const sent = originForm((request as { originalUrl?: string }).originalUrl ?? target);
  return {
    id: randomUUID(),
    receivedAt: nowMs,
    method: request.method ?? 'GET',
    target,
    ...splitTarget(target),
    signed: { target: sent, ...splitTarget(sent) },
    headers: headersOf(request),
    rawHeaders: request.rawHeaders,
    ip: (request.socket.remoteAddress ?? '').replace(/^::ffff:/, ''),
    ...body,
  };
}

function splitTarget(target: string): { path: string; query: string | undefined } {
  const mark = target.indexOf('?');
  return mark < 0
    ? { path: target, query: undefined }
    : { path: target.slice(0, mark), query: target.slice(mark + 1) };
}

/** Header values by lower-case name. Node keeps the first value of headers that may appear once, and joins the others. */
function headersOf({ headers }: IncomingMessage): Record<string, string> {
  const cookies = headers['set-cookie'];
  return cookies
    ? { ...(headers as Record<string, string>), 'set-cookie': cookies.join(', ') }
    : (headers as Record<string, string>);
}
