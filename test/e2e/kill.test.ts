import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

const bin = join(import.meta.dirname, '../../packages/cli/src/bin.ts');
const KILLS = 5;

/** Starts the server on a store, in a separate process. */
async function serve(store: string): Promise<{ child: ChildProcess; url: string }> {
  const config = ['--port', '0', '--json', '--store', store];
  const child = spawn(process.execPath, [bin, 'serve', ...config], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let text = '';
  for await (const chunk of child.stdout ?? []) {
    text += chunk;
    if (text.includes('\n')) break;
  }
  return { child, url: JSON.parse(text).server };
}

/** Pushes until the server is gone. Returns the ids of the requests that got a response. */
async function pushUntilGone(url: string, onResponse: () => void): Promise<string[]> {
  const answered: string[] = [];
  const body = JSON.stringify({
    data_id: 1500102,
    access_token: 'dev-event-8d1e5b7340fa4a96',
    data: [{ target: 't', event_name: 'n', event: { content: 'c' } }],
  });
  const sender = async () => {
    for (;;) {
      const response = await fetch(`${url}/v2/push/`, { method: 'POST', body });
      answered.push(String(response.headers.get('x-pushspec-request-id')));
      await response.arrayBuffer();
      onResponse();
    }
  };
  await Promise.allSettled(Array.from({ length: 8 }, sender));
  return answered;
}

it('keeps every request that got a response before the server was killed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pushspec-kill-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const store = join(folder, 'store.db');
  const answered: string[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    const { child, url } = await serve(store);
    let responses = 0;
    // During the load, each time a little later.
    const killed = () => ++responses === 100 + 37 * kill && child.kill('SIGKILL');
    answered.push(...(await pushUntilGone(url, killed)));
  }
  const { url } = await serve(store);
  const lost: string[] = [];
  for (const id of answered) {
    if ((await fetch(`${url}/__admin/requests/${id}`)).status !== 200) lost.push(id);
  }
  expect(answered.length).toBeGreaterThan(KILLS * 100);
  expect(lost).toEqual([]);
});
