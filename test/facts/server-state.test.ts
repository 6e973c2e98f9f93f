import type { Config } from '@pushspec/contract';
import { expect, it } from 'vitest';
import {
  cloudmonitorRequest,
  developmentKey,
  guanceEvent,
  limits,
  NOW,
  type Request,
  type RunningServer,
  runningServer,
  send,
} from './running-server.fixture.ts';

const ok = guanceEvent({ status: 'ok' });

async function reasonOf(server: RunningServer, request: Request): Promise<string | undefined> {
  await send(server.url, request);
  return (await server.requests()).at(-1)?.reasons[0]?.code;
}

it('restarts its counts after a reset', async () => {
  const [{ requests }] = limits.cloudmonitor.rateLimits;
  const { url, reset } = await runningServer();
  const statuses = async (count: number) => {
    const all = [];
    for (let sent = 0; sent < count; sent++) all.push((await send(url, cloudmonitorRequest())).status);
    return all;
  };
  expect((await statuses(requests + 1)).at(-1)).toBe(403);
  await reset();
  expect((await statuses(requests)).at(-1)).toBe(200);
});

it('clears requests, faults and its clock on a reset', async () => {
  const server = await runningServer();
  await send(server.url, ok);
  server.fail({ api: 'guance', reason: 'internal-error' });
  server.clock.freeze(0);
  await server.reset();
  expect(await server.requests()).toEqual([]);
  expect(server.clock.state()).toEqual({ nowMs: NOW, frozen: false });
  expect((await send(server.url, ok)).status).toBe(200);
});

it('restores its initial configuration after a reset', async () => {
  const server = await runningServer({ config: { guance: { monitors: [{ secret: 'own_secret' }] } } });
  const own = guanceEvent({ status: 'ok' }, { secret: 'own_secret' });
  await server.configure('guance', { monitors: [{ secret: 'other_secret' }] });
  expect(await reasonOf(server, own)).toBe('unknown-secret');
  await server.reset();
  expect(await reasonOf(server, own)).toBeUndefined();
});

it('keeps the settings that a change omits', async () => {
  const server = await runningServer({ config: { guance: { monitors: [{ secret: 'own_secret' }] } } });
  await server.configure('guance', { rateLimits: 'off' });
  expect(await reasonOf(server, guanceEvent({ status: 'ok' }, { secret: 'own_secret' }))).toBeUndefined();
  expect(await reasonOf(server, ok)).toBe('unknown-secret');
});

it('clears only the faults of the named vendor', async () => {
  const server = await runningServer();
  server.fail({ api: 'guance', reason: 'internal-error' });
  server.fail({ api: 'cloudmonitor', reason: 'internal-error' });
  await fetch(`${server.url}/__admin/faults?api=guance`, { method: 'DELETE' });
  expect((await send(server.url, ok)).status).toBe(200);
  expect((await send(server.url, cloudmonitorRequest())).status).toBe(500);
});

it('generates no event for a disabled monitor', async () => {
  const monitors = [{ secret: 'secret_of_disabled', enabled: false }];
  const server = await runningServer({ config: { guance: { monitors } } });
  const sent = guanceEvent({ status: 'error' }, { secret: 'secret_of_disabled' });
  expect(await reasonOf(server, sent)).toBe('monitor-disabled');
  expect((await server.requests())[0]).toMatchObject({ outcome: 'ignored', status: 200 });
});

it.each([
  ['the right one', ['own_key'], 'own_key', undefined],
  ['another one', ['own_key'], 'other_key', 'invalid-api-key'],
  ['an empty one', ['own_key'], '', 'invalid-api-key'],
  ['the beginning of the right one', ['own_key'], 'own', 'invalid-api-key'],
  ['any one where the workspace has none', [], 'other_key', undefined],
])('compares the API key of an event to Guance: %s', async (_what, apiKeys, sent, reason) => {
  const server = await runningServer({ config: { guance: { apiKeys } } });
  expect(await reasonOf(server, { ...ok, headers: { ...ok.headers, 'df-api-key': sent } })).toBe(reason);
});

const accounts: Config['cloudmonitor']['accounts'] = [
  {
    id: 'own',
    keys: [
      { accessKeyId: 'lasting', accessKeySecret: 'secret_lasting' },
      { accessKeyId: 'temporary', accessKeySecret: 'secret_temporary', securityToken: 'right-token' },
    ],
  },
  {
    id: 'without',
    authorized: false,
    keys: [{ accessKeyId: 'powerless', accessKeySecret: 'secret_powerless' }],
  },
];

it.each([
  ['temporary', 'right-token', undefined],
  ['temporary', 'wrong-token', 'security-token-mismatch'],
  ['temporary', undefined, 'security-token-missing'],
  ['lasting', undefined, undefined],
  ['lasting', 'right-token', 'security-token-mismatch'],
  ['powerless', undefined, 'unauthorized'],
])('compares the security token of a CloudMonitor key: %s with %s', async (id, securityToken, reason) => {
  const server = await runningServer({ config: { cloudmonitor: { accounts } } });
  const key = accounts.flatMap(({ keys }) => keys).find(({ accessKeyId }) => accessKeyId === id);
  const { securityToken: _, ...lasting } = key ?? developmentKey;
  const signing = { ...lasting, ...(securityToken !== undefined && { securityToken }) };
  expect(await reasonOf(server, cloudmonitorRequest({ key: signing }))).toBe(reason);
});
