/** The target of a file: it stays while the file has events or a sender. */
import type { SpoolStore } from '@pushspec/client/spool';
import { expect, it } from 'vitest';
import { fileInFolder } from './folder.fixture.ts';
import { createSqliteStore } from './index.ts';

const added = [{ text: '{}', at: 1 }];
const ALL = { maxItems: 10, maxLength: 1000 };

async function opened(file: string, target: string): Promise<SpoolStore> {
  const store = createSqliteStore({ file });
  await store.open(target, () => {});
  return store;
}

/** Creates a file of the target `old` without events, and a process that does not send from it. */
async function emptyFile() {
  const file = fileInFolder();
  const old = await opened(file, 'old');
  await old.acquire();
  await old.append(added);
  await old.settle([1]);
  await old.close();
  return { file, idle: await opened(file, 'old') };
}

it('gives an empty file another target', async () => {
  const { file, idle } = await emptyFile();
  await idle.close();
  const store = await opened(file, 'new');
  expect(await store.append(added)).toEqual([2]);
  await store.close();
});

it('refuses another target while the file has events, and names both', async () => {
  const file = fileInFolder();
  const old = await opened(file, 'old');
  await old.append(added);
  await old.close();
  await expect(opened(file, 'new')).rejects.toMatchObject({
    code: 'target',
    message: `${file} has events for old, and this reporter sends to new: choose another \`file\` for it`,
  });
});

it('does not say that a file has events that never had any, while a process sends from it', async () => {
  const file = fileInFolder();
  const old = await opened(file, 'old');
  await old.acquire();
  await expect(opened(file, 'new')).rejects.toMatchObject({
    code: 'target',
    message: `${file} is in use for old, and this reporter sends to new: stop the process that uses it, or choose another \`file\` for it`,
  });
  expect(await old.append(added)).toEqual([1]);
  await old.close();
});

it.each<[string, (store: SpoolStore) => Promise<unknown>]>([
  ['append', (store) => store.append(added)],
  ['acquire', (store) => store.acquire()],
  ['load', (store) => store.load(0, ALL)],
  ['stats', (store) => store.stats()],
])('rejects `%s` of a process with the old target', async (_, operate) => {
  const { file, idle } = await emptyFile();
  const store = await opened(file, 'new');
  await store.append(added);
  await expect(operate(idle)).rejects.toMatchObject({ code: 'target' });
  expect(await store.load(0, ALL)).toHaveLength(1);
  await idle.close();
  expect(await store.acquire()).toBe(true);
  await store.close();
});
