/** Sends a response, changed by faults if any are set. */
import type { ServerResponse } from 'node:http';
import { REQUEST_ID_HEADER } from '@pushspec/contract/reasons';
import type { DelayFault, FaultEffect } from '../faults.ts';
import type { VendorResponse } from './vendor-response.ts';

/** Waits for this many milliseconds. Rejects when the signal is aborted. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<unknown>;

/** Dependencies of a delivery. */
export interface DeliveryContext {
  sleep: Sleep;
  /** Returns a number from 0 to below 1. */
  random: () => number;
  /** Aborted when the server closes. */
  closing: AbortSignal;
}

/** A response to send. */
export interface Delivery {
  id: string;
  method: string;
  /** The status, headers and body to send. */
  content: VendorResponse;
  /** Time by the clock of the API, in milliseconds since 1970. */
  nowMs: number;
}

const GARBAGE_BYTES = 64;

/** Sends the response. */
export function send(response: ServerResponse, { content, id, method, nowMs }: Delivery): void {
  const { body } = content;
  writeHead(response, { content, id, nowMs, bytes: Buffer.byteLength(body) });
  // Node writes a head and a string in one piece, and a head and a buffer in two. Without a body it writes the head as
  // Latin-1, which a Location with the request's path needs.
  if (method === 'HEAD' || body === '') response.end();
  else response.end(body);
}

/** Sends the response as changed by the effect of faults. */
export async function sendWithEffect(
  response: ServerResponse,
  delivery: Delivery,
  { delay, failure }: FaultEffect,
  context: DeliveryContext,
): Promise<void> {
  // A delay ends early when the server closes, and the response is still sent.
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

/** Resets the connection, as a crash of the server does. */
export function resetConnection(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}

function sendHalf(response: ServerResponse, { content, id, nowMs }: Delivery): void {
  const body = Buffer.from(content.body);
  writeHead(response, { content, id, nowMs, bytes: body.length });
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.socket?.destroy());
}

function delayOf({ delayMs, jitterMs = 0 }: DelayFault, random: () => number): number {
  return delayMs + Math.floor(random() * jitterMs);
}

interface Head extends Omit<Delivery, 'method'> {
  bytes: number;
}

function writeHead(response: ServerResponse, { content, id, bytes, nowMs }: Head): void {
  response.writeHead(content.status, {
    ...content.headers,
    ...dateOf(nowMs),
    'content-length': bytes,
    [REQUEST_ID_HEADER]: id,
  });
}

/**
 * Returns the `Date` header if the clock of the API differs from the machine's, which Node takes. A client that corrects
 * its clock from the header must see the clock that its requests are checked against.
 */
function dateOf(nowMs: number): { date?: string } {
  return Math.abs(nowMs - Date.now()) < 1000 ? {} : { date: new Date(nowMs).toUTCString() };
}
