/** The way of one batch: sent until there is an answer that decides, and taken apart where a part can be accepted without the rest. */
import type { Channel } from '../channel.ts';
import { isPushError, isTransportError, type PushError, TransportError } from '../errors.ts';
import type { ReporterEvent } from './events.ts';
import type { Dropped, Outcome, Rejected } from './outcome.ts';
import type { Pacer } from './pacer.ts';
import { type BatchBounds, bodyOf, type Entry } from './queue.ts';
import { backOffMs, isRetryable, mayHaveTaken, type RetryQuota, type RetryRules } from './retry.ts';
import type { Sleep } from './timers.ts';

export interface DeliveryOptions<Item extends object> {
  readonly channel: Channel<Item>;
  readonly bounds: BatchBounds;
  readonly pacer: Pacer;
  readonly quota: RetryQuota;
  readonly rules: RetryRules;
  /** How long a batch is tried, from its first request on, in milliseconds; 0, it is tried once. */
  readonly deadlineMs: number;
  readonly now: () => number;
  readonly sleep: Sleep;
  /** Ends everything. */
  readonly signal: AbortSignal;
  readonly end: (entry: Entry<Item>, outcome: Outcome<Item>) => void;
  readonly tell: (event: ReporterEvent) => void;
}

type Failure = PushError | TransportError;

interface Attempts {
  /** When the first request left. */
  since: number;
  made: number;
  failures: number;
  /** What the last of them took from the budget. */
  cost: number;
  mayBeTaken: boolean;
}

export interface Delivery<Item> {
  /** Brings each entry to its end. `over` ends the turn of its first request. Never rejects. */
  deliver(entries: readonly Entry<Item>[], over: () => void): Promise<void>;
}

export function createDelivery<Item extends object>(options: DeliveryOptions<Item>): Delivery<Item> {
  const { channel, bounds, pacer, quota, rules, deadlineMs, now, sleep, signal, end, tell } = options;
  const throttling = channel.rateLimits.map(({ reason }) => reason);

  /** One request. Resolves to its failure. */
  async function attempt(entries: readonly Entry<Item>[], attempts: Attempts, over: () => void) {
    const body = bodyOf(entries, channel.envelope());
    const started = now();
    attempts.made++;
    const failure = await channel
      .post(body, entries.length, signal)
      .then(() => undefined, asFailure(channel));
    over();
    tell({
      type: 'request',
      items: entries.length,
      bytes: body.byteLength,
      attempt: attempts.made,
      durationMs: now() - started,
      error: failure,
    });
    return failure;
  }

  /** Resolves to the failure that decides; undefined, the batch was accepted. */
  async function settle(entries: readonly Entry<Item>[], attempts: Attempts, firstOver: () => void) {
    let over = firstOver;
    for (;;) {
      const failure = await attempt(entries, attempts, over);
      if (!failure) return undefined;
      attempts.mayBeTaken ||= mayHaveTaken(failure);
      const delayMs = isRetryable(failure) ? pauseBefore(failure, ++attempts.failures) : Number.NaN;
      // Also where it is no number: then it is not tried again.
      if (!(now() + delayMs - attempts.since < deadlineMs)) return failure;
      attempts.cost = quota.take(failure);
      tell({ type: 'retry', items: entries.length, attempt: attempts.made + 1, delayMs, error: failure });
      await sleep(delayMs, signal);
      over = await pacer.turn(signal);
      if (signal.aborted) {
        over();
        return failure;
      }
    }
  }

  function pauseBefore(failure: Failure, failures: number): number {
    const delayMs = Math.max(backOffMs(failures, failure, rules), quota.waitMs(failure));
    // What one batch learns is true for all of them.
    if (isPushError(failure) && throttling.includes(failure.reason)) pacer.pause(delayMs);
    return delayMs;
  }

  async function deliver(entries: readonly Entry<Item>[], firstOver: () => void, before?: Attempts) {
    const attempts = before ?? { since: now(), made: 0, failures: 0, cost: 0, mayBeTaken: false };
    const failure = await settle(entries, attempts, firstOver);
    if (!failure) return accept(entries, attempts);
    const cause = entries.length > 1 && !signal.aborted && reasonToSplit(failure);
    if (!cause) return giveUp(entries, failure);
    const half = Math.ceil(entries.length / 2);
    if (cause === 'too-much') shrink(entries, failure);
    tell({ type: 'split', items: entries.length, cause, error: failure });
    for (const part of [entries.slice(0, half), entries.slice(half)]) {
      await deliver(part, await pacer.turn(signal), { ...attempts, since: now(), failures: 0, cost: 0 });
    }
  }

  function reasonToSplit(failure: Failure): 'too-much' | 'one-of-them' | undefined {
    if (isTransportError(failure)) {
      // An unreadable 400 may be about one of them, as one in words that nobody knows may.
      return failure.status === 413 ? 'too-much' : failure.status === 400 ? 'one-of-them' : undefined;
    }
    if (Object.values(channel.tooMuch).includes(failure.reason)) return 'too-much';
    return failure.aboutItem ? 'one-of-them' : undefined;
  }

  /** Remembers how much is too much, so that it is not found out again with each batch. */
  function shrink(entries: readonly Entry<Item>[], failure: Failure) {
    if (isPushError(failure) && failure.reason === channel.tooMuch.items) {
      bounds.maxItems = Math.min(bounds.maxItems, Math.ceil(entries.length / 2));
    } else {
      const { byteLength } = bodyOf(entries, channel.envelope());
      bounds.maxBytes = Math.min(bounds.maxBytes, Math.ceil(byteLength / 2));
    }
  }

  function accept(entries: readonly Entry<Item>[], { made, cost, mayBeTaken }: Attempts) {
    quota.refund(cost);
    tell({ type: 'delivered', items: entries.length });
    for (const entry of entries) {
      end(entry, { end: 'delivered', event: entry.event, attempts: made, mayBeDuplicate: mayBeTaken });
    }
  }

  function giveUp(entries: readonly Entry<Item>[], error: Failure) {
    const outcome = endOf(error, signal.aborted);
    const items = entries.length;
    tell(
      outcome.end === 'rejected'
        ? { type: 'rejected', items, error: outcome.error }
        : { type: 'dropped', items, cause: outcome.cause, error },
    );
    for (const entry of entries) end(entry, { ...outcome, event: entry.event });
  }

  return { deliver: (entries, over) => deliver(entries, over) };
}

type LastEnd = Omit<Rejected, 'event'> | Omit<Dropped, 'event'>;

function endOf(error: Failure, isOver: boolean): LastEnd {
  if (isOver) return { end: 'dropped', cause: 'close-timeout', error };
  if (isRetryable(error)) return { end: 'dropped', cause: 'gave-up', error };
  if (isPushError(error)) return { end: 'rejected', error };
  return { end: 'dropped', cause: 'unexpected-answer', error };
}

/** A client rejects with nothing else, unless its texts could not be loaded: that is as good as no answer. */
const asFailure =
  ({ vendor }: Pick<Channel, 'vendor'>) =>
  (error: unknown): Failure =>
    isPushError(error) || isTransportError(error)
      ? error
      : new TransportError({
          message: `${vendor}: ${error}`,
          vendor,
          kind: 'network',
          status: undefined,
          mayHaveArrived: true,
          retryAfterMs: undefined,
          delivered: 0,
          cause: error,
        });
