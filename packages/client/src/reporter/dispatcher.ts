/** Lets batches go: when they are full, when their oldest event has waited long enough, or when a flush asks for them. */
import type { Epochs } from './epochs.ts';
import type { Pacer } from './pacer.ts';
import type { BatchBounds, Entry, Queue } from './queue.ts';
import type { Sleep } from './timers.ts';

interface DispatcherOptions<Item> {
  readonly queue: Queue<Item>;
  readonly bounds: BatchBounds;
  readonly epochs: Epochs;
  readonly pacer: Pacer;
  /** Batches under way at once, at most. */
  readonly concurrency: number;
  readonly maxWaitMs: number;
  readonly now: () => number;
  readonly sleep: Sleep;
  /** Ends everything. */
  readonly signal: AbortSignal;
  readonly deliver: (entries: readonly Entry<Item>[], over: () => void) => Promise<void>;
}

/** Gives the function that has to be called whenever a batch may have become due. */
export function createDispatcher<Item>(options: DispatcherOptions<Item>): () => void {
  const { queue, bounds, epochs, pacer, concurrency, maxWaitMs, now, sleep, signal, deliver } = options;
  let isDispatching = false;
  let isTimerSet = false;
  let underWay = 0;
  let onFreed: (() => void) | undefined;

  const isDue = () => {
    const { oldest } = queue;
    if (!oldest) return false;
    return queue.holdsFullBatch(bounds) || oldest.epoch < epochs.current || now() - oldest.at >= maxWaitMs;
  };

  const freed = () =>
    new Promise<void>((resolve) => {
      onFreed = resolve;
    });

  async function dispatch() {
    isDispatching = true;
    while (isDue() && !signal.aborted) {
      if (underWay >= concurrency) {
        await freed();
        continue;
      }
      // Packed when its turn has come, so that it takes along what was pushed meanwhile.
      const over = await pacer.turn(signal);
      const batch = signal.aborted ? [] : queue.takeBatch(bounds);
      if (batch.length === 0) {
        over();
        continue;
      }
      underWay++;
      deliver(batch, over).then(() => {
        underWay--;
        onFreed?.();
        wake();
      });
    }
    isDispatching = false;
    setTimer();
  }

  function setTimer() {
    const { oldest } = queue;
    if (!oldest || isTimerSet || signal.aborted) return;
    isTimerSet = true;
    sleep(Math.max(0, oldest.at + maxWaitMs - now()), signal).then(() => {
      isTimerSet = false;
      wake();
    });
  }

  function wake() {
    if (isDispatching || signal.aborted) return;
    if (isDue()) void dispatch();
    else setTimer();
  }

  return wake;
}
