import { expect, it } from 'vitest';
import { bluekingReport, guanceEvent, runningServer, send } from './running-server.fixture.ts';

/** Sends this number of events to Guance. Returns the error code of each response, or '' for an accepted one. */
async function errorCodes(url: string, count: number): Promise<string[]> {
  const codes = [];
  for (let sent = 0; sent < count; sent++) {
    const { text } = await send(url, guanceEvent({ status: 'ok' }));
    codes.push((JSON.parse(text) as { errorCode: string }).errorCode);
  }
  return codes;
}

async function reasons(server: Awaited<ReturnType<typeof runningServer>>): Promise<string[]> {
  return (await server.requests()).map((verdict) => verdict.reasons[0]?.code ?? 'accepted');
}

it('counts every request for every fault, regardless of which fault applies', async () => {
  const server = await runningServer();
  server.fail({ api: 'guance', reason: 'internal-error', every: 2 });
  server.fail({ api: 'guance', reason: 'invalid-api-key', every: 3 });
  await errorCodes(server.url, 12);
  expect(await reasons(server)).toEqual([
    ...['accepted', 'internal-error', 'invalid-api-key', 'internal-error', 'accepted', 'internal-error'],
    ...['accepted', 'internal-error', 'invalid-api-key', 'internal-error', 'accepted', 'internal-error'],
  ]);
});

it('uses up only the fault that applies to the request', async () => {
  const server = await runningServer();
  server.fail({ api: 'guance', reason: 'internal-error', every: 2, times: 1 });
  server.fail({ api: 'guance', reason: 'invalid-api-key', every: 2, times: 1 });
  await errorCodes(server.url, 6);
  expect(await reasons(server)).toEqual([
    ...['accepted', 'internal-error', 'accepted', 'invalid-api-key', 'accepted', 'accepted'],
  ]);
});

it('starts counting for a fault when it is set', async () => {
  const server = await runningServer();
  server.fail({ api: 'guance', reason: 'internal-error', every: 3 });
  await errorCodes(server.url, 2);
  server.fail({ api: 'guance', reason: 'invalid-api-key', every: 2 });
  await errorCodes(server.url, 4);
  expect(await reasons(server)).toEqual([
    ...['accepted', 'accepted', 'internal-error', 'invalid-api-key', 'accepted', 'internal-error'],
  ]);
});

it('counts for delays and for failures at the same time', async () => {
  const delays: number[] = [];
  const server = await runningServer({ sleep: async (ms) => void delays.push(ms) });
  server.fail({ api: 'guance', kind: 'delay', delayMs: 20, every: 2 });
  server.fail({ api: 'guance', kind: 'delay', delayMs: 30, every: 3 });
  server.fail({ api: 'guance', reason: 'internal-error', every: 3 });
  await errorCodes(server.url, 6);
  expect(delays).toEqual([20, 30, 20, 20]);
  expect(await reasons(server)).toEqual([
    ...['accepted', 'accepted', 'internal-error', 'accepted', 'accepted', 'internal-error'],
  ]);
});

it('does not count requests to another vendor', async () => {
  const server = await runningServer();
  server.fail({ api: 'guance', reason: 'internal-error', every: 2 });
  server.fail({ api: 'blueking', reason: 'internal-error', every: 2 });
  const report = bluekingReport([{ metrics: { cpu_load: 1 }, target: 'web-001' }]);
  const statuses = [];
  for (const request of [guanceEvent({ status: 'ok' }), report, guanceEvent({ status: 'ok' }), report])
    statuses.push((await send(server.url, request)).status);
  expect(statuses).toEqual([200, 200, 500, 500]);
});

it('lists the remaining count of each fault', async () => {
  const server = await runningServer();
  server.fail({ api: 'guance', reason: 'internal-error', every: 2, times: 2 });
  server.fail({ api: 'guance', reason: 'invalid-api-key', every: 3 });
  await errorCodes(server.url, 2);
  const response = await fetch(`${server.url}/__admin/faults`);
  expect(await response.json()).toEqual({
    faults: [
      { kind: 'reason', api: 'guance', reason: 'internal-error', every: 2, times: 1 },
      { kind: 'reason', api: 'guance', reason: 'invalid-api-key', every: 3 },
    ],
  });
});
