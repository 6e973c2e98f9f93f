import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { guanceEvent, limits, type RunningServer, runningServer, send } from './running-server.fixture.ts';

const unlimited = { config: { guance: { rateLimits: 'off' as const } } };

function storeFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pushspec-facts-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'store.db');
}

async function counts({ url }: RunningServer): Promise<{ kept: number; dropped: number }> {
  const { kept, dropped } = (await (await fetch(`${url}/__admin/requests?limit=1`)).json()) as {
    kept: number;
    dropped: number;
  };
  return { kept, dropped };
}

/** Returns an event whose title has this number of bytes. */
const titled = (bytes: number) => guanceEvent({ status: 'ok', title: 'x'.repeat(bytes) });

it('keeps the newest records in memory when their bodies need more than 16 MiB', async () => {
  const server = await runningServer(unlimited);
  const bytes = 1_000_000;
  const fitting = Math.floor((16 * 1024 * 1024) / (bytes + 1000));
  for (let sent = 0; sent < fitting; sent++) await send(server.url, titled(bytes));
  expect(await counts(server)).toEqual({ kept: fitting, dropped: 0 });
  await send(server.url, titled(bytes));
  await send(server.url, guanceEvent({ status: 'error' }));
  const { kept, dropped } = await counts(server);
  expect(dropped).toBeGreaterThan(0);
  expect(kept + dropped).toBe(fitting + 2);
  const [newest] = await server.requests({ limit: 1 });
  expect(newest?.items[0]?.result).toMatchObject({ df_status: 'error' });
});

it('has room for as many records after a reset as at startup, and has dropped none', async () => {
  const server = await runningServer(unlimited);
  for (let sent = 0; sent < 18; sent++) await send(server.url, titled(1_000_000));
  expect((await counts(server)).dropped).toBeGreaterThan(0);
  await server.reset();
  for (let sent = 0; sent < 3; sent++) await send(server.url, titled(1_000_000));
  expect(await counts(server)).toEqual({ kept: 3, dropped: 0 });
});

it('shows a request from a file as it was received, even after a restart', async () => {
  const store = storeFile();
  const first = await runningServer({ store });
  const body = '{"event":{"status":"error","title":"磁盘 ⚠️ \\u0041"}}';
  const request = guanceEvent({});
  const sent = await send(first.url, { ...request, headers: { ...request.headers, 'x-trace': 't-1' }, body });
  await first.close();
  const second = await runningServer({ store });
  const shown = await fetch(`${second.url}/__admin/requests/${sent.headers['x-pushspec-request-id']}`);
  expect(await shown.json()).toMatchObject({
    request: { method: 'POST', headers: { 'x-trace': 't-1' }, body },
    answer: { status: 200, body: sent.text },
  });
});

it('replays the bytes of a body that is not UTF-8', async () => {
  const server = await runningServer();
  const response = await fetch(server.url + guanceEvent({}).path, {
    method: 'POST',
    headers: { 'content-type': limits.guance.mediaType },
    body: Uint8Array.of(0x7b, 0xff, 0xfe, 0x7d),
  });
  const id = response.headers.get('x-pushspec-request-id');
  const replay = await fetch(`${server.url}/__admin/requests/${id}/replay`, { method: 'POST' });
  expect(await replay.json()).toMatchObject({ verdict: { reasons: [{ code: 'invalid-utf8' }] } });
});

it('restores a Guance fault after a restart even if it began more than a page of events ago', async () => {
  const store = storeFile();
  const first = await runningServer({ store, ...unlimited });
  await send(first.url, guanceEvent({ status: 'error', dimension_tags: { host: 'old' } }));
  await send(first.url, guanceEvent({ status: 'error', dimension_tags: { host: 'closed' } }));
  await send(first.url, guanceEvent({ status: 'ok', dimension_tags: { host: 'closed' } }));
  for (let sent = 0; sent < 60; sent++) await send(first.url, guanceEvent({ status: 'info' }));
  await first.close();
  const second = await runningServer({ store });
  const response = await fetch(`${second.url}/__admin/guance/unrecovered`);
  expect(await response.json()).toMatchObject({ total: 1, unrecovered: [{ event: { host: 'old' } }] });
});

it('keeps only the beginning of a body over the limit', async () => {
  const server = await runningServer();
  const { maxBodyBytes } = limits.guance;
  const sent = await send(server.url, titled(2 * maxBodyBytes));
  const shown = await fetch(`${server.url}/__admin/requests/${sent.headers['x-pushspec-request-id']}`);
  const { request } = (await shown.json()) as { request: { body: string } };
  expect(sent.status).toBe(413);
  expect(request.body.length).toBeLessThanOrEqual(maxBodyBytes);
});
