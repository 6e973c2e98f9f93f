/** Removes events that have an outcome from a store, and resolves the flushes that wait for that. */
import { defer, type Sleep } from '../reporter/timers.ts';
import type { Origin } from './kept.ts';
import type { SpoolStore } from './store.ts';

interface SettlementOptions {
  readonly store: Pick<SpoolStore, 'settle'>;
  /** Returns whether this process may still remove an event. */
  readonly isCurrent: (origin: Origin) => boolean;
  /** Returns whether the reporter is closing. */
  readonly isStopped: () => boolean;
  readonly sleep: Sleep;
  readonly onSuccess: () => void;
  /** Receives a failure of the store. */
  readonly onFailure: (error: unknown) => void;
  /** Receives the ids of events that were removed, or are left in the store. */
  readonly onSettled: (ids: readonly number[]) => void;
}

export interface Settlement {
  readonly isBusy: boolean;
  /** Removes events after their hooks were called, which were scheduled before this call. */
  settle(origins: readonly Origin[]): void;
}

/** Wait after a failure, in milliseconds. */
const RETRY_MS = 1000;
/** How many times a removal is tried while the reporter closes. After that, the next sender sends the events again. */
const LAST_TRIES = 3;

/** Creates the settlement. Events that end during a removal share the next one. */
export function createSettlement(options: SettlementOptions): Settlement {
  const { store, isCurrent, isStopped, sleep, onSuccess, onFailure, onSettled } = options;
  let ended: Origin[] = [];
  let isBusy = false;

  async function settleAll() {
    isBusy = true;
    for (let failures = 0; ended.length > 0; ) {
      const origins = ended.filter(isCurrent);
      ended = [];
      const ids = origins.map(({ id }) => id);
      try {
        if (ids.length > 0) await store.settle(ids);
        failures = 0;
        onSuccess();
        onSettled(ids);
      } catch (error) {
        onFailure(error);
        if (isStopped() && ++failures >= LAST_TRIES) onSettled(ids);
        else {
          ended.unshift(...origins);
          await sleep(RETRY_MS);
        }
      }
    }
    isBusy = false;
    onSettled([]);
  }

  return {
    get isBusy() {
      return isBusy;
    },
    settle(origins) {
      defer(() => {
        ended.push(...origins);
        if (!isBusy) void settleAll();
      });
    },
  };
}

/** Flushes that wait until the store holds no event up to an id. */
export interface Drains {
  /** Whether a flush is waiting. */
  readonly areWaiting: boolean;
  /** Resolves when the events up to this id have ended. */
  wait(upTo: number): Promise<void>;
  /** Must be called when events may have ended. */
  check(): void;
}

interface Drain {
  readonly upTo: number;
  readonly resolve: () => void;
}

/** @param isOver Returns whether all events up to an id have an outcome, or are no longer sent by this process. */
export function createDrains(isOver: (upTo: number) => boolean): Drains {
  let drains: readonly Drain[] = [];
  const check = () => {
    // A flush up to a higher id may have to wait for longer.
    const over = drains.filter(({ upTo }) => isOver(upTo));
    if (over.length === 0) return;
    drains = drains.filter((drain) => !over.includes(drain));
    for (const { resolve } of over) resolve();
  };
  return {
    get areWaiting() {
      return drains.length > 0;
    },
    wait(upTo) {
      return new Promise<void>((resolve) => {
        drains = [...drains, { upTo, resolve }];
      });
    },
    check,
  };
}
