/** Symbolic links to a spool: whatever path a process uses, one process sends. */
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { fileInFolder } from './folder.fixture.ts';
import { createSqliteStore } from './index.ts';
import { event, fill, start } from './reporter.fixture.ts';

/** Ways to name `data/events.spool` through a link. Each creates the link and returns the path. */
const links: [string, (folder: string) => string][] = [
  ['a link to the file', (folder) => linked(join(folder, 'link.spool'), join(folder, 'data/events.spool'))],
  ['a relative link to the file', (folder) => linked(join(folder, 'link.spool'), 'data/events.spool')],
  ['a link to its folder', (folder) => join(linked(join(folder, 'link'), 'data'), 'events.spool')],
  [
    'a link to a link to its folder',
    (folder) => {
      linked(join(folder, 'first'), 'data');
      return join(linked(join(folder, 'second'), 'first'), 'events.spool');
    },
  ],
];

function linked(path: string, target: string): string {
  symlinkSync(target, path);
  return path;
}

function folderWithData() {
  const folder = dirname(fileInFolder());
  mkdirSync(join(folder, 'data'));
  return { folder, file: join(folder, 'data/events.spool') };
}

it.each(links)('lets one process send that uses the file or %s', async (_, link) => {
  const { folder, file } = folderWithData();
  const stores = [file, link(folder)].map((path) => createSqliteStore({ file: path }));
  const isSender = [];
  for (const store of stores) {
    await store.open('target', () => {});
    isSender.push(await store.acquire());
  }
  expect(isSender).toEqual([true, false]);
  for (const store of stores) await store.close();
});

it.each(links)('creates the file that %s names, and no other', async (_, link) => {
  const { folder, file } = folderWithData();
  await fill(link(folder), ['a']);
  expect(existsSync(file)).toBe(true);
  expect(readdirSync(folder).filter((name) => !lstatSync(join(folder, name)).isSymbolicLink())).toEqual([
    'data',
  ]);
});

it.each(links)('sets the damaged file aside, not %s', async (_, link) => {
  const { folder, file } = folderWithData();
  const path = link(folder);
  await fill(path, ['a']);
  const garbage = 'garbage'.repeat(5000);
  writeFileSync(file, garbage);
  const { reporter, names } = start(path, 5);
  await reporter.push(event('new'));
  await reporter.close();
  expect(names()).toEqual(['new']);
  const asides = readdirSync(dirname(file)).filter((name) => name.startsWith(`${basename(file)}.damaged-`));
  expect(asides.map((name) => readFileSync(join(dirname(file), name), 'utf8'))).toEqual([garbage]);
});

it('rejects a push to a link that points to itself', async () => {
  const file = fileInFolder();
  symlinkSync(file, file);
  const { reporter } = start(file);
  await expect(reporter.push(event('a'))).rejects.toMatchObject({ name: 'SpoolError' });
  await reporter.close();
});
