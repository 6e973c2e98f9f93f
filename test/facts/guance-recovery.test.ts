import { expect, it } from 'vitest';
import { guanceEvent, type RunningServer, runningServer, send } from './running-server.fixture.ts';

const disk = { host: 'web-001', device: '/data' };
const memory = { host: 'web-002' };

async function push({ url }: RunningServer, status: string, tags: object): Promise<string> {
  const sent = await send(url, guanceEvent({ status, dimension_tags: tags }));
  expect(sent.status).toBe(200);
  return String(sent.headers['x-pushspec-request-id']);
}

/** Sends an event and resets its connection before it is stored. */
async function lose(server: RunningServer, status: string, tags: object): Promise<void> {
  server.fail({ api: 'guance', kind: 'reset', when: 'before-commit' });
  await expect(send(server.url, guanceEvent({ status, dimension_tags: tags }))).rejects.toThrow();
}

async function unrecovered({ url }: RunningServer): Promise<{ faultId: string; requestId: string }[]> {
  const response = await fetch(`${url}/__admin/guance/unrecovered`);
  return ((await response.json()) as { unrecovered: { faultId: string; requestId: string }[] }).unrecovered;
}

it('keeps a fault open when the recovery was lost before it was stored', async () => {
  const server = await runningServer();
  await push(server, 'error', disk);
  const before = await unrecovered(server);
  await lose(server, 'ok', disk);
  expect(await unrecovered(server)).toEqual(before);
  expect(before).toHaveLength(1);
});

it('closes the same fault when the recovery is sent again', async () => {
  const server = await runningServer();
  await push(server, 'error', disk);
  const [fault] = await unrecovered(server);
  await lose(server, 'ok', disk);
  await push(server, 'ok', disk);
  expect((await server.requests()).at(-1)?.items[0]?.result).toMatchObject({
    df_fault_id: fault?.faultId,
    df_fault_status: 'ok',
  });
  expect(await unrecovered(server)).toEqual([]);
});

it('keeps the order of open faults when a recovery was lost', async () => {
  const server = await runningServer();
  const older = await push(server, 'error', disk);
  const newer = await push(server, 'error', memory);
  await lose(server, 'ok', disk);
  expect((await unrecovered(server)).map(({ requestId }) => requestId)).toEqual([newer, older]);
});

it('opens no fault with an alert that was lost before it was stored', async () => {
  const server = await runningServer();
  await lose(server, 'critical', disk);
  expect(await unrecovered(server)).toEqual([]);
});

it('names the last stored request of a fault when a later alert was lost', async () => {
  const server = await runningServer();
  const stored = await push(server, 'warning', disk);
  await lose(server, 'critical', disk);
  expect((await unrecovered(server)).map(({ requestId }) => requestId)).toEqual([stored]);
});

it('closes a fault with a recovery that was stored although its response was lost', async () => {
  const server = await runningServer();
  await push(server, 'error', disk);
  server.fail({ api: 'guance', kind: 'reset', when: 'after-commit' });
  await expect(send(server.url, guanceEvent({ status: 'ok', dimension_tags: disk }))).rejects.toThrow();
  expect(await unrecovered(server)).toEqual([]);
});
