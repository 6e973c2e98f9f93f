import { spawn } from 'node:child_process';
import { copyFileSync, linkSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createServer } from '@pushspec/server';
import { expect, it, onTestFinished } from 'vitest';
import { firstVersionStore, folder, foreignDatabase, push, refusalOf, serverWith } from './store.fixture.ts';

const inUse = (file: string) =>
  `cannot use ${file} as a store: another process has it open, probably a server; stop that one, or name another file`;

it('refuses a second server on the same file in the same process', async () => {
  const file = join(folder(), 'requests.db');
  const first = await serverWith(file);
  expect(await refusalOf(file)).toBe(inUse(file));
  expect(await push(first.url)).toBe(200);
  expect(await first.requests()).toHaveLength(1);
});

it('refuses a second server on the same file by another name', async () => {
  const path = folder();
  const first = await serverWith(join(path, 'requests.db'));
  linkSync(join(path, 'requests.db'), join(path, 'other.db'));
  expect(await refusalOf(join(path, 'other.db'))).toBe(inUse(join(path, 'other.db')));
  expect(await push(first.url)).toBe(200);
});

/** Opens a file as a server in another process does, and answers whether it could. */
function elsewhere(file: string): Promise<string> {
  const script = `
    import { createServer } from '@pushspec/server';
    const server = await createServer({ store: process.argv[1] }).catch((error) => error);
    console.log(server instanceof Error ? server.message : 'opened');
    await server.close?.();`;
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', script, file], {
      cwd: join(import.meta.dirname, '../../packages/cli'),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    let text = '';
    child.stdout.on('data', (chunk) => (text += chunk));
    child.on('close', () => resolve(text.trim()));
  });
}

it('refuses a second server on the same file in another process until the first is closed', async () => {
  const file = join(folder(), 'requests.db');
  const first = await serverWith(file);
  // Whoever is refused here must not release the lock on its way out.
  await refusalOf(file);
  expect(await elsewhere(file)).toBe(inUse(file));
  expect(await push(first.url)).toBe(200);
  await first.close();
  expect(await elsewhere(file)).toBe('opened');
});

it('refuses a file that a server of the first version has open', async () => {
  const file = join(folder(), 'requests.db');
  const running = firstVersionStore(file);
  onTestFinished(() => running.close());
  expect(await elsewhere(file)).toBe(inUse(file));
  expect(running.prepare('SELECT count(*) AS kept FROM requests').get()).toEqual({ kept: 1 });
});

it('opens a store whose server was killed, with everything in it', async () => {
  const [from, to] = [folder(), folder()];
  const { url, requests } = await serverWith(join(from, 'a.db'));
  for (const title of ['a', 'b', 'c']) await push(url, title);
  expect(await requests()).toHaveLength(3);
  for (const end of ['', '-wal']) copyFileSync(join(from, `a.db${end}`), join(to, `a.db${end}`));
  expect(await (await serverWith(join(to, 'a.db'))).requests()).toHaveLength(3);
});

it('answers 500 and names the file when the store fails later, and takes the next request', async () => {
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

it('says of a closed store which one it is', async () => {
  const file = join(folder(), 'requests.db');
  const { requests, close } = await serverWith(file);
  await close();
  await expect(requests()).rejects.toThrow(`the store ${file} is closed: ask before close()`);
});

it('lets another program read a store that no server has open', async () => {
  const file = join(folder(), 'requests.db');
  const { url, close } = await serverWith(file);
  await push(url);
  await close();
  const reader = new DatabaseSync(file, { readOnly: true });
  onTestFinished(() => reader.close());
  expect(reader.prepare('SELECT count(*) AS kept FROM requests').get()).toEqual({ kept: 1 });
});
