/** Waits for a request that a test expects, without polling. */
import { checkedOptions, type OptionNames } from '@pushspec/contract';
import type { Sleep } from '../pipeline/deliver.ts';
import type { ReceivedVerdict } from './received.ts';
import type { Listener, RecordEvents } from './record-events.ts';
import type { StoredRecord } from './store.ts';

/** Options of `waitFor()`. */
export interface WaitForOptions {
  /** Milliseconds after which to give up. @default 4000 */
  timeoutMs?: number;
  /** Signal that ends the wait. */
  signal?: AbortSignal;
}

const WAIT_OPTIONS: OptionNames<WaitForOptions> = { timeoutMs: true, signal: true };

export interface WaitForContext {
  recordEvents: RecordEvents;
  /** Returns the verdict of a record, masked. */
  received: (record: StoredRecord) => ReceivedVerdict;
  /** Returns all kept verdicts, oldest first. */
  past: () => Promise<ReceivedVerdict[]>;
  sleep: Sleep;
  /** Aborted when the server closes. */
  closing: AbortSignal;
  /** The subject of the message after `closing`. @default 'the server' */
  owner?: string;
}

/** Below the five-second limit of test runners, whose message would not list the requests that did arrive. */
const TIMEOUT_MS = 4000;

/** Number of verdicts listed in an error message. */
const LISTED = 10;

/** Returns the first verdict, past or future, that satisfies the predicate. Rejects with a list of requests that did arrive. */
export async function waitForVerdict(
  { recordEvents, received, past, sleep, closing, owner = 'the server' }: WaitForContext,
  predicate: (verdict: ReceivedVerdict) => boolean,
  options: WaitForOptions = {},
): Promise<ReceivedVerdict> {
  const { timeoutMs = TIMEOUT_MS, signal } = checkedOptions('waitFor', options, WAIT_OPTIONS);
  if (typeof predicate !== 'function')
    throw new TypeError("`waitFor` takes a function, such as (verdict) => verdict.outcome === 'rejected'");
  if (!(timeoutMs >= 0)) throw new TypeError('`timeoutMs` must be 0 or more milliseconds');
  const arrived = new Map<string, ReceivedVerdict>();
  const over = new AbortController();
  const found = Promise.withResolvers<ReceivedVerdict>();
  const look = (read: () => ReceivedVerdict[]) => {
    try {
      for (const verdict of read()) {
        if (arrived.has(verdict.id)) continue;
        arrived.set(verdict.id, verdict);
        if (predicate(verdict)) found.resolve(verdict);
      }
    } catch (error) {
      found.reject(error);
    }
  };
  // The caller gets the rejection. This prevents an unhandled one.
  found.promise.catch(() => undefined);
  // Records committed while past ones are read are handled after them.
  const arrivedMeanwhile: StoredRecord[] = [];
  let onRecord: Listener = (record) => void arrivedMeanwhile.push(record);
  const unsubscribe = recordEvents.subscribe((record) => onRecord(record));
  const giveUp = (why: string) => found.reject(new Error(`${why}; ${listOf([...arrived.values()])}`));
  const onAbort = (aborted: AbortSignal | undefined, why: string) => {
    if (aborted?.aborted) giveUp(why);
    aborted?.addEventListener('abort', () => giveUp(why), { signal: over.signal });
  };
  try {
    onAbort(signal, 'the wait was aborted');
    onAbort(closing, `${owner} was closed`);
    const kept = await past();
    look(() => kept);
    look(() => arrivedMeanwhile.map(received));
    onRecord = (record) => look(() => [received(record)]);
    sleep(timeoutMs, over.signal).then(
      () => giveUp(`no request satisfied the predicate within ${timeoutMs} ms`),
      () => undefined,
    );
    return await found.promise;
  } finally {
    unsubscribe();
    over.abort();
  }
}

function listOf(verdicts: readonly ReceivedVerdict[]): string {
  if (verdicts.length === 0) return 'none has arrived';
  const lines = verdicts.slice(-LISTED).map(({ api, outcome, status, reasons, warnings }) => {
    const codes = [...reasons, ...warnings].map(({ code }) => code).join(', ');
    return `\n  ${api} ${outcome} ${status}${codes && ` (${codes})`}`;
  });
  const more = verdicts.length > LISTED ? `, the last ${LISTED} of them` : '';
  return `${verdicts.length} arrived${more}:${lines.join('')}`;
}
