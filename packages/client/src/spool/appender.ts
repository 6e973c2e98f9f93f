/** Stores pushed events in groups: those that arrive while a group is being stored form the next one. */
import type { Entry } from '../reporter/queue.ts';
import { keepAlive, type Sleep } from '../reporter/timers.ts';
import { SpoolError, type SpoolStore } from './store.ts';

interface AppenderOptions<Item> {
  readonly store: Pick<SpoolStore, 'name' | 'append'>;
  /** Opens the store. */
  readonly ready: () => Promise<void>;
  /** Maximum number of entries that are not stored yet, and of the bytes of their JSON. */
  readonly bound: { readonly maxItems: number; readonly maxBytes: number };
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly waitsWhenFull: boolean;
  readonly sleep: Sleep;
  /** Receives entries that were stored, in order. */
  readonly onStored: (stored: readonly Stored<Item>[]) => void;
  /** Drops an entry that was not stored. */
  readonly drop: (entry: Entry<Item>, error: SpoolError | Error) => void;
}

export interface Stored<Item> {
  readonly entry: Entry<Item>;
  readonly id: number;
  /** When it was pushed, in milliseconds since 1970. */
  readonly at: number;
}

export interface Appender<Item> {
  /** Stores an entry. Resolves when it is stored, and rejects if it cannot be. */
  enter(entry: Entry<Item>): Promise<void>;
  /** Resolves when all entries so far are stored or dropped. */
  idle(): Promise<unknown>;
  /** Resolves when the entries that are being stored at this time have been passed to `onStored`. */
  reported(): Promise<unknown>;
  /** Number of entries that are not stored yet. */
  waiting(): number;
  /** Removes and returns the entries that are not being stored. Their promises reject. */
  clear(): Entry<Item>[];
  /** Must be called when there may be room again. */
  hasRoom(): void;
}

interface Waiting<Item> {
  readonly entry: Entry<Item>;
  readonly at: number;
  /** Entries with the same number were pushed in one turn of the event loop. */
  readonly turn: number;
  promise: Promise<void>;
  resolve: () => void;
  reject: (error: Error) => void;
}

/**
 * Number of events after which a group gets no further turn. A larger one would delay `sending()` and `settle()`. Events that
 * were pushed in one turn are stored together, so that a crash leaves all of them or none.
 */
const MAX_IN_GROUP = 1000;
/** How often a full store is tried again, in milliseconds. Other processes may have made room. */
const FULL_POLL_MS = 200;

export function createAppender<Item>(options: AppenderOptions<Item>): Appender<Item> {
  const { store, ready, bound, waitsWhenFull, sleep, onStored, drop } = options;
  const waiting: Waiting<Item>[] = [];
  let bytes = 0;
  /** Number of entries that are being stored. */
  let inGroup = 0;
  let isRunning = false;
  let storing = Promise.resolve(false);
  let turn = 0;
  let isCounted = false;
  let wakeUp: AbortController | undefined;

  const full = (advice: string) => new SpoolError('full', `the spool ${store.name} is full: ${advice}`);
  const storeFull = () => full('wait until events have been sent, or raise its `maxItems` or `maxBytes`');
  const tooManyWait = () =>
    full(
      `${waiting.length} pushes are already waiting: await \`push()\`, or raise \`queue.maxItems\` or \`queue.maxBytes\``,
    );

  function fail({ entry, promise, reject }: Waiting<Item>, error: Error) {
    // An ignored promise must not end the process. The event has an outcome.
    promise.catch(() => {});
    reject(error);
    drop(entry, error);
  }

  const remove = (count: number) => {
    const removed = waiting.splice(0, count);
    for (const { entry } of removed) bytes -= entry.bytes;
    return removed;
  };

  function currentTurn() {
    if (!isCounted) {
      isCounted = true;
      queueMicrotask(() => {
        turn++;
        isCounted = false;
      });
    }
    return turn;
  }

  function endOfGroup() {
    let end = Math.min(waiting.length, MAX_IN_GROUP);
    while (end < waiting.length && waiting[end]?.turn === waiting[end - 1]?.turn) end++;
    return end;
  }

  async function run() {
    isRunning = true;
    // Pushes of the same turn belong to the same group.
    await null;
    let isFull = false;
    while (waiting.length > 0) {
      if (isFull) {
        isFull = false;
        await waitForRoom();
        continue;
      }
      storing = storeGroup();
      isFull = await storing;
    }
    isRunning = false;
  }

  /** Stores the next group. Returns whether some of it must wait for room. */
  async function storeGroup(): Promise<boolean> {
    const group = waiting.slice(0, endOfGroup());
    inGroup = group.length;
    const ids = await append(group);
    inGroup = 0;
    if (!ids) return false;
    const stored = remove(ids.length).map(({ entry, at, resolve }, index) => {
      resolve();
      return { entry, at, id: ids[index] as number };
    });
    onStored(stored);
    const left = group.length - ids.length;
    const isFull = left > 0 && waitsWhenFull;
    if (!isFull) for (const one of remove(left)) fail(one, storeFull());
    return isFull;
  }

  /**
   * Stores a group. Returns the ids of the events that fit. If it fails, fails all pushes of the group and returns
   * `undefined`.
   */
  async function append(group: readonly Waiting<Item>[]): Promise<readonly number[] | undefined> {
    try {
      await ready();
      return await store.append(group.map(({ entry, at }) => ({ text: entry.text, at })));
    } catch (error) {
      inGroup = 0;
      for (const one of remove(group.length)) fail(one, error as Error);
      return undefined;
    }
  }

  async function waitForRoom() {
    wakeUp = new AbortController();
    // A process that waits for a push must stay alive, but the timers of a reporter do not ensure that.
    const release = keepAlive();
    await sleep(FULL_POLL_MS, wakeUp.signal);
    release();
    wakeUp = undefined;
  }

  return {
    enter(entry) {
      const one: Waiting<Item> = {
        entry,
        at: options.now(),
        turn: currentTurn(),
        promise: undefined as never,
        resolve: undefined as never,
        reject: undefined as never,
      };
      one.promise = new Promise<void>((resolve, reject) => {
        one.resolve = resolve;
        one.reject = reject;
      });
      // Callers that ignore the promise must not fill the memory.
      if (waiting.length > 0 && (waiting.length >= bound.maxItems || bytes + entry.bytes > bound.maxBytes)) {
        fail(one, tooManyWait());
        return one.promise;
      }
      waiting.push(one);
      bytes += entry.bytes;
      if (!isRunning) void run();
      return one.promise;
    },
    idle: async () => waiting.at(-1)?.promise.catch(() => {}),
    waiting: () => waiting.length,
    reported: () => storing,
    clear() {
      const removed = waiting.splice(inGroup);
      for (const { entry, promise, reject } of removed) {
        bytes -= entry.bytes;
        promise.catch(() => {});
        reject(
          new SpoolError('closed', `the reporter was closed before ${store.name} had room for the event`),
        );
      }
      wakeUp?.abort();
      return removed.map(({ entry }) => entry);
    },
    hasRoom: () => wakeUp?.abort(),
  };
}
