/** Checks that any `SpoolStore` does what a reporter needs. */
import type { NewEvent, SpoolStore, StoredEvent } from '../spool/store.ts';

/**
 * Creates a store. Stores with the same `storage` share their events, like processes that open the same file. `maxItems` is
 * the number of events that fit.
 */
export type CreateSpoolStore = (options: {
  readonly storage: string;
  readonly maxItems: number;
}) => SpoolStore | Promise<SpoolStore>;

export interface SpoolCase {
  readonly name: string;
  /** @throws Error that says what is wrong */
  run(create: CreateSpoolStore): Promise<void>;
}

const TARGET = 'an API at http://127.0.0.1, data id 1';
const ALL = { maxItems: 1000, maxLength: 1_000_000 };

/** Strings that stores tend to change. */
const strings = [
  '{"n":1e400,"m":-0,"b":12345678901234567890,"a":0.1}',
  '{"z":1,"a":2,"a":3}',
  '{"text":"\\u0000\\ud800"}',
  'a\u0000b',
  '\ud800 and \udfff',
  '磁盘使用率 97 % 😀',
  "'; DROP TABLE events; --",
  ' spaces \r\n and tabs\t ',
  '\ufeff',
  'null',
];

const eventsOf = (...texts: string[]): NewEvent[] =>
  texts.map((text, index) => ({ text, at: 1_000 + index }));

function check(isTrue: boolean, message: string): asserts isTrue {
  if (!isTrue) throw new Error(message);
}

function same(actual: unknown, expected: unknown, subject: string): void {
  const [one, other] = [JSON.stringify(actual), JSON.stringify(expected)];
  check(one === other, `${subject}: got ${one}, expected ${other}`);
}

const textsOf = (events: readonly StoredEvent[]) => events.map(({ text }) => text);

async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'no error';
  } catch (error) {
    return String((error as { code?: unknown }).code);
  }
}

/** The stores of one case, which are closed at its end. */
interface Processes {
  /** Opens the storage of this case in another process. */
  open(target?: string): Promise<SpoolStore>;
}

let storages = 0;

const spoolCase = (
  name: string,
  body: (processes: Processes) => Promise<void>,
  maxItems = 1000,
): SpoolCase => ({
  name,
  async run(create) {
    const storage = `storage-${++storages}`;
    const opened: SpoolStore[] = [];
    try {
      await body({
        async open(target = TARGET) {
          const store = await create({ storage, maxItems });
          opened.push(store);
          await store.open(target, () => {});
          return store;
        },
      });
    } finally {
      for (const store of opened) await store.close().catch(() => {});
    }
  },
});

const asSender = async (store: SpoolStore) => {
  check(await store.acquire(), 'the only process must become the sender');
  return store;
};

/**
 * The cases, each with a storage of its own. Run them with any test runner.
 *
 * @example for (const { name, run } of spoolCases) it(name, () => run(({ storage, maxItems }) => createMyStore(storage, { maxItems })));
 */
