/** Follows the verdicts of a server, over restarts of it. */
import type { Verdict } from '@pushspec/server';
import { CommandFailure, EXIT } from '../failure.ts';
import { type AdminOptions, openAdmin } from './admin.ts';
import { eventsOf } from './event-stream.ts';

export interface FollowOptions extends AdminOptions {
  signal: AbortSignal;
  vendor?: string | undefined;
  /** Told once for each time that the server goes away. */
  onLost: () => void;
  /** Told when it answers for the first time. */
  onOpen: () => void;
  /** Waits so many milliseconds; may reject when the signal is aborted. */
  sleep: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

/** Pause before a lost server is asked again. */
const RETRY_MS = 1000;

/** Verdicts as they come, until the signal. Throws where the server cannot be reached in the first place. */
export async function* follow(options: FollowOptions): AsyncGenerator<Verdict> {
  const { signal, onLost, onOpen, sleep } = options;
  let lastId: string | undefined;
  let isFound = false;
  let isLost = false;
  while (!signal.aborted) {
    try {
      const body = await open(options, lastId);
      if (!isFound) onOpen();
      isFound = true;
      isLost = false;
      for await (const { id, data } of eventsOf(body)) {
        lastId = id;
        yield JSON.parse(data) as Verdict;
      }
    } catch (error) {
      // A server that was there may come back, such as one that is restarted; one that refuses does not change its mind.
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
  { vendor, ...options }: FollowOptions,
  lastId: string | undefined,
): Promise<ReadableStream<Uint8Array>> {
  const query = vendor === undefined ? '' : `?${new URLSearchParams({ vendor })}`;
  const headers = lastId === undefined ? {} : { 'last-event-id': lastId };
  const { body } = await openAdmin(options, { path: `/events${query}`, headers });
  return body ?? new ReadableStream();
}
