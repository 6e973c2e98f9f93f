/** Follows the verdicts of a server, and reconnects when the server restarts. */
import type { Verdict } from '@pushspec/server';
import { type EventSourceMessage, EventSourceParserStream } from 'eventsource-parser/stream';
import { CommandFailure, EXIT } from '../failure.ts';
import { type AdminOptions, openAdmin } from './admin.ts';

export interface FollowOptions extends AdminOptions {
  signal: AbortSignal;
  api?: string | undefined;
  sandbox?: string | undefined;
  /** Called once each time the connection is lost. */
  onLost: () => void;
  /** Called when the server responds for the first time. */
  onOpen: () => void;
  /** Waits for a number of milliseconds. May reject when the signal is aborted. */
  sleep: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

/** Milliseconds between attempts to reconnect. */
const RETRY_MS = 1000;

/** Yields verdicts as they arrive, until the signal is aborted. Throws if the first connection fails. */
export async function* follow(options: FollowOptions): AsyncGenerator<Verdict> {
  const { signal, onLost, onOpen, sleep } = options;
  let lastId: string | undefined;
  let isFound = false;
  let isLost = false;
  while (!signal.aborted) {
    try {
      const events = await open(options, lastId);
      if (!isFound) onOpen();
      isFound = true;
      isLost = false;
      for await (const { id, data } of events) {
        lastId = id ?? lastId;
        yield JSON.parse(data) as Verdict;
      }
    } catch (error) {
      // A lost server may come back, for example after a restart. A refusal is final.
      const isGone = !(error instanceof CommandFailure) || error.exitCode === EXIT.network;
      if (!signal.aborted && !(isFound && isGone)) throw error;
    }
    if (signal.aborted) return;
    if (!isLost) onLost();
    isLost = true;
    await sleep(RETRY_MS, signal).catch(() => undefined);
  }
}

async function open(
  { api, sandbox, ...options }: FollowOptions,
  lastId: string | undefined,
): Promise<ReadableStream<EventSourceMessage>> {
  const given = { ...(api !== undefined && { api }), ...(sandbox !== undefined && { sandbox }) };
  const query = new URLSearchParams(given);
  const headers = lastId === undefined ? {} : { 'last-event-id': lastId };
  const { body } = await openAdmin(options, {
    path: query.size === 0 ? '/events' : `/events?${query}`,
    headers,
  });
  const bytes: ReadableStream<Uint8Array<ArrayBuffer>> = body ?? new ReadableStream();
  return bytes.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
}
