/** Sends one request for a batch. Ends its events, or passes them to the failure policy. */
import type { Channel } from '../channel.ts';
import { isPushError, isTransportError, TransportError } from '../errors.ts';
import type { Batch, Failure } from './batch.ts';
import type { ReporterEvent } from './events.ts';
import type { FailurePolicy, PolicyOptions } from './failure-policy.ts';
import type { End } from './outcome.ts';
import type { EndTurn } from './pacer.ts';
import { type Entry, sizeOf } from './queue.ts';
import type { Others } from './suspects.ts';

export interface DeliveryOptions<Item extends object> extends PolicyOptions {
  readonly channel: Channel<Item>;
  /** Ends all work. */
  readonly signal: AbortSignal;
  readonly end: (entries: readonly Entry<Item>[], end: End) => void;
  readonly emit: (event: ReporterEvent) => void;
}

export interface Delivery<Item> {
  /** Sends one request. Resolves to the batches that are still to be sent. Never rejects. */
  send(batch: Batch<Item>, endTurn: EndTurn, others: () => Others): Promise<readonly Batch<Item>[]>;
  /** Splits a batch that exceeds a size limit that was lowered after it was packed. */
  fitted(batch: Batch<Item>): readonly Batch<Item>[];
  /** Ends the events of a batch that is not sent again. */
  giveUp(batch: Batch<Item>): void;
}

export function createDelivery<Item extends object>(options: DeliveryOptions<Item>): Delivery<Item> {
  const { channel, now, signal, end, emit } = options;
  let policy: FailurePolicy<Item> | undefined;

  /** Loaded with the error messages, which come with the first failure. */
  const loadPolicy = async () => {
    const create = await channel.failurePolicy();
    policy ??= create<Item>(options);
    return policy;
  };

  async function request(batch: Batch<Item>): Promise<Failure | undefined> {
    const body = channel.bodyOf(batch.entries);
    batch.bytes = sizeOf(batch.entries, channel.envelopeBytes);
    batch.made++;
    return channel.post(body, batch.entries.length, signal).then(() => undefined, asFailure(channel));
  }

  async function send(batch: Batch<Item>, endTurn: EndTurn, others: () => Others) {
    const started = now();
    batch.since ??= started;
    const failure = await request(batch);
    const decide = failure && (await loadPolicy().catch(() => undefined));
    // Before the next request, because a pause applies to all requests of the client.
    if (failure) decide?.pause(batch, failure);
    endTurn(failure?.retryable ? 'failed' : 'responded');
    const { entries, bytes, made } = batch;
    const durationMs = now() - started;
    emit({ type: 'request', items: entries.length, bytes, attempt: made, durationMs, error: failure });
    if (!failure) return accept(batch);
    batch.error = failure;
    if (!decide) return giveUp(batch);
    const left = decide.next(batch, failure, others, signal.aborted);
    return left.length === 0 ? giveUp(batch) : left;
  }

  function accept(batch: Batch<Item>) {
    const { entries, made: attempts, mayHaveArrived: mayBeDuplicate } = batch;
    policy?.accepted(batch);
    emit({ type: 'delivered', items: entries.length });
    end(entries, { end: 'delivered', attempts, mayBeDuplicate });
    return [];
  }

  function giveUp({ entries, error, mayHaveArrived }: Batch<Item>) {
    const items = entries.length;
    const isOver = signal.aborted || !error;
    let last: Exclude<End, { end: 'delivered' }>;
    if (!isOver && !error.retryable && isPushError(error)) {
      last = { end: 'rejected', error, mayHaveArrived };
      emit({ type: 'rejected', items, error });
    } else {
      const cause = isOver ? 'close-timeout' : causeOf(error);
      last = { end: 'dropped', cause, error, mayHaveArrived };
      emit({ type: 'dropped', items, cause, error });
    }
    end(entries, last);
    return [];
  }

  return { send, giveUp, fitted: (batch) => policy?.fitted(batch) ?? [batch] };
}

const causeOf = (error: Failure) => {
  if (error.retryable) return 'gave-up';
  return 'kind' in error && error.kind === 'unexpected-response' ? error.kind : 'permanent-failure';
};

/** Converts an error that is not one of ours, which means that the error messages could not be loaded. */
const asFailure =
  ({ api }: Pick<Channel, 'api'>) =>
  (error: unknown): Failure =>
    isPushError(error) || isTransportError(error)
      ? error
      : new TransportError({
          message: `${api}: ${error}`,
          api,
          kind: 'network',
          retryable: true,
          mayHaveArrived: true,
          delivered: 0,
          cause: error,
        });
