import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it, onTestFinished } from 'vitest';
import { cloudmonitorRequest, guanceEvent, runningServer, send } from './running-server.fixture.ts';

const bin = join(import.meta.dirname, '../../packages/cli/src/bin.ts');

/** Starts a `tail` command, waits until it follows, and collects its lines. */
async function tail(url: string, ...filters: string[]) {
  const child = spawn(process.execPath, [bin, 'tail', '--url', url, '--json', ...filters]);
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  await new Promise<void>((resolve) => {
    child.stderr.on('data', (text) => String(text).includes('following') && resolve());
  });
  return async () => JSON.parse(String((await lines.next()).value)) as { id: string };
}

const withGroup = (groupId: unknown) =>
  cloudmonitorRequest({ body: JSON.stringify([{ name: 'disk-full', content: '97 %', groupId }]) });

it('prints only verdicts that match the full code and the outcome', async () => {
  const { url } = await runningServer();
  const byReason = await tail(url, '--reason', 'group-id');
  const byOutcome = await tail(url, '--outcome', 'ignored');
  // Accepted with the warning `group-id-string`.
  await send(url, withGroup('27147'));
  const refused = await send(url, withGroup('not a number'));
  const ignored = await send(url, guanceEvent({ status: 'ok' }, { secret: 'secret_of_nobody' }));
  expect((await byReason()).id).toBe(refused.headers['x-pushspec-request-id']);
  expect((await byOutcome()).id).toBe(ignored.headers['x-pushspec-request-id']);
});
