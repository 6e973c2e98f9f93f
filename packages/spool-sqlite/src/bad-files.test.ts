/** Files that cannot be used as a spool: the message says why, names the file, and says what to do. */
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createCloudMonitorClient } from '@pushspec/client/cloudmonitor';
import { createReporter } from '@pushspec/client/reporter';
import { createInMemoryBlueking, createInMemoryCloudMonitor } from '@pushspec/client/testing';
import { expect, it } from 'vitest';
import { fileInFolder } from './folder.fixture.ts';
import { createSqliteSpool, createSqliteStore, isSpoolError, type SpoolError } from './index.ts';
import { event, fill, start } from './reporter.fixture.ts';

/** Resolves to the error of a push into a file. */
async function failureOf(file: string): Promise<Pick<SpoolError, 'code' | 'message'>> {
  const { reporter } = start(file);
  const error: unknown = await reporter.push(event('a')).catch((reason: unknown) => reason);
  await reporter.close({ waiting: 'drop' });
  if (!isSpoolError(error)) throw new Error(`not an error of the spool: ${error}`);
  return { code: error.code, message: error.message };
}

it('names a folder that does not exist', async () => {
  const file = join(fileInFolder('missing'), 'events.spool');
  expect(await failureOf(file)).toEqual({
    code: 'not-writable',
    message: `the folder ${dirname(file)} does not exist: create it, or choose another \`file\``,
  });
});

it('names a folder at the path of the file', async () => {
  const file = fileInFolder();
  mkdirSync(file);
  expect(await failureOf(file)).toEqual({
    code: 'not-a-spool',
    message: `${file} is a folder: name a file in it as \`file\``,
  });
});

it('does not change a file that is not a database', async () => {
  const file = fileInFolder();
  const text = 'notes of someone\n'.repeat(500);
  writeFileSync(file, text);
  expect(await failureOf(file)).toEqual({
    code: 'not-a-spool',
    message: `${file} is not a spool: choose another \`file\`. It was not changed`,
  });
  expect(readFileSync(file, 'utf8')).toBe(text);
  expect(readdirSync(dirname(file))).toEqual([basename(file)]);
});

it('does not change the database of another program', async () => {
  const file = fileInFolder();
  const database = new DatabaseSync(file);
  database.exec('CREATE TABLE notes (text)');
  database.close();
  const before = readFileSync(file);
  expect(await failureOf(file)).toMatchObject({
    code: 'not-a-spool',
    message: `${file} is a database of another program: choose another \`file\`. It was not changed`,
  });
  expect(readFileSync(file).equals(before)).toBe(true);
});

it('does not change a spool with a newer schema', async () => {
  const file = fileInFolder();
  await fill(file, ['a']);
  const database = new DatabaseSync(file);
  database.exec('PRAGMA user_version = 7');
  database.close();
  const { code, message } = await failureOf(file);
  expect(code).toBe('newer-schema');
  expect(message).toContain(`${file} has version 7 of the schema`);
  expect(message).toContain('update the package, or choose another `file`');
});

it('refuses a spool of another target and names both, and works for its own', async () => {
  const file = fileInFolder();
  await fill(file, ['a']);
  const { client } = createInMemoryBlueking({ kind: 'event' });
  const other = createReporter(client, { spool: createSqliteSpool({ file }) });
  const pushed = other.push({ target: 't', event_name: 'n', event: { content: 'c' } });
  await expect(pushed).rejects.toMatchObject({ code: 'target' });
  await expect(pushed).rejects.toThrow(
    /events\.spool has events for cloudmonitor at \S+, and .* blueking at .*, data id/,
  );
  await other.close();
  const own = start(file, 5);
  await own.reporter.flush();
  expect(own.names()).toEqual(['a']);
  await own.reporter.close();
});

it('accepts a rotated key', async () => {
  const file = fileInFolder();
  const cloudmonitor = createInMemoryCloudMonitor();
  for (const key of ['old', 'new']) {
    const credentials = { accessKeyId: `${key}-id`, accessKeySecret: `${key}-secret` };
    const { fetch } = cloudmonitor;
    const client = createCloudMonitorClient({ credentials, baseUrl: 'http://cloudmonitor.test', fetch });
    const reporter = createReporter(client, { spool: createSqliteSpool({ file }) });
    await reporter.push(event(key));
    await reporter.close({ waiting: key === 'old' ? 'drop' : 'send' });
  }
  expect(cloudmonitor.accepted.map(({ name }) => name)).toEqual(['old', 'new']);
});

it.each([
  ['removed', (file: string) => rmSync(file)],
  ['renamed', (file: string) => renameSync(file, `${file}.old`)],
])('stores into a new file when the old one is %s while it is open', async (_, change) => {
  const file = fileInFolder();
  const { reporter, events, outcomes } = start(file);
  await reporter.push(event('before'));
  for (const suffix of ['-wal', '-shm']) rmSync(file + suffix);
  change(file);
  await reporter.push(event('after'));
  expect(existsSync(file)).toBe(true);
  await reporter.close({ waiting: 'drop' });
  expect(events).toContainEqual(expect.objectContaining({ type: 'spool', change: 'replaced' }));
  expect(outcomes).toMatchObject([{ end: 'dropped', cause: 'not-stored', event: event('before') }]);
  const next = start(file, 5);
  await next.reporter.flush();
  expect(next.names()).toEqual(['after']);
  await next.reporter.close();
});

it('keeps sending when the lock file is removed', async () => {
  const file = fileInFolder();
  const { reporter, names } = start(file, 5);
  await reporter.push(event('before'));
  await reporter.flush();
  rmSync(`${file}-lock`);
  await reporter.push(event('after'));
  await expect.poll(names, { timeout: 60_000 }).toEqual(['before', 'after']);
  await reporter.close();
});

it('keeps a file with trailing bytes', async () => {
  const file = fileInFolder();
  await fill(file, ['a']);
  appendFileSync(file, Buffer.alloc(4096));
  const { reporter, names } = start(file, 5);
  await reporter.flush();
  expect(names()).toEqual(['a']);
  await reporter.close();
});

it.each([
  [{}, '`file` must be the path of the spool'],
  [{ file: '' }, '`file` must be the path of the spool'],
  [{ file: 'a\0b' }, '`file` must be the path of the spool'],
  [{ file: 'a', synchronous: 'off' }, "`synchronous` must be 'full' or 'normal'"],
  [
    { file: 'a', maxAge: 1 },
    'createSqliteSpool() has no option `maxAge`: use `file`, `maxItems`, `maxBytes`, `synchronous`, `maxAgeMs`, `account`, `now`',
  ],
  [{ file: 'a', maxItems: 0 }, '`maxItems` must be a number of at least 1'],
  [{ file: 'a', maxBytes: Number.NaN }, '`maxBytes` must be a number of at least 1'],
])('refuses the options %j of a spool', (options, message) => {
  expect(() => createSqliteSpool(options as never)).toThrow(new TypeError(message));
});

it('refuses unknown options of a store', () => {
  const options = { file: 'a', maxAgeMs: 1 };
  expect(() => createSqliteStore(options)).toThrow(
    new TypeError(
      'createSqliteStore() has no option `maxAgeMs`: use `file`, `maxItems`, `maxBytes`, `synchronous`',
    ),
  );
});
