import { copyFileSync, linkSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createServer } from '@pushspec/server';
import { expect, it, onTestFinished } from 'vitest';
import { addressOf, command } from './command.fixture.ts';
import { firstVersionStore, folder, foreignDatabase, push, refusalOf, serverWith } from './store.fixture.ts';

const inUse = (file: string) =>
  `cannot use ${file} as a store: another process has it open, probably a server; stop that process, or use another file`;

it('rejects a second server on the same file in the same process', async () => {
  const file = join(folder(), 'requests.db');
  const first = await serverWith(file);
  expect(await refusalOf(file)).toBe(inUse(file));
  expect(await push(first.url)).toBe(200);
  expect(await first.requests()).toHaveLength(1);
});

it('rejects a second server on the same file under another name', async () => {
  const path = folder();
  const first = await serverWith(join(path, 'requests.db'));
  linkSync(join(path, 'requests.db'), join(path, 'other.db'));
  expect(await refusalOf(join(path, 'other.db'))).toBe(inUse(join(path, 'other.db')));
  expect(await push(first.url)).toBe(200);
});

it('rejects a second server on the same file in another process until the first is closed', async () => {
  const file = join(folder(), 'requests.db');
  const serve = ['serve', '--port', '0', '--json', '--store', file];
  const first = await serverWith(file);
  // A server that is rejected in this process must not release the lock when it fails.
  await refusalOf(file);
  expect(await command(serve).ended).toMatchObject({
    code: 2,
    stderr: `pushspec: ${inUse(file)} with \`--store\`\n`,
  });
  expect(await push(first.url)).toBe(200);
  await first.close();
  expect(await addressOf(command(serve), 'store')).toBe(file);
});

it('rejects a file that a server of the first version has open', async () => {
  const file = join(folder(), 'requests.db');
  const running = firstVersionStore(file);
  onTestFinished(() => running.close());
  expect(await refusalOf(file)).toBe(inUse(file));
  expect(running.prepare('SELECT count(*) AS kept FROM requests').get()).toEqual({ kept: 1 });
});

it('opens a store with all its records after its server was killed', async () => {
  const [from, to] = [folder(), folder()];
  const { url, requests } = await serverWith(join(from, 'a.db'));
  for (const title of ['a', 'b', 'c']) await push(url, title);
  expect(await requests()).toHaveLength(3);
  for (const end of ['', '-wal']) copyFileSync(join(from, `a.db${end}`), join(to, `a.db${end}`));
  expect(await (await serverWith(join(to, 'a.db'))).requests()).toHaveLength(3);
});

it('responds with 500 and names the file when the store fails later, and accepts the next request', async () => {
  const file = join(folder(), 'requests.db');
  await (await serverWith(file)).close();
  foreignDatabase(
    file,
    "CREATE TRIGGER t BEFORE INSERT ON requests WHEN NEW.body LIKE '%boom%' BEGIN SELECT RAISE(ABORT, 'no'); END",
  );
  const errors: unknown[] = [];
  const server = await createServer({ store: file, onError: (error) => errors.push(error) });
  onTestFinished(() => server.close());
  const { url } = await server.listen({ port: 0 });
  expect([await push(url, 'boom'), await push(url, 'calm')]).toEqual([500, 200]);
  expect(errors.map(String)).toEqual([`StoreError: the store ${file} failed: no`]);
  expect(await server.requests()).toHaveLength(1);
});

it('names the file of a closed store', async () => {
  const file = join(folder(), 'requests.db');
  const { requests, close } = await serverWith(file);
  await close();
  await expect(requests()).rejects.toThrow(`the store ${file} is closed: read from it before close()`);
});

it('lets another program read a store that is not open in a server', async () => {
  const file = join(folder(), 'requests.db');
  const { url, close } = await serverWith(file);
  await push(url);
  await close();
  const reader = new DatabaseSync(file, { readOnly: true });
  onTestFinished(() => reader.close());
  expect(reader.prepare('SELECT count(*) AS kept FROM requests').get()).toEqual({ kept: 1 });
});

it('opens a store after its server was killed during a log checkpoint', async () => {
  const [from, to] = [folder(), folder()];
  const { url, requests } = await serverWith(join(from, 'a.db'));
  for (let index = 0; index < 40; index++) await push(url, 'x'.repeat(1000));
  const kept = (await requests()).length;
  const log = readFileSync(join(from, 'a.db-wal'));
  // The file already has the first page of the log's last commit, which counts more pages than the file has.
  const file = readFileSync(join(from, 'a.db'));
  firstPageIn(log).copy(file);
  writeFileSync(join(to, 'a.db'), file);
  writeFileSync(join(to, 'a.db-wal'), log);
  expect(await (await serverWith(join(to, 'a.db'))).requests()).toHaveLength(kept);
});

const PAGE = 4096;

/** Returns the newest copy of the first page in a `-wal` file: a header of 32 bytes, then pages with a header of 24 bytes each. */
function firstPageIn(log: Buffer): Buffer {
  let found: Buffer = Buffer.alloc(0);
  for (let frame = 32; frame + 24 + PAGE <= log.length; frame += 24 + PAGE)
    if (log.readUInt32BE(frame) === 1) found = log.subarray(frame + 24, frame + 24 + PAGE);
  return found;
}
