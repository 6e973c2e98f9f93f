/** Chooses the next batch: one that is due for a retry, or a new one that is full, old enough or flushed. */
import { backOffMs, type RetryRules } from './back-off.ts';
import { type Batch, batchOf, isSuspectedPart } from './batch.ts';
import type { Delivery } from './delivery.ts';
import type { Epochs } from './epochs.ts';
import type { EndTurn, Pacer } from './pacer.ts';
import type { BatchBounds, Entry, Queue } from './queue.ts';
import type { Others } from './suspects.ts';
import { nextMacrotask, type Sleep } from './timers.ts';

interface DispatcherOptions<Item> {
  readonly queue: Queue<Item>;
  readonly bounds: BatchBounds;
  readonly epochs: Epochs;
  readonly pacer: Pacer;
  readonly rules: RetryRules;
  /** Maximum number of requests in flight. */
  readonly concurrency: number;
  readonly maxWaitMs: number;
  readonly now: () => number;
  readonly sleep: Sleep;
  /** Ends everything. */
  readonly signal: AbortSignal;
  readonly delivery: Delivery<Item>;
  /** Takes the entries of the next new request from the queue. Returns none if all of them have ended or must wait. */
  readonly takeBatch: () => readonly Entry<Item>[];
  /** Returns the entries that waited for these to end, because related events must arrive in order. */
  readonly ended: (entries: readonly Entry<Item>[]) => readonly Entry<Item>[];
}

export interface Dispatcher {
  /** Must be called whenever a batch may have become due. */
  wake(): void;
  /** Sends no more requests. Resolves when none is in flight. */
  stop(): Promise<void>;
  /** Ends the batches that wait for a retry. */
  giveUp(): void;
}

export function createDispatcher<Item>(options: DispatcherOptions<Item>): Dispatcher {
  const { queue, bounds, epochs, pacer, rules, concurrency, maxWaitMs, now, sleep, signal } = options;
  const { delivery, takeBatch } = options;
  /** Batches that wait for a retry, in the order of their due times. */
  let waiting: Batch<Item>[] = [];
  // Not a set. After V8 has enlarged a set, removed elements stay in memory until the next full collection.
  const underWay: Batch<Item>[] = [];
  let isDispatching = false;
  let isStopped = false;
  let timerAt = Number.POSITIVE_INFINITY;
  let onFreed: (() => void) | undefined;
  /** New batches that failed in a row, while as many others wait for a retry as may be in flight. */
  let probes = 0;
  let wasNew = false;
  let probeAt = 0;

  /** Returns when a new batch may be sent. In an outage this is rare: it probes the service without using up all events. */
  const newBatchAt = (): number => {
    const { oldest } = queue;
    if (!oldest) return Number.POSITIVE_INFINITY;
    const isFlushed = oldest.epoch < epochs.current;
    const at = isFlushed || queue.holdsFullBatch(bounds) ? now() : oldest.at + maxWaitMs;
    return waiting.length < concurrency ? at : Math.max(at, probeAt);
  };
  const retryAt = () => waiting[0]?.dueAt ?? Number.POSITIVE_INFINITY;
  const isDue = () => Math.min(retryAt(), newBatchAt()) <= now();
  const isOver = () => isStopped || signal.aborted;

  const freed = () =>
    new Promise<void>((resolve) => {
      onFreed = resolve;
    });

  const take = (): Batch<Item> | undefined => {
    if (isOver()) return undefined;
    const isNewDue = newBatchAt() <= now();
    // A batch that keeps failing alternates with new ones, because it may be the cause itself.
    const isRetryFirst = !isNewDue || wasNew || (waiting[0]?.failures ?? 0) < 2;
    wasNew = false;
    if (isRetryFirst && retryAt() <= now()) {
      const [batch, ...rest] = delivery.fitted(waiting.shift() as Batch<Item>);
      waiting.unshift(...rest);
      return batch;
    }
    if (!isNewDue) return undefined;
    wasNew = true;
    // Packed as late as possible, so that it contains events that were pushed in the meantime.
    const entries = takeBatch();
    return entries.length > 0 ? batchOf(entries, now()) : undefined;
  };

  async function dispatch() {
    isDispatching = true;
    while (!isOver() && isDue()) {
      if (underWay.length >= concurrency) {
        await freed();
        continue;
      }
      const endTurn = await pacer.turn(signal);
      const batch = take();
      if (batch) void send(batch, endTurn);
      else {
        endTurn('unused');
        // Hooks that drop everything and push again must not block the process.
        await nextMacrotask();
      }
    }
    isDispatching = false;
    setTimer();
  }

  async function send(batch: Batch<Item>, endTurn: EndTurn) {
    const isNew = batch.made === 0;
    underWay.push(batch);
    const end: EndTurn = (result) => {
      if (result === 'responded') probes = probeAt = 0;
      endTurn(result);
    };
    const left = await delivery.send(batch, end, others);
    underWay.splice(underWay.indexOf(batch), 1);
    const next =
      left.length === 0 ? options.ended(batch.entries).map((entry) => batchOf([entry], now())) : left;
    for (const part of next) wait(part);
    if (isNew && left.length > 0 && waiting.length >= concurrency)
      probeAt = now() + backOffMs(++probes, rules);
    onFreed?.();
    wake();
  }

  function wait(batch: Batch<Item>) {
    if (signal.aborted) delivery.giveUp(batch);
    else waiting.push(batch);
    waiting.sort((one, other) => one.dueAt - other.dueAt);
  }

  const others = (): Others => {
    const tried = [...waiting, ...underWay];
    return {
      hasUntried: queue.length > 0,
      areSuspects: queue.length === 0 && tried.every(isSuspectedPart),
      areSingle: tried.every(({ entries }) => entries.length === 1),
    };
  };

  function setTimer() {
    const at = Math.min(retryAt(), newBatchAt());
    if (isOver() || at >= timerAt || at === Number.POSITIVE_INFINITY) return;
    timerAt = at;
    sleep(Math.max(0, at - now()), signal).then(() => {
      if (timerAt === at) timerAt = Number.POSITIVE_INFINITY;
      wake();
    });
  }

  function wake() {
    if (isDispatching || isOver()) return;
    if (isDue()) void dispatch();
    else setTimer();
  }

  return {
    wake,
    async stop() {
      isStopped = true;
      while (underWay.length > 0) await freed();
    },
    giveUp() {
      const batches = waiting;
      waiting = [];
      for (const batch of batches) delivery.giveUp(batch);
    },
  };
}
