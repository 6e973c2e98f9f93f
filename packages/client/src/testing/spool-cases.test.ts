/** Runs the conformance cases of spools on the one in memory, and on stores with a mistake. */
import { expect, it } from 'vitest';
import type { SpoolStore } from '../spool/store.ts';
import { type CreateSpoolStore, createInMemorySpool, type InMemorySpool, spoolCases } from './index.ts';

/** Creates storages by name. `change` makes a mistake. */
function storagesIn(change: (store: SpoolStore) => Partial<SpoolStore> = () => ({})): CreateSpoolStore {
  const storages = new Map<string, InMemorySpool>();
  return ({ storage, maxItems }) => {
    const found = storages.get(storage) ?? createInMemorySpool({ maxItems });
    storages.set(storage, found);
    const store = found.connect();
    return { ...store, ...change(store) };
  };
}

it.each(spoolCases)('a spool in memory $name', ({ run }) => run(storagesIn()));

/** The names of the cases that a store fails. */
async function failed(create: CreateSpoolStore): Promise<string[]> {
  const names: string[] = [];
  for (const { name, run } of spoolCases) await run(create).catch(() => names.push(name));
  return names;
}

it.each<[string, (store: SpoolStore) => Partial<SpoolStore>, string]>([
  [
    'changes strings',
    ({ append }) => ({
      append: (events) => append(events.map((event) => ({ ...event, text: event.text.toWellFormed() }))),
    }),
    'returns events in order, with ids that increase and the same strings',
  ],
  [
    'has a sender in every process',
    () => ({ acquire: async () => true }),
    'lets one process send at a time, and another one after it',
  ],
  [
    'ignores who sends',
    () => ({ sending: async () => {}, settle: async () => {} }),
    'refuses a process that is not the sender',
  ],
  ['forgets attempts', () => ({ sending: async () => {} }), 'counts attempts, also for a later process'],
  ['removes nothing', () => ({ settle: async () => {} }), 'removes exactly the events that have an outcome'],
  ['accepts any target', () => ({ open: async () => {} }), 'refuses another target, and names both'],
  [
    'ignores the bound of a load',
    ({ load }) => ({ load: (after, bounds) => load(after, { ...bounds, maxItems: 1000 }) }),
    'loads the events after an id, at most as many as asked for',
  ],
])('finds a store that %s', async (_, change, name) => {
  expect(await failed(storagesIn(change))).toContain(name);
});
