/** PostgreSQL on a file system without space. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openQueue, startSender } from '@pushspec/fleet';
import { migrate } from '@pushspec/fleet/setup';
import { createServer } from '@pushspec/server';
import { describe, expect, it, onTestFinished } from 'vitest';
import { acceptedItems, clients } from './fleet.fixture.ts';
import { startPostgres, whyNoPostgres } from './postgres.fixture.ts';

/** Mounts a small file system. @throws if this process is not allowed to */
function mountSmall(folder: string): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=160m', 'tmpfs', folder], { stdio: 'pipe' });
}

/** Returns why a small file system cannot be mounted here, or `undefined`. */
function whyNoSmallDisk(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return 'skipped: only root can mount a tmpfs, on Linux';
  const folder = mkdtempSync(join(tmpdir(), 'pushspec-mount-'));
  try {
    mountSmall(folder);
    execFileSync('umount', [folder], { stdio: 'pipe' });
    return undefined;
  } catch (error) {
    return `skipped: a tmpfs cannot be mounted here: ${(error as Error).message.split('\n').at(-2)}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const reason = whyNoPostgres() ?? whyNoSmallDisk();

describe.skipIf(reason !== undefined)(`PostgreSQL on a full disk${reason ? ` (${reason})` : ''}`, () => {
  it('rejects pushes with the reason, loses no acknowledged event, and continues when there is space', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pushspec-full-'));
    mountSmall(folder);
    chmodSync(folder, 0o777);
    onTestFinished(() => {
      execFileSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true, force: true });
    });
    const settings = { max_wal_size: '48MB', min_wal_size: '32MB', wal_keep_size: 0 };
    const postgres = await startPostgres({ folder, settings });
    onTestFinished(() => postgres.close());
    await migrate({ postgres: postgres.url });
    const server = await createServer({ logLevel: 'error', config: { cloudmonitor: { rateLimits: 'off' } } });
    onTestFinished(() => server.close());
    const { url: service } = await server.listen({ port: 0 });
    const queue = await openQueue({
      postgres: postgres.url,
      api: 'cloudmonitor',
      account: 'full',
      waitMs: 0,
    });
    onTestFinished(() => queue.close());

    const ballast = join(folder, 'ballast');
    const stored: string[] = [];
    const push = async (name: string) => {
      await queue.push({ name, content: 'x'.repeat(4_000) });
      stored.push(name);
    };
    for (let index = 0; index < 50; index++) await push(`before-${index}`);
    // Leaves a little, which the next events use up.
    writeFileSync(ballast, Buffer.alloc(freeBytes(folder) - 1024 * 1024));
    let failure: { code?: string; message?: string } | undefined;
    for (let index = 0; index < 20_000 && !failure; index++)
      await push(`during-${index}`).catch((error) => {
        failure = error;
      });
    // A full log stops the server. A full table only fails the statement.
    expect(failure?.code).toMatch(/^database-(full|unavailable)$/);
    rmSync(ballast);
    await postgres.stop('immediate');
    await postgres.start();
    await expect
      .poll(() =>
        push('after').then(
          () => 'stored',
          () => 'refused',
        ),
      )
      .toBe('stored');

    const database = { postgres, server, service };
    const sender = startSender((fetch) => clients.cloudmonitor(database, { fetch }), queue, {
      reporter: { pace: false },
    });
    onTestFinished(() => sender.close());
    const arrived = async () =>
      new Set((await acceptedItems(database, 'cloudmonitor')).map(({ name }) => String(name)));
    await expect.poll(async () => (await queue.stats()).oldestSeconds, { interval: 250 }).toBe(0);
    const names = await arrived();
    expect(stored.filter((name) => !names.has(name))).toEqual([]);
  });
});

const freeBytes = (folder: string) => {
  const [, line = ''] = execFileSync('df', ['-B1', '--output=avail', folder], { encoding: 'utf8' }).split(
    '\n',
  );
  return Number(line);
};
