import { expect, it } from 'vitest';
import {
  bluekingReport,
  cloudmonitorRequest,
  guanceEvent,
  limits,
  type Request,
  runningServer,
  send,
} from './running-server.fixture.ts';

const monitors = [
  { secret: 'secret_one', subUri: 'disk' },
  { secret: 'secret_two', subUri: 'memory' },
];

const ofWorkspace = limits.guance.rateLimits.find(({ scope }) => scope === 'workspace');
const ofApiKey = limits.guance.rateLimits.find(({ scope }) => scope === 'api-key');
const [ofAccount] = limits.cloudmonitor.rateLimits;
const [ofDataId] = limits.blueking.rateLimits;
/** A limit of two requests that replaces the contract's limit. */
const two = ({ scope, reason } = { scope: '', reason: '' }) => ({
  rateLimits: [{ requests: 2, windowSeconds: 60, scope, algorithm: 'fixed' as const, reason }],
});

const point = { metrics: { cpu_load: 1 }, target: 'web-001' };

/** Sends the requests in sequence, and returns whether each was accepted. */
async function isAccepted(url: string, ...requests: Request[]): Promise<boolean[]> {
  const accepted = [];
  for (const request of requests) accepted.push((await send(url, request)).status === 200);
  return accepted;
}

it('counts the events of all monitors of a Guance workspace together', async () => {
  const { url } = await runningServer({ config: { guance: { monitors, ...two(ofWorkspace) } } });
  const [disk, memory] = monitors.map((monitor) => guanceEvent({ status: 'ok' }, monitor)) as [
    Request,
    Request,
  ];
  expect(await isAccepted(url, disk, memory, disk, memory)).toEqual([true, true, false, false]);
});

it('counts the events of all senders to a Guance workspace together, for any address a proxy names', async () => {
  const { url } = await runningServer({ config: { guance: two(ofWorkspace) } });
  const from = (address: string) => {
    const request = guanceEvent({ status: 'ok' });
    return { ...request, headers: { ...request.headers, 'x-forwarded-for': address } };
  };
  const accepted = await isAccepted(url, from('192.0.2.1'), from('192.0.2.2'), from('192.0.2.3'));
  expect(accepted).toEqual([true, true, false]);
});

it('counts the events of a Guance workspace together, for any API key', async () => {
  const config = { guance: { apiKeys: ['key_one', 'key_two'], ...two(ofWorkspace) } };
  const { url } = await runningServer({ config });
  const request = guanceEvent({ status: 'ok' });
  const withKey = (key: string) => ({ ...request, headers: { ...request.headers, 'df-api-key': key } });
  expect(await isAccepted(url, withKey('key_one'), withKey('key_two'), request)).toEqual([true, true, false]);
});

it('accepts exactly as many events in a Guance workspace as the contract states', async () => {
  const { url } = await runningServer({ config: { guance: { monitors } } });
  const requests = Array.from({ length: (ofWorkspace?.requests ?? 0) + 1 }, (_, index) =>
    guanceEvent({ status: 'ok' }, monitors[index % 2]),
  );
  const accepted = await isAccepted(url, ...requests);
  expect(accepted.indexOf(false)).toBe(ofWorkspace?.requests);
});

it('counts the events of each Guance API key separately, and ignores those without a key', async () => {
  const config = { guance: { apiKeys: ['key_one', 'key_two'], ...two(ofApiKey) } };
  const { url } = await runningServer({ config });
  const request = guanceEvent({ status: 'ok' });
  const withKey = (key: string) => ({ ...request, headers: { ...request.headers, 'df-api-key': key } });
  const [one, other] = [withKey('key_one'), withKey('key_two')];
  const accepted = await isAccepted(url, one, one, one, other, other, other, request, request, request);
  expect(accepted).toEqual([true, true, false, true, true, false, true, true, true]);
});

it('counts the requests of two keys of one CloudMonitor account together, and those of another account separately', async () => {
  const [first, second, foreign] = ['first', 'second', 'foreign'].map((name) => ({
    accessKeyId: `id_${name}`,
    accessKeySecret: `secret_${name}`,
  })) as [Key, Key, Key];
  const accounts = [
    { id: 'own', keys: [first, second] },
    { id: 'another', keys: [foreign] },
  ];
  const { url } = await runningServer({ config: { cloudmonitor: { accounts, ...two(ofAccount) } } });
  const [one, other, apart] = [first, second, foreign].map((key) => cloudmonitorRequest({ key })) as [
    Request,
    Request,
    Request,
  ];
  expect(await isAccepted(url, one, other, one, other, apart)).toEqual([true, true, false, false, true]);
});

it('counts the reports of each BlueKing data id separately', async () => {
  const dataIds = [1500101, 1500103].map((dataId) => ({
    dataId,
    accessToken: `token_${dataId}`,
    kind: 'metric' as const,
  }));
  const { url } = await runningServer({ config: { blueking: { dataIds, ...two(ofDataId) } } });
  const [one, other] = dataIds.map((dataId) => bluekingReport([point], dataId)) as [Request, Request];
  expect(await isAccepted(url, one, one, one, other, other, other)).toEqual([
    ...[true, true, false],
    ...[true, true, false],
  ]);
});

interface Key {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
}
