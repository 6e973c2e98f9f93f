/** Takes events from a store, as long as this process is the sender, and removes those that have an outcome. */
import type { Outbox } from '../reporter/outbox.ts';
import type { OnOutcome } from '../reporter/outcome.ts';
import type { Entry } from '../reporter/queue.ts';
import type { Stored } from './appender.ts';
import type { OperationKind } from './failures.ts';
import type { Origin } from './kept.ts';
import type { SenderOptions } from './sender-options.ts';
import { createDrains, createSettlement } from './settlement.ts';
import { isSpoolError, type StoredEvent } from './store.ts';
import { createTail } from './tail.ts';

export interface Sender<Item> {
  /** Starts moving events into this outbox. */
  start(outbox: Outbox<Item>): void;
  /** Receives events that this process has stored. */
  stored(stored: readonly Stored<Item>[]): void;
  /** Returns whether an entry may still be sent. */
  isCurrent(origin: Origin): boolean;
  /** Counts a request with these entries. Resolves when the request may be sent; rejects if another process must send them. */
  sending(entries: readonly Entry<Item>[], signal: AbortSignal): Promise<void>;
  /** Removes entries with an outcome from the store, after their hooks were called. */
  settle(entries: readonly Entry<Item>[]): void;
  /**
   * Resolves when all events in the store have an outcome, or if another process sends them. After `stop()`, waits only
   * for those that were taken.
   */
  drained(): Promise<void>;
  /** An empty store has replaced this one. Its events in memory are still sent, or end if this process is no longer the sender. */
  lost(error: Error, options: { readonly isStillSender: boolean }): void;
  /** This process is no longer the sender. The store still has the events. */
  resign(): void;
  /** Approximate number of events that are only in the store. */
  left(): number;
  /** Leaves entries in the store, for a later process. Ends those that are no longer in it. */
  leave(entries: readonly Entry<Item>[], mayHaveArrived: boolean): void;
  /** Stops taking events, and leaves those in the store that are in no request. */
  stop(): void;
}

/** How often the store is checked for events of other processes, and for a sender that has died, in milliseconds. */
const POLL_MS = 250;
/** Wait after a failure of the store, in milliseconds. */
const RETRY_MS = 1000;
const LOAD = { maxItems: 500, maxLength: 4 * 1024 * 1024 };

