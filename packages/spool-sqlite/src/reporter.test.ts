/** Reporters that keep their events in an SQLite file. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createCloudMonitorClient } from '@pushspec/client/cloudmonitor';
import { createReporter, type Outcome, type ReporterOptions } from '@pushspec/client/reporter';
import { createInMemoryCloudMonitor, type Fetch } from '@pushspec/client/testing';
import { expect, it } from 'vitest';
import { fileInFolder } from './folder.fixture.ts';
import { createSqliteSpool } from './index.ts';

const service = createInMemoryCloudMonitor;

/** Starts a reporter on a file, as the next process would. */
function start(
  { client }: Pick<ReturnType<typeof service>, 'client'>,
  file: string,
  options: ReporterOptions<{ name: string; content: string }> = {},
) {
  const ends: Outcome<{ name: string; content: string }>[] = [];
  const spool = createSqliteSpool({ file });
  const reporter = createReporter(client, {
    spool,
    batch: { maxWaitMs: 5 },
    onOutcome: (outcome) => void ends.push(outcome as never),
    ...(options as object),
  });
  return { reporter, spool, ends };
}

const clientWith = (fetch: Fetch) =>
  createCloudMonitorClient({ credentials, baseUrl: 'http://cloudmonitor.test', timeoutMs: 0, fetch });

const credentials = { accessKeyId: 'LTAI-id', accessKeySecret: 'a-secret-key' };

const event = (name: string) => ({ name, content: 'content' });
const names = (items: readonly { readonly name?: string }[]) => items.map(({ name }) => name);

it('delivers events and leaves the file empty', async () => {
  const cloudmonitor = service();
  const { reporter, spool, ends } = start(cloudmonitor, fileInFolder());
  await Promise.all(['a', 'b', 'c'].map((name) => reporter.push(event(name))));
  await reporter.flush();
  expect(names(cloudmonitor.accepted)).toEqual(['a', 'b', 'c']);
  expect(ends).toMatchObject([{ end: 'delivered', attempts: 1, mayBeDuplicate: false }, {}, {}]);
  expect(await spool.stats()).toMatchObject({ items: 0, bytes: 0, lastId: 3 });
  expect(await reporter.close()).toMatchObject({ pushed: 3, delivered: 3, pending: 0 });
});

it('leaves events in the file when it closes, and the next reporter sends them in order', async () => {
  const cloudmonitor = service();
  const file = fileInFolder();
  const first = start(cloudmonitor, file, { batch: { maxWaitMs: 60_000 } });
  for (const name of ['a', 'b', 'c']) await first.reporter.push(event(name));
  expect(await first.reporter.close({ waiting: 'drop' })).toMatchObject({ dropped: 0, undelivered: [] });
  expect(first.ends).toEqual([]);
  const second = start(cloudmonitor, file);
  expect(await second.reporter.flush()).toMatchObject({ pushed: 3, delivered: 3, mayBeDuplicates: 0 });
  expect(names(cloudmonitor.accepted)).toEqual(['a', 'b', 'c']);
  expect(names(second.ends.map((outcome) => outcome.event))).toEqual(['a', 'b', 'c']);
  await second.reporter.close();
});

it('marks an event as a possible duplicate if an earlier process may have sent it', async () => {
  const cloudmonitor = service();
  const file = fileInFolder();
  const first = start({ client: clientWith(() => new Promise<never>(() => {})) }, file);
  await first.reporter.push(event('in flight'));
  expect(await first.reporter.close({ timeoutMs: 200 })).toMatchObject({ dropped: 0, undelivered: [] });
  const second = start({ client: clientWith(cloudmonitor.fetch) }, file);
  await second.reporter.push(event('new'));
  await second.reporter.flush();
  expect(second.ends).toMatchObject([
    { end: 'delivered', event: { name: 'in flight' }, attempts: 2, mayBeDuplicate: true },
    { end: 'delivered', event: { name: 'new' }, attempts: 1, mayBeDuplicate: false },
  ]);
  expect(await second.reporter.close()).toMatchObject({ delivered: 2, mayBeDuplicates: 1 });
});

it('creates its files for this user only, and without credentials', async () => {
  const file = fileInFolder();
  const { reporter } = start({ client: clientWith(service().fetch) }, file);
  await reporter.push(event('a'));
  const files = readdirSync(dirname(file));
  expect(files.sort()).toEqual(
    ['-lock', '-reserve', '-shm', '-wal', ''].map((suffix) => `events.spool${suffix}`).sort(),
  );
  for (const name of files) {
    const path = join(dirname(file), name);
    expect((statSync(path).mode & 0o777).toString(8), name).toBe('600');
    expect(readFileSync(path, 'latin1')).not.toMatch(/LTAI-id|a-secret-key/);
  }
  await reporter.close();
});
