/** Full disks, and files that this user is not allowed to write. */
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createCloudMonitorClient } from '@pushspec/client/cloudmonitor';
import { createReporter } from '@pushspec/client/reporter';
import { createInMemoryCloudMonitor } from '@pushspec/client/testing';
import { expect, it, onTestFinished, type TestContext } from 'vitest';
import { fileInFolder } from './folder.fixture.ts';
import { createSqliteSpool } from './index.ts';
import { startPusher } from './process.fixture.ts';

const isRoot = process.getuid?.() === 0;

/** Mounts a disk of this many MiB on a folder. Skips the test where that is impossible. */
function smallDisk(context: TestContext, mebibytes: number): string {
  const folder = dirname(fileInFolder());
  if (!isRoot || process.platform !== 'linux') context.skip('only root can mount a small disk, on Linux');
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', folder], { stdio: 'pipe' });
  } catch (error) {
    context.skip(`a small disk cannot be mounted here: ${(error as Error).message.split('\n').at(-1)}`);
  }
  onTestFinished(() => void execFileSync('umount', ['--lazy', folder]));
  return folder;
}

function start(file: string) {
  const { fetch, accepted } = createInMemoryCloudMonitor();
  const state = { isDown: true };
  const client = createCloudMonitorClient({
    ...{ credentials: { accessKeyId: 'id', accessKeySecret: 'secret' }, baseUrl: 'http://cloudmonitor.test' },
    fetch: (url, init) => (state.isDown ? new Promise<never>(() => {}) : fetch(url, init)),
    timeoutMs: 200,
  });
  const spool = createSqliteSpool({ file });
  const reporter = createReporter(client, { spool, pace: false, onEvent: () => {} });
  return { reporter, spool, state, accepted };
}

/** Pushes until it fails. Returns the names of the events that were stored, and the error. */
async function fill({ push }: ReturnType<typeof start>['reporter']) {
  const stored: string[] = [];
  for (let index = 0; ; index++) {
    const name = `event ${index}`;
    try {
      await Promise.all(
        ['', ' again'].map((suffix) => push({ name: name + suffix, content: 'x'.repeat(3000) })),
      );
      stored.push(name, `${name} again`);
    } catch (error) {
      return { stored, error: error as Error };
    }
  }
}

it('rejects pushes as a whole when the disk is full, delivers the stored events, and then continues', async (context) => {
  const folder = smallDisk(context, 8);
  const file = join(folder, 'events.spool');
  const filler = join(folder, 'other.log');
  const { reporter, spool, state, accepted } = start(file);
  await reporter.push({ name: 'first', content: 'c' });
  writeFileSync(filler, Buffer.alloc(2 * 1024 * 1024));
  const { stored, error } = await fill(reporter);
  expect(error).toMatchObject({
    code: 'disk-full',
    message: `the disk of ${file} is full, and nothing was stored: free space on it, then push again`,
  });
  expect((await spool.stats()).items).toBe(stored.length + 1);
  state.isDown = false;
  expect(await reporter.flush()).toMatchObject({ delivered: stored.length + 1, drops: { 'not-stored': 2 } });
  expect(new Set(accepted.map(({ name }) => name))).toEqual(new Set(['first', ...stored]));
  expect(await spool.stats()).toMatchObject({ items: 0, bytes: 0 });
  rmSync(filler);
  await reporter.push({ name: 'last', content: 'c' });
  await reporter.close();
  expect(accepted.at(-1)?.name).toBe('last');
});

it('rejects a push when there is no space for a new file', async (context) => {
  const folder = smallDisk(context, 1);
  const filler = join(folder, 'other.log');
  writeFileSync(filler, Buffer.alloc(1024 * 1024));
  const { reporter, state, accepted } = start(join(folder, 'events.spool'));
  await expect(reporter.push({ name: 'a', content: 'c' })).rejects.toMatchObject({ code: 'disk-full' });
  execFileSync('mount', ['-o', 'remount,size=8m', folder]);
  state.isDown = false;
  await reporter.push({ name: 'b', content: 'c' });
  await reporter.close();
  expect(accepted.map(({ name }) => name)).toEqual(['b']);
});

/** Pushes as a user to whom permissions apply. Returns the failure. */
async function pushAsUser(file: string, context: TestContext) {
  if (process.platform === 'win32') context.skip('Windows has different permissions');
  const pusher = startPusher({ file, url: 'http://127.0.0.1:1' }, { asNobody: isRoot });
  pusher.send('a');
  return pusher.nextOf('failed').catch(() => context.skip('another user cannot run this program'));
}

it('names a folder in which this user cannot create files', async (context) => {
  const file = fileInFolder();
  chmodSync(dirname(file), 0o555);
  onTestFinished(() => chmodSync(dirname(file), 0o755));
  expect(await pushAsUser(file, context)).toMatchObject({
    code: 'not-writable',
    message: `${file} cannot be opened (EACCES): let this user write to the file and its folder`,
  });
  expect(existsSync(file)).toBe(false);
});

it('names a file that this user cannot write', async (context) => {
  const folder = join(dirname(fileInFolder()), 'shared');
  const file = join(folder, 'events.spool');
  chmodSync(dirname(folder), 0o755);
  mkdirSync(folder);
  chmodSync(folder, 0o777);
  writeFileSync(file, '');
  chmodSync(file, 0o444);
  expect(await pushAsUser(file, context)).toMatchObject({
    code: 'not-writable',
    message: `${file} cannot be written: let this user write to the file and its folder`,
  });
});