export function createSender<Item>(options: SenderOptions<Item>): Sender<Item> {
  const { store, ready, kept, recorder, bound, sleep, failures } = options;
  let outbox: Outbox<Item>;
  let isSender = false;
  let isStopped = false;
  let term = 0;
  /** Highest id that this process has taken. */
  let cursor = 0;
  let lastId = 0;
  /** Whether the store may hold events behind the cursor. */
  let isBehind = true;
  /** Whether this process has stored events that it must load, since the last load. */
  let hasNew = false;
  const tail = createTail<Item>();
  /** Callers that wait for the next attempt to become the sender. */
  let waiting: (() => void)[] = [];
  let pause = new AbortController();
  /** Hooks of events that this process has stored and not taken. Bounded, as another process may send them. */
  const hooks = new Map<number, OnOutcome<Item>>();
  const drains = createDrains((upTo) => {
    if (isStopped) return kept.oldestId() === Number.POSITIVE_INFINITY && !settlement.isBusy;
    return !isSender || ((cursor >= upTo || !isBehind) && kept.oldestId() > upTo);
  });
  const isCurrent = (origin: Origin) => isSender && origin.term === term;
  const settlement = createSettlement({
    ...{ store, isCurrent, sleep },
    onFailure: (error) => onFailure('remove', error),
    onSuccess: () => failures.worked('remove'),
    isStopped: () => isStopped,
    onSettled: (ids) => {
      kept.remove(ids);
      drains.check();
      options.onRoomInStore();
    },
  });

  const fits = (bytes: number, more = 0) => {
    const items = kept.held.items + more;
    return items === 0 || (items < bound.maxItems && kept.held.bytes + bytes <= bound.maxBytes);
  };

  const wake = () => pause.abort();

  /** A later load or another process gives it its outcome. */
  const uncount = ({ epoch }: Entry<Item>) => {
    recorder.book.pushed(-1);
    recorder.epochs.end(epoch);
  };

  async function run() {
    while (!isStopped) {
      let waitMs = POLL_MS;
      pause = new AbortController();
      try {
        await ready();
        if (!isSender && (await store.acquire()) && !isStopped) begin();
        tried();
        if (!isSender) failures.worked('load');
        else if (!isStopped) await fill();
      } catch (error) {
        failures.failed('load', error);
        tried();
        waitMs = RETRY_MS;
      }
      drains.check();
      await sleep(waitMs, pause.signal);
    }
  }

  function tried() {
    const callers = waiting;
    waiting = [];
    for (const resolve of callers) resolve();
  }

  function begin() {
    isSender = true;
    term++;
    cursor = 0;
    isBehind = true;
    options.onSender();
  }

  async function fill() {
    for (;;) {
      isBehind = true;
      hasNew = false;
      const maxItems = Math.min(LOAD.maxItems, bound.maxItems - kept.held.items);
      if (maxItems <= 0 || !fits(0)) return;
      const events = await options.load(cursor, { ...LOAD, maxItems });
      failures.worked('load');
      if (isStopped || !isSender) return;
      for (const event of events) {
        if (tail.firstId === event.id) takeStored(tail.takeFirst());
        else take(event);
      }
      while (tail.firstId === cursor + 1 && fits(tail.bytes)) takeStored(tail.takeFirst());
      hurry();
      if (events.length === 0 && tail.length === 0 && !hasNew) break;
    }
    isBehind = false;
    // The remaining hooks belong to events that have ended.
    hooks.clear();
  }

  const takeStored = ({ entry, id, at }: Stored<Item>) => enter(entry, { id, at, attempts: 0, term });
  /** Leaves an event in the store, from which the sender loads it. */
  function leaveStored({ entry, id }: Stored<Item>) {
    hasNew = true;
    if (entry.onOutcome && hooks.size < bound.maxItems) hooks.set(id, entry.onOutcome);
    uncount(entry);
  }

  function leaveTail() {
    for (const one of tail.clear()) leaveStored(one);
  }

  function take({ text, id, at, attempts }: StoredEvent) {
    const onOutcome = hooks.get(id);
    hooks.delete(id);
    const [bytes, epoch] = [options.bytesOf(text), recorder.begin()];
    const entry = { text, bytes, at: options.now(), epoch, onOutcome, isPrepared: false, event: undefined };
    enter(entry, { id, at, attempts, term });
  }

  function enter(entry: Entry<Item>, origin: Origin) {
    cursor = origin.id;
    lastId = Math.max(lastId, cursor);
    kept.add(entry, origin);
    // An expired event does not wait for the rate limit.
    if (options.isExpired(origin.at)) options.expire(entry);
    else {
      // Its age is checked once more before it is sent.
      entry.isPrepared = false;
      void outbox.enter(entry);
    }
  }

  /** Sends without waiting for more events, if a flush waits for these. */
  function hurry() {
    if (!drains.areWaiting) return;
    void recorder.epochs.turn();
    outbox.wake();
  }

  function onFailure(kind: OperationKind, error: unknown) {
    failures.failed(kind, error);
    if (isSpoolError(error) && error.code === 'not-sender') resign();
  }

  function resign() {
    if (!isSender) return;
    isSender = false;
    leaveTail();
    hooks.clear();
    leave(outbox.clear());
    kept.clear();
    drains.check();
    wake();
  }

  function leave(entries: readonly Entry<Item>[], mayHaveArrived = false) {
    const left = entries.filter((entry) => !kept.lossOf(entry));
    kept.ended(left);
    kept.remove(left.map(kept.originOf).flatMap((origin) => (origin.term === term ? origin.id : [])));
    for (const entry of left) uncount(entry);
    for (const entry of entries) {
      const error = kept.lossOf(entry);
      if (error) options.lose(entry, error, mayHaveArrived);
    }
    drains.check();
  }

  return {
    start(target) {
      outbox = target;
      void run();
    },
    stored(stored) {
      for (const one of stored) {
        const { id, entry } = one;
        lastId = Math.max(lastId, id);
        if (!isSender || isStopped || id <= cursor) leaveStored(one);
        else if (!isBehind && id === cursor + 1 && fits(entry.bytes)) takeStored(one);
        else {
          isBehind = true;
          if (!tail.continues(id)) leaveTail();
          if (fits(entry.bytes + tail.bytes, tail.length)) tail.add(one);
          else leaveStored(one);
        }
      }
      if (isSender && isBehind) wake();
    },
    isCurrent,
    async sending(entries, signal) {
      const ids = entries.map((entry) => kept.originOf(entry).id);
      for (;;) {
        try {
          await store.sending(ids);
          return failures.worked('count');
        } catch (error) {
          onFailure('count', error);
          if (!isSender) throw error;
        }
        await sleep(RETRY_MS, signal);
        if (signal.aborted) throw signal.reason;
      }
    },
    settle(entries) {
      kept.ended(entries);
      settlement.settle(entries.map((entry) => kept.originOf(entry)));
      // There may be room for events that are only in the store.
      if (isBehind) wake();
    },
    async drained() {
      if (!isSender && !isStopped) {
        await new Promise<void>((resolve) => {
          waiting.push(resolve);
          wake();
        });
      }
      if (!isSender && !isStopped) return;
      // Falls back to the highest id that this process knows.
      const { lastId: upTo } = isStopped ? { lastId: 0 } : await store.stats().catch(() => ({ lastId }));
      const over = drains.wait(upTo);
      // Other processes may have stored events.
      isBehind = true;
      wake();
      hurry();
      drains.check();
      await over;
    },
    leave,
    lost(error, { isStillSender }) {
      // Nothing can load those that are not in memory.
      for (const one of tail.clear()) takeStored(one);
      hooks.clear();
      kept.lose({ term, upTo: cursor, error });
      lastId = cursor;
      if (isStillSender) wake();
      else resign();
    },
    resign,
    left: () => (isSender ? lastId - cursor : 0),
    stop() {
      isStopped = true;
      tried();
      wake();
      leaveTail();
      leave(outbox.clear());
    },
  };
}
