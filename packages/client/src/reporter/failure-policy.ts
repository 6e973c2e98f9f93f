/**
 * Decides what to do after a failure: retry, split the batch, or end its events. Loaded together with the error
 * messages when a request fails.
 */
import type { Channel } from '../channel.ts';
import { isPushError, isTransportError } from '../errors.ts';
import { backOffMs, type RetryRules } from './back-off.ts';
import type { Batch, Failure } from './batch.ts';
import { createBatchSize } from './batch-size.ts';
import type { ReporterEvent } from './events.ts';
import type { Pacer } from './pacer.ts';
import { type BatchBounds, sizeOf } from './queue.ts';
import { createRetryQuota, mayHaveTaken } from './retry.ts';
import { createSuspects, type Others, type Suspicion, unsuspected } from './suspects.ts';

export interface PolicyOptions {
  readonly channel: Pick<Channel<never>, 'envelopeBytes' | 'keepsOrder' | 'rateLimits' | 'tooMuch'>;
  /** The maximum size of a request, which the policy changes in place. */
  readonly bounds: { -readonly [Name in keyof BatchBounds]: number };
  readonly pacer: Pick<Pacer, 'pause'>;
  readonly rules: RetryRules;
  /** How long a batch is retried after its first request, in milliseconds; 0 tries it once. */
  readonly deadlineMs: number;
  /**
   * How long an event must have kept failing, since the first request of its batch, before it is given up while others
   * succeed; in milliseconds.
   *
   * @default 0
   */
  readonly minFailingMs?: number;
  readonly maxPauseMs: number;
  readonly now: () => number;
  readonly emit: (event: ReporterEvent) => void;
}

export interface FailurePolicy<Item> {
  /** Pauses all requests of the client if the service asks for it. */
  pause(batch: Batch<Item>, failure: Failure): void;
  /** Returns the batches to send instead. Returns none if the batch ends. */
  next(batch: Batch<Item>, failure: Failure, others: () => Others, isOver: boolean): readonly Batch<Item>[];
  accepted(batch: Batch<Item>): void;
  fitted(batch: Batch<Item>): readonly Batch<Item>[];
}

export type CreatePolicy = <Item>(options: PolicyOptions) => FailurePolicy<Item>;

/** @see https://www.rfc-editor.org/rfc/rfc6585#section-4 */
const TOO_MANY_REQUESTS = 429;

