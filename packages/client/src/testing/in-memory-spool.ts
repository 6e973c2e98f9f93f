/** A spool in memory, for tests of reporters that are closed or crash and start again. */
import { SpoolError, type SpoolStore, type StoredEvent } from '../spool/store.ts';

export interface InMemorySpoolOptions {
  /**
   * Maximum number of events.
   *
   * @default Infinity
   */
  readonly maxItems?: number | undefined;
}

export interface InMemorySpool {
  /** The events that are stored, the oldest first. */
  readonly events: readonly StoredEvent[];
  /** Connects another process to the same storage. Pass the store to `createSpool()`. */
  connect(): SpoolStore & {
    /** Cuts the connection, as if the process were killed. Its calls do not settle from now on. */
    kill(): void;
  };
  /** Makes all calls reject with this error until it is `undefined` again. */
  fail(error: SpoolError | undefined): void;
}

/**
 * Creates a storage in memory.
 *
 * @example
 * import { createReporter } from '@pushspec/client/reporter';
 * import { createSpool } from '@pushspec/client/spool';
 * import { createInMemoryGuance, createInMemorySpool } from '@pushspec/client/testing';
 *
 * const { client } = createInMemoryGuance();
 * const storage = createInMemorySpool();
 * const first = storage.connect();
 * await createReporter(client, { spool: createSpool(first), batch: { maxWaitMs: 60_000 } }).push({ status: 'ok' });
 * first.kill();
 * const second = createReporter(client, { spool: createSpool(storage.connect()) });
 * const { delivered } = await second.flush();
 * console.log(delivered); // 1
 * await second.close();
 */
export function createInMemorySpool({
  maxItems = Number.POSITIVE_INFINITY,
}: InMemorySpoolOptions = {}): InMemorySpool {
  const events = new Map<number, StoredEvent>();
  let lastId = 0;
  let owner: string | undefined;
  let sender: object | undefined;
  let failure: SpoolError | undefined;

  function connect() {
    const me = {};
    let mine: string | undefined;
    let isCut = false;
    /** Later than the call, like a file. */
    const perform = async <Result>(task: () => Result): Promise<Result> => {
      await null;
      if (isCut) return new Promise<never>(() => {});
      if (failure) throw failure;
      return task();
    };
    const onlyTarget = () => {
      if (owner === mine) return;
      throw new SpoolError(
        'target',
        `the memory has events for ${owner}, and this reporter sends to ${mine}: create another one`,
      );
    };
    const onlySender = () => {
      if (sender !== me) throw new SpoolError('not-sender', 'another process sends the events in memory');
    };
    const cut = () => {
      if (sender === me) sender = undefined;
    };
    const store: ReturnType<InMemorySpool['connect']> = {
      name: 'memory',
      open: (target) =>
        perform(() => {
          mine = target;
          if (events.size === 0 && !sender) owner = target;
          onlyTarget();
        }),
      append: (added) =>
        perform(() => {
          onlyTarget();
          const room = added.slice(0, Math.max(0, maxItems - events.size));
          return room.map(({ text, at }) => {
            const id = ++lastId;
            events.set(id, { id, text, at, attempts: 0 });
            return id;
          });
        }),
      acquire: () =>
        perform(() => {
          onlyTarget();
          sender ??= me;
          return sender === me;
        }),
      load: (after, bounds) =>
        perform(() => {
          const later = [...events.values()].filter(({ id }) => id > after).slice(0, bounds.maxItems);
          let length = 0;
          return later.filter(({ text }, index) => {
            length += text.length;
            return index === 0 || length <= bounds.maxLength;
          });
        }),
      sending: (ids) =>
        perform(() => {
          onlySender();
          for (const id of ids) {
            const event = events.get(id);
            if (event) events.set(id, { ...event, attempts: event.attempts + 1 });
          }
        }),
      settle: (ids) =>
        perform(() => {
          onlySender();
          for (const id of ids) events.delete(id);
        }),
      stats: () =>
        perform(() => ({
          items: events.size,
          bytes: [...events.values()].reduce(
            (sum, { text }) => sum + new TextEncoder().encode(text).length,
            0,
          ),
          lastId,
          oldestAt: events.values().next().value?.at,
        })),
      close: () => perform(cut),
      kill() {
        isCut = true;
        cut();
      },
    };
    return store;
  }

  return {
    get events() {
      return [...events.values()];
    },
    connect,
    fail(error) {
      failure = error;
    },
  };
}