export const spoolCases: readonly SpoolCase[] = [
  spoolCase('returns events in order, with ids that increase and the same strings', async ({ open }) => {
    const store = await asSender(await open());
    const ids = await store.append(eventsOf(...strings));
    const loaded = await store.load(0, ALL);
    same(
      loaded.map(({ id }) => id),
      ids,
      'ids',
    );
    check(
      ids.every((id, index) => Number.isSafeInteger(id) && id > (ids[index - 1] ?? 0)),
      'ids must increase',
    );
    for (const [index, text] of strings.entries())
      check(loaded[index]?.text === text, `the store changed ${JSON.stringify(text)}`);
    same(
      loaded.map(({ at }) => at),
      strings.map((_, index) => 1_000 + index),
      'times',
    );
    same(
      loaded.map(({ attempts }) => attempts),
      strings.map(() => 0),
      'attempts',
    );
  }),
  spoolCase('takes calls that are made at the same time in their order', async ({ open }) => {
    const store = await asSender(await open());
    const groups = ['a', 'b', 'c', 'd'].map((name) => store.append(eventsOf(`${name}1`, `${name}2`)));
    const loading = store.load(0, ALL);
    await Promise.all(groups);
    same(textsOf(await loading), ['a1', 'a2', 'b1', 'b2', 'c1', 'c2', 'd1', 'd2'], 'events');
  }),
  spoolCase('keeps events for a later process', async ({ open }) => {
    const first = await asSender(await open());
    await first.append(eventsOf(...strings));
    await first.close();
    const second = await asSender(await open());
    for (const [index, { text }] of (await second.load(0, ALL)).entries())
      check(text === strings[index], `the store changed ${JSON.stringify(strings[index])}`);
    same((await second.stats()).items, strings.length, 'number of events');
  }),
  spoolCase('loads the events after an id, at most as many as asked for', async ({ open }) => {
    const store = await asSender(await open());
    const ids = await store.append(eventsOf('a', 'b', 'c', 'd'));
    same(
      textsOf(await store.load(ids[0] ?? 0, { ...ALL, maxItems: 2 })),
      ['b', 'c'],
      'two events after the first',
    );
    same(await store.load(ids[3] ?? 0, ALL), [], 'events after the last one');
  }),
  spoolCase('loads at least one event, however long it is', async ({ open }) => {
    const store = await asSender(await open());
    await store.append(eventsOf('x'.repeat(100), 'y'.repeat(100)));
    same((await store.load(0, { maxItems: 10, maxLength: 50 })).length, 1, 'number of events');
    same((await store.load(0, { maxItems: 10, maxLength: 200 })).length, 2, 'number of events');
  }),
  spoolCase('counts attempts, also for a later process', async ({ open }) => {
    const first = await asSender(await open());
    const [one, two, three] = await first.append(eventsOf('a', 'b', 'c'));
    await first.sending([one, three] as number[]);
    await first.sending([one] as number[]);
    await first.close();
    const second = await asSender(await open());
    const loaded = await second.load(0, ALL);
    same(
      loaded.map(({ id, attempts }) => [id, attempts]),
      [
        [one, 2],
        [two, 0],
        [three, 1],
      ],
      'attempts',
    );
  }),
  spoolCase('removes exactly the events that have an outcome', async ({ open }) => {
    const store = await asSender(await open());
    const [, two, , four] = await store.append(eventsOf('a', 'b', 'c', 'd', 'e'));
    await store.settle([four, two] as number[]);
    same(textsOf(await store.load(0, ALL)), ['a', 'c', 'e'], 'events');
    same((await store.stats()).items, 3, 'number of events');
  }),
  spoolCase('ignores ids that it does not know', async ({ open }) => {
    const store = await asSender(await open());
    const ids = await store.append(eventsOf('a', 'b'));
    await store.settle([...ids, 4711]);
    await store.settle(ids);
    await store.sending([4711]);
    same((await store.stats()).items, 0, 'number of events');
  }),
  spoolCase('never uses an id twice', async ({ open }) => {
    const first = await asSender(await open());
    const before = await first.append(eventsOf('a', 'b'));
    await first.settle(before);
    await first.close();
    const second = await asSender(await open());
    same((await second.stats()).lastId, before.at(-1), 'highest id so far');
    const [after] = await second.append(eventsOf('c'));
    check((after ?? 0) > (before.at(-1) ?? 0), `the id ${after} was used before`);
  }),
  spoolCase('lets one process send at a time, and another one after it', async ({ open }) => {
    const first = await asSender(await open());
    const second = await open();
    same(await second.acquire(), false, 'a second sender');
    same(await first.acquire(), true, 'the first sender, asked again');
    await first.close();
    same(await second.acquire(), true, 'the second sender after the first one has closed');
  }),
  spoolCase('lets every process add events, and the sender load all of them', async ({ open }) => {
    const first = await asSender(await open());
    const second = await open();
    await first.append(eventsOf('a'));
    await second.append(eventsOf('b'));
    await first.append(eventsOf('c'));
    same(textsOf(await first.load(0, ALL)), ['a', 'b', 'c'], 'events');
    same((await second.stats()).items, 3, 'number of events');
  }),
  spoolCase('refuses a process that is not the sender', async ({ open }) => {
    const first = await asSender(await open());
    const second = await open();
    const ids = await second.append(eventsOf('a'));
    same(await codeOf(second.sending(ids)), 'not-sender', 'code of `sending()`');
    same(await codeOf(second.settle(ids)), 'not-sender', 'code of `settle()`');
    same(
      (await first.load(0, ALL)).map(({ attempts }) => attempts),
      [0],
      'attempts',
    );
  }),
  spoolCase('refuses another target, and names both', async ({ open }) => {
    const first = await asSender(await open());
    await first.append(eventsOf('a'));
    await first.close();
    const other = 'an API at http://127.0.0.1, data id 2';
    const refusal = await open(other).then(
      () => undefined,
      (error: unknown) => error as Error & { code?: unknown },
    );
    same(refusal?.code, 'target', 'code');
    check(
      [TARGET, other].every((name) => refusal?.message.includes(name)),
      `not named: ${refusal?.message}`,
    );
    same((await (await open()).stats()).items, 1, 'number of events');
  }),
  spoolCase(
    'stores as many events as fit, and more when there is room again',
    async ({ open }) => {
      const store = await asSender(await open());
      const ids = await store.append(eventsOf('a', 'b', 'c', 'd', 'e'));
      same(ids.length, 3, 'number of ids');
      same(await store.append(eventsOf('f')), [], 'ids when full');
      await store.settle(ids.slice(0, 1));
      same((await store.append(eventsOf('g', 'h'))).length, 1, 'number of ids after one event has ended');
      same(textsOf(await store.load(0, ALL)), ['b', 'c', 'g'], 'events');
    },
    3,
  ),
  spoolCase('reports its size and the oldest event', async ({ open }) => {
    const store = await asSender(await open());
    same(await store.stats(), { items: 0, bytes: 0, lastId: 0 }, 'an empty store');
    const [first] = await store.append([
      { text: 'aa', at: 7 },
      { text: 'bbb', at: 9 },
    ]);
    const { items, bytes, oldestAt } = await store.stats();
    same({ items, oldestAt }, { items: 2, oldestAt: 7 }, 'two events');
    check(bytes >= 5, `${bytes} bytes for five letters`);
    await store.settle([first as number]);
    same((await store.stats()).oldestAt, 9, 'the oldest event after the first one has ended');
  }),
  spoolCase('accepts empty lists', async ({ open }) => {
    const store = await asSender(await open());
    same(await store.append([]), [], 'ids');
    await store.sending([]);
    await store.settle([]);
    same(await store.load(0, ALL), [], 'events');
  }),
];