export function createFailurePolicy<Item>(options: PolicyOptions): FailurePolicy<Item> {
  const { channel, bounds, pacer, rules, deadlineMs, minFailingMs = 0, maxPauseMs, now, emit } = options;
  const throttling = channel.rateLimits.map(({ reason }) => reason);
  const size = createBatchSize(bounds);
  const quota = createRetryQuota(now);
  const suspects = createSuspects(channel.keepsOrder);

  const isThrottled = (failure: Failure) =>
    failure.retryable &&
    (failure.retryAfterMs !== undefined ||
      failure.status === TOO_MANY_REQUESTS ||
      (isPushError(failure) && throttling.includes(failure.reason)));

  const leftMs = ({ since = now() }: Batch<Item>) => since + deadlineMs - now();
  const hasFailedLong = ({ since = now() }: Batch<Item>) => now() - since >= minFailingMs;

  function pause(batch: Batch<Item>, failure: Failure) {
    if (!isThrottled(failure)) return;
    batch.failures++;
    const askedMs = failure.retryAfterMs || backOffMs(batch.failures, rules);
    const left = deadlineMs === 0 ? maxPauseMs : Math.max(0, leftMs(batch));
    const pauseMs = Math.min(askedMs, maxPauseMs, left);
    batch.dueAt = now() + pauseMs;
    pacer.pause(pauseMs);
  }

  function next(
    batch: Batch<Item>,
    failure: Failure,
    others: () => Others,
    isOver: boolean,
  ): readonly Batch<Item>[] {
    const { entries } = batch;
    batch.mayHaveArrived ||= mayHaveTaken(failure);
    if (isOver) return [];
    const cause = entries.length > 1 && reasonToSplit(failure);
    if (cause === 'too-much') shrink(batch, failure);
    if (cause) return split(batch, cause, { since: undefined, suspicion: undefined });
    if (!failure.retryable) return [];
    if (isThrottled(failure)) {
      // Tried once more after the pause, even if the deadline has passed by then.
      return leftMs(batch) > 0 ? retry(batch, failure, batch.dueAt - now()) : [];
    }
    if (mayBeAboutEvent(failure) && deadlineMs > 0) {
      batch.suspicion ??= unsuspected();
      const decision = suspects.decide(batch.suspicion, entries.length, others);
      if (decision === 'split') return split(batch, 'one-of-them', {}, batch.suspicion);
      if (decision === 'end' && hasFailedLong(batch)) return [];
    }
    const delayMs = Math.max(backOffMs(++batch.failures, rules), quota.waitMs(failure));
    if (!(delayMs < leftMs(batch))) return [];
    batch.cost = quota.take(failure);
    batch.dueAt = now() + delayMs;
    return retry(batch, failure, delayMs);
  }

  function retry(batch: Batch<Item>, error: Failure, delayMs: number): readonly Batch<Item>[] {
    emit({ type: 'retry', items: batch.entries.length, attempt: batch.made + 1, delayMs, error });
    return [batch];
  }

  function reasonToSplit(failure: Failure): 'too-much' | 'one-of-them' | undefined {
    if (isTransportError(failure)) {
      if (failure.status === 413) return 'too-much';
      // An unreadable 400 may be about one event, like one with an unknown message. With a spool it is retried first.
      return failure.status === 400 && !failure.retryable ? 'one-of-them' : undefined;
    }
    if (Object.values(channel.tooMuch).includes(failure.reason)) return 'too-much';
    return failure.aboutItem ? 'one-of-them' : undefined;
  }

  function split(
    batch: Batch<Item>,
    cause: 'too-much' | 'one-of-them',
    changes: Partial<Batch<Item>>,
    suspicion?: Suspicion,
  ): readonly Batch<Item>[] {
    emit({ type: 'split', items: batch.entries.length, cause, error: batch.error as Failure });
    return halvesOf(batch).map((half) => ({
      ...half,
      ...{ dueAt: now(), failures: 0, cost: 0 },
      ...changes,
      ...(suspicion && { suspicion: suspects.partOf(suspicion) }),
    }));
  }

  function fitted(batch: Batch<Item>): readonly Batch<Item>[] {
    const { length } = batch.entries;
    const isSmall = () => sizeOf(batch.entries, channel.envelopeBytes) <= bounds.maxBytes;
    if (length === 1 || (length <= bounds.maxItems && isSmall())) return [batch];
    return halvesOf(batch).flatMap(fitted);
  }

  function shrink({ entries, bytes }: Batch<Item>, failure: Failure) {
    if (isPushError(failure) && failure.reason === channel.tooMuch.items) {
      size.refused('maxItems', entries.length);
    } else size.refused('maxBytes', bytes);
  }

  return {
    pause,
    next,
    fitted,
    accepted({ entries, bytes, cost }) {
      quota.refund(cost);
      suspects.accepted();
      size.accepted({ maxItems: entries.length, maxBytes: bytes });
    },
  };
}

/** The service may fail for one event, and a gateway may block one. */
function mayBeAboutEvent(failure: Failure): boolean {
  const { status = 0 } = failure;
  return status >= 500 || (status >= 400 && 'kind' in failure && failure.kind === 'unexpected-response');
}

function halvesOf<Item>(batch: Batch<Item>): readonly Batch<Item>[] {
  const { entries, suspicion } = batch;
  const half = Math.ceil(entries.length / 2);
  return [entries.slice(0, half), entries.slice(half)].map((part) => ({
    ...batch,
    entries: part,
    suspicion: suspicion && { ...suspicion },
  }));
}
