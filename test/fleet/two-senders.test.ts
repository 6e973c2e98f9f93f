/** Follows the steps of the page "Crashes and fleets" with two senders, and checks that they print what it says. */
import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { developmentConfig } from '@pushspec/contract';
import { createServer } from '@pushspec/server';
import { expect, it, onTestFinished } from 'vitest';
import { pageInstallation } from '../samples/page-sample-run.ts';
import { startPgBouncer, whyNoPgBouncer } from './pgbouncer.fixture.ts';
import { startPostgres, whyNoPostgres } from './postgres.fixture.ts';

const samples = join(import.meta.dirname, '../../packages/docs/src/pages/topics/crashes-and-fleets/samples');

/** Prepares a folder with the samples, a database and the server that they use. */
async function prepare(isPooled: boolean) {
  const installed = pageInstallation();
  onTestFinished(() => rmSync(installed, { recursive: true, force: true }));
  const [postgres, server] = [await startPostgres(), await createServer()];
  onTestFinished(() => postgres.close());
  onTestFinished(() => server.close());
  const pool = isPooled ? await startPgBouncer(postgres) : undefined;
  if (pool) onTestFinished(() => pool.close());
  const { url } = await server.listen({ port: 0 });
  const folder = mkdtempSync(join(installed, 'steps-'));
  const sender = readFileSync(join(samples, 'sender.mjs'), 'utf8');
  writeFileSync(join(folder, 'sender.mjs'), sender.replace('http://127.0.0.1:4010', url));
  for (const file of ['producer.mjs', 'migrate.sh']) copyFileSync(join(samples, file), join(folder, file));
  const key = developmentConfig.cloudmonitor.accounts[0]?.keys[0];
  const env = {
    PATH: `${join(installed, 'bin')}:${process.env.PATH}`,
    DATABASE_URL: (pool ?? postgres).url,
    ALIBABA_CLOUD_ACCESS_KEY_ID: key?.accessKeyId,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: key?.accessKeySecret,
  };
  const start = (program: string, file: string) => {
    const child = spawn(program, [file], { cwd: folder, env });
    onTestFinished(() => void child.kill('SIGKILL'));
    const lines: string[] = [];
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => lines.push(...String(chunk).trimEnd().split('\n')));
    return { child, lines };
  };
  const run = async (program: string, file: string) => {
    const { child, lines } = start(program, file);
    return { code: await ended(child), lines };
  };
  return { start, run, startSender: () => start(process.execPath, 'sender.mjs') };
}

const ended = (child: ChildProcess) => new Promise((resolve) => child.once('close', resolve));

it.for([
  { connected: 'on PostgreSQL', isPooled: false, why: whyNoPostgres() },
  { connected: 'through PgBouncer in transaction mode', isPooled: true, why: whyNoPgBouncer() },
])('two senders work as the page says, $connected', async ({ isPooled, why }, context) => {
  context.skip(why !== undefined, why);
  const { run, startSender } = await prepare(isPooled);
  expect((await run('sh', 'migrate.sh')).code).toBe(0);
  const first = startSender();
  await expect.poll(() => first.lines).toEqual(['sending first']);
  const second = startSender();
  const push = () => run(process.execPath, 'producer.mjs');
  expect(await push()).toEqual({ code: 0, lines: ['stored'] });
  const delivered = 'delivered version 1.4 { mayBeDuplicate: false }';
  await expect.poll(() => first.lines).toEqual(['sending first', delivered]);
  expect(second.lines).toEqual([]);

  first.child.kill('SIGINT');
  expect(await ended(first.child)).toBe(0);
  await expect.poll(() => second.lines).toEqual(['sending handover']);
  await push();
  await expect.poll(() => second.lines).toEqual(['sending handover', delivered]);

  const third = startSender();
  second.child.kill('SIGKILL');
  await push();
  await expect.poll(() => third.lines).toEqual(['sending takeover', delivered]);
});
