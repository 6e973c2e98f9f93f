/** Sends an answer, or does to it what a fault asks for. */
import type { ServerResponse } from 'node:http';
import type { DelayFault, Mishap } from '../faults.ts';
import type { Answer } from './answer.ts';

/** Response header that names the record of a request; ours, not the vendor's. */
export const REQUEST_ID_HEADER = 'x-pushspec-request-id';

/** Waits; rejects when the signal is aborted. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<unknown>;

/** What a delivery takes from its surroundings. */
export interface DeliveryContext {
  sleep: Sleep;
  /** At least 0 and less than 1. */
  random: () => number;
  /** Aborted when the server closes. */
  closing: AbortSignal;
}

export interface Delivery {
  id: string;
  method: string;
  answer: Answer;
}

const GARBAGE_BYTES = 64;

/** Puts the answer on the wire. */
export function send(response: ServerResponse, { answer, id, method }: Delivery): void {
  const body = Buffer.from(answer.body);
  writeHead(response, { answer, id, bytes: body.length });
  response.end(method === 'HEAD' ? undefined : body);
}

/** Puts on the wire what a mishap leaves of the answer. */
export async function sendAfterMishap(
  response: ServerResponse,
  delivery: Delivery,
  { delay, failure }: Mishap,
  context: DeliveryContext,
): Promise<void> {
  // A delay ends early when the server closes: the answer still goes out.
  if (delay) await context.sleep(delayOf(delay, context.random), context.closing).catch(() => undefined);
  if (failure?.kind === 'reset') return resetConnection(response);
  if (failure?.kind === 'truncated') return sendHalf(response, delivery);
  if (failure?.kind === 'garbage') {
    const body = Buffer.from(Array.from({ length: GARBAGE_BYTES }, () => Math.floor(context.random() * 256)));
    writeHead(response, { ...delivery, bytes: body.length });
    response.end(body);
    return;
  }
  send(response, delivery);
}

/** Ends the connection as a crash does: the client sees a reset. */
export function resetConnection(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}

function sendHalf(response: ServerResponse, { answer, id }: Delivery): void {
  const body = Buffer.from(answer.body);
  writeHead(response, { answer, id, bytes: body.length });
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.socket?.destroy());
}

function delayOf({ delayMs, jitterMs = 0 }: DelayFault, random: () => number): number {
  return delayMs + Math.floor(random() * jitterMs);
}

function writeHead(
  response: ServerResponse,
  { answer, id, bytes }: { answer: Answer; id: string; bytes: number },
): void {
  response.writeHead(answer.status, {
    ...answer.headers,
    'content-length': bytes,
    [REQUEST_ID_HEADER]: id,
  });
}
