/** Processes that share a file and are killed. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createReporter } from '@pushspec/client/reporter';
import { createInMemoryCloudMonitor } from '@pushspec/client/testing';
import { expect, it, onTestFinished } from 'vitest';
import { fileInFolder } from './folder.fixture.ts';
import { createSqliteSpool } from './index.ts';
import { startPusher } from './process.fixture.ts';

/** Starts a service that records the names of events, and that can stop responding. */
async function startService() {
  const { fetch } = createInMemoryCloudMonitor();
  const names: string[] = [];
  let isHanging = false;
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    names.push(...JSON.parse(String(body)).map((event: { name: string }) => event.name));
    if (isHanging) return;
    const init = {
      method: 'POST',
      headers: {},
      signal: new AbortController().signal,
      redirect: 'manual',
    } as const;
    const accepted = await fetch('http://cloudmonitor.test/event/custom/upload', {
      ...init,
      body: new Uint8Array(body),
    });
    response.writeHead(accepted.status, { 'Content-Type': 'application/json' });
    response.end(await accepted.text());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    names,
    hang: (hangs: boolean) => {
      isHanging = hangs;
    },
  };
}

/** Returns the number of events in a file. */
function itemsIn(file: string): unknown {
  const database = new DatabaseSync(file, { readOnly: true });
  const row = database.prepare('SELECT items FROM totals').get();
  database.close();
  return row?.items;
}

it('sends the events of two processes from one of them, and from the other once the first is killed', async () => {
  const { url, names } = await startService();
  const file = fileInFolder();
  const first = startPusher({ file, url });
  first.send('a');
  expect(await first.nextOf('spool')).toMatchObject({ change: 'sender' });
  expect(await first.nextOf('ended')).toMatchObject({ name: 'a', end: 'delivered' });
  const second = startPusher({ file, url });
  second.send('b');
  expect(await second.next()).toEqual({ type: 'stored', name: 'b' });
  expect(await first.nextOf('ended')).toMatchObject({ name: 'b', end: 'delivered' });
  // The hook is called before the event is removed.
  await expect.poll(() => itemsIn(file), { timeout: 60_000 }).toBe(0);
  first.child.kill('SIGKILL');
  expect(await second.next()).toEqual({ type: 'spool', change: 'sender' });
  second.send('c');
  expect(await second.nextOf('ended')).toMatchObject({ name: 'c', end: 'delivered', mayBeDuplicate: false });
  expect(names).toEqual(['a', 'b', 'c']);
});

it('delivers the stored events of a killed process, and marks those that it may have delivered', async () => {
  const { url, names, hang } = await startService();
  const file = fileInFolder();
  hang(true);
  const first = startPusher({ file, url });
  first.send('in flight');
  await first.nextOf('stored');
  await expect.poll(() => names, { timeout: 60_000 }).toEqual(['in flight']);
  first.child.kill('SIGKILL');
  hang(false);
  const second = startPusher({ file, url });
  expect(await second.nextOf('ended')).toEqual({
    ...{ type: 'ended', name: 'in flight', end: 'delivered', mayBeDuplicate: true },
  });
  expect(names).toEqual(['in flight', 'in flight']);
});

it('does not let a process end before its last push is stored, and does not keep it alive', async () => {
  const file = fileInFolder();
  const code = `
    import { createCloudMonitorClient } from '@pushspec/client/cloudmonitor';
    import { createReporter } from '@pushspec/client/reporter';
    import { createSqliteSpool } from '@pushspec/spool-sqlite';
    const credentials = { accessKeyId: 'id', accessKeySecret: 'secret' };
    const client = createCloudMonitorClient({ credentials, baseUrl: 'http://127.0.0.1:1' });
    const spool = createSqliteSpool({ file: ${JSON.stringify(file)} });
    createReporter(client, { spool, batch: { maxWaitMs: 60_000 } }).push({ name: 'last', content: 'c' });
  `;
  const root = join(import.meta.dirname, '../../..');
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { cwd: root, stdio: 'inherit' });
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(itemsIn(file)).toBe(1);
});

it('lets two reporters of one process share a file', async () => {
  const cloudmonitor = createInMemoryCloudMonitor();
  const file = fileInFolder();
  const start = () =>
    createReporter(cloudmonitor.client, { spool: createSqliteSpool({ file }), batch: { maxWaitMs: 5 } });
  const [one, other] = [start(), start()];
  await Promise.all([one.push({ name: 'a', content: 'c' }), other.push({ name: 'b', content: 'c' })]);
  await expect.poll(() => cloudmonitor.accepted.length, { timeout: 60_000 }).toBe(2);
  await Promise.all([one.close(), other.close()]);
});
