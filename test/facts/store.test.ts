import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer as createNetServer } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import {
  contentsOf,
  firstVersionStore,
  folder,
  foreignDatabase,
  push,
  refusalOf,
  serverWith,
} from './store.fixture.ts';

const onUnix = it.skipIf(process.platform === 'win32');

const headerOf = (file: string) => ({
  applicationId: readFileSync(file).toString('latin1', 68, 72),
  userVersion: readFileSync(file).readUInt32BE(60),
});

it('creates a store that only its owner can read', async () => {
  const file = join(folder(), 'requests.db');
  const { url, close } = await serverWith(file);
  expect(await push(url)).toBe(200);
  await close();
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(headerOf(file)).toEqual({ applicationId: 'push', userVersion: 2 });
});

it('leaves only the store behind', async () => {
  const path = folder();
  const { url, close } = await serverWith(join(path, 'requests.db'));
  await push(url);
  await close();
  expect(Object.keys(contentsOf(path))).toEqual(['requests.db']);
});

it('uses an empty file, such as one from mktemp', async () => {
  const file = join(folder(), 'requests.db');
  writeFileSync(file, '', { mode: 0o644 });
  const { url, close } = await serverWith(file);
  await push(url);
  await close();
  expect(await (await serverWith(file)).requests()).toHaveLength(1);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

it('follows a link to a store', async () => {
  const path = folder();
  await (await serverWith(join(path, 'requests.db'))).close();
  symlinkSync('requests.db', join(path, 'link.db'));
  const { url, close } = await serverWith(join(path, 'link.db'));
  await push(url);
  await close();
  expect(await (await serverWith(join(path, 'requests.db'))).requests()).toHaveLength(1);
});

const OTHER_TABLES = 'CREATE TABLE requests (id); CREATE TABLE counters (name)';

/** Makes something at `path` that is not a store. */
const others: Record<string, (path: string) => void> = {
  'a text file': (path) => writeFileSync(path, 'to do: buy milk\n'),
  'a file of zeros': (path) => writeFileSync(path, Buffer.alloc(8192)),
  'the first bytes of a SQLite file': (path) => writeFileSync(path, 'SQLite format 3\0'),
  'a directory': (path) => mkdirSync(path),
  'a database of another program': (path) => foreignDatabase(path, 'CREATE TABLE notes (text)'),
  'a database in WAL mode': (path) => foreignDatabase(path, 'PRAGMA journal_mode = WAL; CREATE TABLE a (b)'),
  'a database with tables of our names': (path) => foreignDatabase(path, OTHER_TABLES),
  'a database with our version and our table names': (path) =>
    foreignDatabase(path, `${OTHER_TABLES}; PRAGMA user_version = 1`),
  'a database without a table': (path) => foreignDatabase(path, 'PRAGMA journal_mode = WAL; VACUUM'),
  'a database with an application id': (path) =>
    foreignDatabase(path, `PRAGMA application_id = 7; ${OTHER_TABLES}; PRAGMA user_version = 1`),
  'a database with our application id and other tables': (path) =>
    foreignDatabase(path, `PRAGMA application_id = ${0x70757368}; CREATE TABLE notes (text)`),
  'a link to a text file': (path) => {
    writeFileSync(`${path}.txt`, 'to do: buy milk\n');
    symlinkSync(`${path}.txt`, path);
  },
  'a link to nothing': (path) => symlinkSync('nothing', path),
  'a link to itself': (path) => symlinkSync(path, path),
  'a file that is read-only': (path) => writeFileSync(path, '', { mode: 0o444 }),
  'no file, next to a file that SQLite would overwrite': (path) => writeFileSync(`${path}-wal`, 'mine'),
  'an empty file, next to a file that SQLite would overwrite': (path) => {
    writeFileSync(path, '');
    writeFileSync(`${path}-journal`, 'mine');
  },
};

it.each(Object.entries(others))('rejects %s, names it, and changes nothing', async (_, make) => {
  const parent = folder();
  const file = join(parent, 'mine.db');
  make(file);
  const before = contentsOf(parent);
  expect(await refusalOf(file)).toMatch(
    /^cannot use \/.*\/mine\.db as a store: .+; use another file, or :memory:$/,
  );
  expect(contentsOf(parent)).toEqual(before);
});

it('rejects the database of another program that was killed, and does not change its log', async () => {
  const [from, parent] = [folder(), folder()];
  const database = new DatabaseSync(join(from, 'a.db'));
  onTestFinished(() => database.close());
  database.exec('PRAGMA journal_mode = WAL; CREATE TABLE notes (text); PRAGMA user_version = 1');
  for (const end of ['', '-wal', '-shm']) copyFileSync(join(from, `a.db${end}`), join(parent, `a.db${end}`));
  const before = contentsOf(parent);
  expect(await refusalOf(join(parent, 'a.db'))).toContain('it is a SQLite database of another program');
  expect(contentsOf(parent)).toEqual(before);
});

onUnix('rejects a named pipe without opening it', async () => {
  const file = join(folder(), 'pipe');
  execFileSync('mkfifo', [file]);
  expect(await refusalOf(file)).toContain(`cannot use ${file} as a store: it is a named pipe`);
});

onUnix('rejects a socket', async () => {
  const file = join(folder(), 'socket');
  const other = createNetServer().listen(file);
  onTestFinished(() => void other.close());
  await new Promise((resolve) => other.once('listening', resolve));
  expect(await refusalOf(file)).toContain('it is a socket');
});

onUnix.each(['/dev/null', '/dev/full', '/dev/stdin'])(
  'rejects %s and does not change its mode',
  async (file) => {
    const { mode } = statSync(file);
    expect(await refusalOf(file)).toMatch(new RegExp(`^cannot use ${file} as a store: it is a`));
    expect(statSync(file).mode).toBe(mode);
  },
);

it.each([
  ['', 'cannot use "" as a store: its name is empty'],
  ['nowhere/at/all.db', 'cannot use nowhere/at/all.db as a store: its folder does not exist'],
  ['package.json/x.db', 'cannot use package.json/x.db as a store: a part of its path is not a folder'],
  ['a\nb/c.db', String.raw`cannot use "a\nb/c.db" as a store: its folder does not exist`],
])('reports on one line what is wrong with the name %j', async (file, message) => {
  expect(await refusalOf(file)).toBe(`${message}; use another file, or :memory:`);
});

it('treats a name that looks like a SQLite URI as a file name', async () => {
  const parent = folder();
  const { close } = await serverWith(join(parent, 'file:x.db?mode=memory&a=%41#b'));
  await close();
  expect(Object.keys(contentsOf(parent))).toEqual(['file:x.db?mode=memory&a=%41#b']);
});

it('migrates a store of the first version', async () => {
  const file = join(folder(), 'requests.db');
  firstVersionStore(file).close();
  expect(headerOf(file).applicationId).toBe('\0\0\0\0');
  const { url, requests, close } = await serverWith(file);
  expect(await requests()).toMatchObject([{ id: 'kept-id', api: 'guance' }]);
  expect(await push(url)).toBe(200);
  await close();
  expect(headerOf(file)).toEqual({ applicationId: 'push', userVersion: 2 });
  expect(await (await serverWith(file)).requests()).toHaveLength(2);
});

it('migrates a store of the first version whose server was killed right after startup', async () => {
  const [from, parent] = [folder(), folder()];
  const database = firstVersionStore(join(from, 'a.db'));
  onTestFinished(() => database.close());
  for (const end of ['', '-wal', '-shm']) copyFileSync(join(from, `a.db${end}`), join(parent, `a.db${end}`));
  expect(headerOf(join(parent, 'a.db')).userVersion).toBe(0);
  expect(await (await serverWith(join(parent, 'a.db'))).requests()).toMatchObject([{ id: 'kept-id' }]);
});

it('finds requests of a store of version 1 by their API', async () => {
  const file = join(folder(), 'requests.db');
  firstVersionStore(file).close();
  foreignDatabase(file, `PRAGMA application_id = ${Buffer.from('push').readUInt32BE()}`);
  const { requests, close } = await serverWith(file);
  expect(await requests({ api: 'blueking' })).toEqual([]);
  expect(await requests({ api: 'guance' })).toMatchObject([{ id: 'kept-id', api: 'guance' }]);
  await close();
  expect(headerOf(file).userVersion).toBe(2);
});

it('restricts a store that was readable by others to its owner', async () => {
  const file = join(folder(), 'requests.db');
  firstVersionStore(file).close();
  chmodSync(file, 0o644);
  await (await serverWith(file)).close();
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

it('rejects a store of a later version and does not change it', async () => {
  const parent = folder();
  const file = join(parent, 'requests.db');
  await (await serverWith(file)).close();
  foreignDatabase(file, 'PRAGMA user_version = 3');
  const before = contentsOf(parent);
  expect(await refusalOf(file)).toContain(
    `cannot use ${file} as a store: it was written by a later version (3)`,
  );
  expect(contentsOf(parent)).toEqual(before);
});

it('names the file of a store that is damaged', async () => {
  const file = join(folder(), 'requests.db');
  await (await serverWith(file)).close();
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.fill(0xff, 4096));
  expect(await refusalOf(file)).toContain(`cannot use ${file} as a store: it is damaged`);
});
