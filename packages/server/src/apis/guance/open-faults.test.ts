import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '@pushspec/contract';
import { expect, it, onTestFinished } from 'vitest';
import { createServer } from '../../index.ts';
import { acceptedRequest, NOW, send, startServer, type TestServer } from '../../server.fixture.ts';

const at = Math.floor(NOW / 1000);

/** Pushes an event, and returns the event that the monitor generates. */
async function push({ url, requests }: Pick<TestServer, 'url' | 'requests'>, event: JsonObject) {
  const response = await send(url, acceptedRequest('guance', JSON.stringify({ event })));
  expect(response.status).toBe(200);
  return (await requests()).at(-1)?.items[0]?.result as JsonObject;
}

async function unrecovered({ url }: { url: string }): Promise<JsonObject[]> {
  const response = await fetch(`${url}/__admin/guance/unrecovered`);
  expect(response.status).toBe(200);
  return ((await response.json()) as { unrecovered: JsonObject[] }).unrecovered;
}

const tags = { host: 'web-001', device: '/data' };

it('opens a fault, keeps it, and closes it with ok', async () => {
  const server = await startServer();
  const first = await push(server, { status: 'warning', dimension_tags: tags, date: at - 60 });
  const second = await push(server, { status: 'critical', dimension_tags: tags, date: at - 20 });
  const third = await push(server, { status: 'ok', dimension_tags: tags, date: at });
  expect([first, second, third].map((event) => event.df_fault_id)).toEqual(Array(3).fill(first.df_event_id));
  expect([first, second, third].map((event) => event.df_fault_status)).toEqual(['fault', 'fault', 'ok']);
  expect([first, second, third].map((event) => event.df_fault_duration)).toEqual([0, 40, 60]);
  expect(third.df_fault_start_time).toBe(at - 60);
  expect(await unrecovered(server)).toEqual([]);
});

it('lists the open faults with their latest events, latest first', async () => {
  const server = await startServer();
  await push(server, { status: 'error', dimension_tags: { host: 'a' }, date: at - 30 });
  const latest = await push(server, { status: 'fatal', dimension_tags: { host: 'b' }, date: at - 10 });
  const [b, a] = await unrecovered(server);
  expect(a).toMatchObject({
    startedAt: at - 30,
    durationSeconds: 30,
    event: { host: 'a', df_status: 'error' },
  });
  expect(b).toMatchObject({ faultId: latest.df_event_id, eventRef: latest.df_monitor_checker_event_ref });
});

it('lists the requested number of open faults, and the total', async () => {
  const server = await startServer();
  await push(server, { status: 'error', dimension_tags: { host: 'a' } });
  const latest = await push(server, { status: 'error', dimension_tags: { host: 'b' } });
  const response = await fetch(`${server.url}/__admin/guance/unrecovered?limit=1`);
  expect(await response.json()).toMatchObject({ unrecovered: [{ faultId: latest.df_event_id }], total: 2 });
});

it('identifies a fault by its tags in any order', async () => {
  const server = await startServer();
  const first = await push(server, { status: 'error', dimension_tags: { a: '1', b: 'x' } });
  const again = await push(server, { status: 'error', dimension_tags: { b: 'x', a: 1 } });
  const other = await push(server, { status: 'ok', dimension_tags: { a: '1', b: 'x', state: 'OK' } });
  expect(again.df_monitor_checker_event_ref).toBe(first.df_monitor_checker_event_ref);
  expect(other.df_monitor_checker_event_ref).not.toBe(first.df_monitor_checker_event_ref);
  expect(await unrecovered(server)).toHaveLength(1);
});

it('starts a new fault after one that was closed', async () => {
  const server = await startServer();
  const first = await push(server, { status: 'error' });
  await push(server, { status: 'ok' });
  const second = await push(server, { status: 'error' });
  expect(second.df_fault_id).toBe(second.df_event_id);
  expect(second.df_fault_id).not.toBe(first.df_fault_id);
});

it('neither opens nor closes a fault for info', async () => {
  const server = await startServer();
  expect(await push(server, { status: 'info' })).not.toHaveProperty('df_fault_id');
  const opening = await push(server, { status: 'error' });
  expect((await push(server, { status: 'info' })).df_fault_id).toBe(opening.df_event_id);
  expect(await unrecovered(server)).toHaveLength(1);
});

it('generates no event for a rejected or ignored push', async () => {
  const server = await startServer();
  await send(server.url, acceptedRequest('guance', '{"event":{"status":"bad"}}'));
  await send(server.url, {
    ...acceptedRequest('guance', '{"event":{"status":"error"}}'),
    path: '/api/v1/push-events/none/x',
  });
  expect((await server.requests()).flatMap(({ items }) => items.map(({ result }) => result))).toEqual([
    undefined,
    undefined,
  ]);
  expect(await unrecovered(server)).toEqual([]);
});

it('clears all faults on reset', async () => {
  const server = await startServer();
  await push(server, { status: 'error' });
  await server.reset();
  expect(await unrecovered(server)).toEqual([]);
});

it('restores open faults after a restart', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pushspec-faults-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const store = join(folder, 'store.db');
  const before = await createServer({ store, clock: () => NOW });
  const { url } = await before.listen({ port: 0 });
  const running = { ...before, url };
  const opening = await push(running, { status: 'error', dimension_tags: { host: 'a' } });
  await push(running, { status: 'error', dimension_tags: { host: 'b' } });
  await push(running, { status: 'ok', dimension_tags: { host: 'b' } });
  await before.close();

  const server = await startServer({ store });
  expect((await unrecovered(server)).map(({ faultId }) => faultId)).toEqual([opening.df_event_id]);
  const closing = await push(server, { status: 'ok', dimension_tags: { host: 'a' } });
  expect(closing.df_fault_id).toBe(opening.df_event_id);
  expect(await unrecovered(server)).toEqual([]);
});

it('keeps open faults after a change of the configuration', async () => {
  const server = await startServer();
  await push(server, { status: 'error' });
  await server.configure('guance', { requireApiKey: false });
  expect(await unrecovered(server)).toHaveLength(1);
});

it('generates two events for a push that is sent twice', async () => {
  const server = await startServer();
  const event = { status: 'error', title: 'disk full', dimension_tags: tags };
  const [first, second] = [await push(server, event), await push(server, event)];
  expect(second.df_event_id).not.toBe(first.df_event_id);
  expect(second.df_fault_id).toBe(first.df_fault_id);
});

it('opens no fault for a request whose connection is reset before the commit', async () => {
  const server = await startServer();
  server.fail({ api: 'guance', kind: 'reset', when: 'before-commit' });
  await expect(push(server, { status: 'error' })).rejects.toThrow();
  expect(await unrecovered(server)).toEqual([]);
  const second = await push(server, { status: 'error' });
  expect(second.df_fault_id).toBe(second.df_event_id);
});
