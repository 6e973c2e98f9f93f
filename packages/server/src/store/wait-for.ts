/** Waits for a request that a test expects, without polling. */
import { checkedOptions, type OptionNames } from '@pushspec/contract';
import type { Sleep } from '../pipeline/deliver.ts';
import type { Verdict } from '../pipeline/verdict.ts';
import type { Listener, News } from './news.ts';
import type { StoredRecord } from './store.ts';
import type { ShownVerdicts } from './summary.ts';

export interface WaitForOptions {
  /** Milliseconds after which to give up. @default 4000 */
  timeoutMs?: number;
  /** Gives up when it is aborted. */
  signal?: AbortSignal;
}

const WAIT_OPTIONS: OptionNames<WaitForOptions> = { timeoutMs: true, signal: true };

export interface WaitForContext {
  news: News;
  verdicts: Pick<ShownVerdicts, 'whole'>;
  /** All verdicts kept, oldest first. */
  past: () => Promise<Verdict[]>;
  sleep: Sleep;
  /** Aborted when the server closes. */
  closing: AbortSignal;
}

/** Below the five seconds that test runners allow a test: their message would not say what did arrive. */
const TIMEOUT_MS = 4000;

/** Verdicts that a message of failure lists. */
const LISTED = 10;

/** The first verdict, kept or to come, that satisfies the predicate. Rejects with a list of what did arrive. */
export async function waitForVerdict(
  { news, verdicts, past, sleep, closing }: WaitForContext,
  predicate: (verdict: Verdict) => boolean,
  options: WaitForOptions = {},
): Promise<Verdict> {
  const { timeoutMs = TIMEOUT_MS, signal } = checkedOptions('waitFor', options, WAIT_OPTIONS);
  if (typeof predicate !== 'function')
    throw new TypeError("waitFor takes a function, such as (verdict) => verdict.outcome === 'rejected'");
  if (!(timeoutMs >= 0)) throw new TypeError('timeoutMs must be 0 or more milliseconds');
  const arrived = new Map<string, Verdict>();
  const over = new AbortController();
  const found = Promise.withResolvers<Verdict>();
  const look = (read: () => Verdict[]) => {
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
  // Whoever waits hears of it; nobody else has to.
  found.promise.catch(() => undefined);
  // What is committed while the past is read comes after it.
  const meanwhile: StoredRecord[] = [];
  let tell: Listener = (record) => void meanwhile.push(record);
  const unsubscribe = news.subscribe((record) => tell(record));
  const giveUp = (why: string) => found.reject(new Error(`${why}; ${listOf([...arrived.values()])}`));
  const onAbort = (aborted: AbortSignal | undefined, why: string) => {
    if (aborted?.aborted) giveUp(why);
    aborted?.addEventListener('abort', () => giveUp(why), { signal: over.signal });
  };
  try {
    onAbort(signal, 'the wait was aborted');
    onAbort(closing, 'the server was closed');
    const kept = await past();
    look(() => kept);
    look(() => meanwhile.map(verdicts.whole));
    tell = (record) => look(() => [verdicts.whole(record)]);
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

function listOf(verdicts: readonly Verdict[]): string {
  if (verdicts.length === 0) return 'none has arrived';
  const lines = verdicts.slice(-LISTED).map(({ vendor, outcome, status, reasons, warnings }) => {
    const codes = [...reasons, ...warnings].map(({ code }) => code).join(', ');
    return `\n  ${vendor} ${outcome} ${status}${codes && ` (${codes})`}`;
  });
  const more = verdicts.length > LISTED ? `, the last ${LISTED} of them` : '';
  return `${verdicts.length} arrived${more}:${lines.join('')}`;
}
