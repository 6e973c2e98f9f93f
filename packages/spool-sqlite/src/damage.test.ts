/** Files with damaged content: they are set aside, whatever finds the damage, and an empty file takes their place. */
import { execFileSync } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SpoolStore, StoreNotice } from '@pushspec/client/spool';
import { expect, it } from 'vitest';
import { fileInFolder } from './folder.fixture.ts';
import { createSqliteStore } from './index.ts';
import { event, fill, start } from './reporter.fixture.ts';

const PAGE = 4096;

function overwrite(file: string, position: number, length: number) {
  const opened = openSync(file, 'r+');
  writeSync(opened, Buffer.alloc(length, 0xa5), 0, length, position);
  closeSync(opened);
}

/** Moves all pages from the log to the file, and makes other connections read them again. */
function checkpoint(file: string) {
  const database = new DatabaseSync(file);
  database.exec('UPDATE totals SET items = items; PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
}

const asideOf = (file: string) =>
  readdirSync(dirname(file)).filter((name) =>
    new RegExp(`^${basename(file)}\\.damaged-\\d{4}-\\d\\d-\\d\\dT[\\d-]+Z$`).test(name),
  );

const named = (count: number) => Array.from({ length: count }, (_, index) => `event ${index}`);

const damages: [string, (file: string) => void][] = [
  ['a header that is overwritten', (file) => overwrite(file, 0, 64)],
  ['content that is overwritten', (file) => overwrite(file, PAGE, 2 * PAGE)],
  ['only garbage', (file) => writeFileSync(file, 'garbage'.repeat(5000))],
  ['a missing end', (file) => writeFileSync(file, readFileSync(file).subarray(0, 5000))],
];

it.each(damages)(
  'sets aside a spool that has %s, reports it, and continues with an empty one',
  async (_, damage) => {
    const file = fileInFolder();
    await fill(file, named(200));
    damage(file);
    const damaged = readFileSync(file);
    const { reporter, events, names } = start(file, 5);
    await reporter.push(event('new'));
    await reporter.flush();
    expect(names()).toEqual(['new']);
    const [aside = ''] = asideOf(file);
    expect(readFileSync(join(dirname(file), aside)).equals(damaged)).toBe(true);
    const [reported] = events.filter((one) => one.type === 'spool' && one.change === 'set-aside');
    const { message } = (reported as { readonly error: Error }).error;
    expect(message).toContain(`${file} is damaged`);
    expect(message).toContain(`It is now ${join(dirname(file), aside)}`);
    await reporter.close();
  },
);

const added = { text: '{}', at: 1 };

it.each<[string, (store: SpoolStore) => Promise<unknown>]>([
  ['append', (store) => store.append([added])],
  ['load', (store) => store.load(0, { maxItems: 500, maxLength: 1_000_000 })],
  ['sending', (store) => store.sending([1])],
  ['settle', (store) => store.settle([1])],
  ['stats', (store) => store.stats()],
])('sets a file aside when `%s` finds the damage, and reports it once', async (_, operate) => {
  const file = fileInFolder();
  const store = createSqliteStore({ file });
  const notices: StoreNotice[] = [];
  await store.open('target', (notice) => void notices.push(notice));
  await store.append(named(500).map((name, at) => ({ text: name.repeat(20), at })));
  await store.acquire();
  checkpoint(file);
  overwrite(file, PAGE, statSync(file).size - PAGE);
  await operate(store);
  await store.stats();
  expect(notices).toMatchObject([{ type: 'set-aside', error: { code: 'damaged' } }]);
  expect(asideOf(file)).toHaveLength(1);
  await store.close();
});

it('gives the events of the new file higher ids than those of the damaged one', async () => {
  const file = fileInFolder();
  const store = createSqliteStore({ file });
  await store.open('target', () => {});
  const before = await store.append(named(500).map((name, at) => ({ text: name.repeat(20), at })));
  await store.acquire();
  checkpoint(file);
  overwrite(file, PAGE, statSync(file).size - PAGE);
  await store.stats();
  expect(await store.append([added])).toEqual([(before.at(-1) ?? 0) + 1]);
  // Requests of the events before the damage may still end.
  await store.settle(before);
  expect(await store.stats()).toMatchObject({ items: 1 });
  await store.close();
});

/** Starts a reporter with little room on a large file, and overwrites pages that it must still read. */
async function damagedWhileOpen() {
  const file = fileInFolder();
  await fill(file, named(1500), 'x'.repeat(3000));
  const started = start(file, 60_000, { queue: { maxItems: 50 } });
  await expect.poll(() => started.reporter.ledger().pushed, { timeout: 30_000 }).toBe(50);
  checkpoint(file);
  const { size } = statSync(file);
  overwrite(file, PAGE * Math.floor(size / PAGE / 10), size / 2);
  return { ...started, file };
}

it('delivers the events in memory and those pushed later when loading finds the damage', async () => {
  const { reporter, events, names } = await damagedWhileOpen();
  await reporter.flush();
  await reporter.push(event('new'));
  await reporter.flush();
  expect(names()).toEqual(expect.arrayContaining([...named(50), 'new']));
  expect(reporter.ledger().pending).toBe(0);
  const changes = events.flatMap((one) => (one.type === 'spool' ? one.change : []));
  expect(changes).toEqual(['sender', 'set-aside']);
  await reporter.close();
});

it('ends the events that were only in memory when the reporter closes', async () => {
  const { reporter, spool, file } = await damagedWhileOpen();
  overwrite(file, PAGE, statSync(file).size - PAGE);
  await spool.stats();
  const { undelivered } = await reporter.close({ waiting: 'drop' });
  expect(undelivered).toHaveLength(50);
  expect(undelivered[0]).toMatchObject({ cause: 'not-stored', error: { code: 'damaged' } });
});

const page = '../../docs/src/pages/topics/crashes-and-fleets';

it.each(['en', 'zh'])('recovers the other events with the program on the page in %s', async (language) => {
  const file = fileInFolder();
  await fill(file, named(1000), 'x'.repeat(300));
  overwrite(file, PAGE * Math.floor(statSync(file).size / PAGE / 2), 2 * PAGE);
  const text = readFileSync(new URL(`${page}/${language}.md`, import.meta.url), 'utf8');
  const [, program = ''] = /```js no-run\n(.*?)```/s.exec(text) ?? [];
  const script = join(dirname(file), 'recover.mjs');
  writeFileSync(script, program);
  const printed = execFileSync(process.execPath, [script, file], { encoding: 'utf8' });
  const names: string[] = printed
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).name);
  expect(names.length).toBeGreaterThan(900);
  expect([names[0], names.at(-1)]).toEqual(['event 0', 'event 999']);
});
