import { expect, it } from 'vitest';
import { acceptedRequest, send, startServer } from '../server.fixture.ts';
import { admin } from './admin.fixture.ts';

it('lists faults with their remaining requests', async () => {
  const { url } = await startServer();
  await admin(url, 'POST /faults', { api: 'guance', reason: 'internal-error', times: 2 });
  await admin(url, 'POST /faults', { api: 'blueking', kind: 'garbage', every: 5 });
  await send(url, acceptedRequest('guance'));
  expect((await admin(url, 'GET /faults')).body.faults).toEqual([
    { kind: 'reason', api: 'guance', reason: 'internal-error', times: 1 },
    { kind: 'garbage', api: 'blueking', every: 5 },
  ]);
});

it('clears faults of one API or of all', async () => {
  const { url } = await startServer();
  for (const api of ['guance', 'blueking', 'cloudmonitor'])
    await admin(url, 'POST /faults', { api, reason: 'internal-error' });
  await admin(url, 'DELETE /faults?api=guance');
  expect((await send(url, acceptedRequest('guance'))).status).toBe(200);
  expect((await admin(url, 'GET /faults')).body.faults).toHaveLength(2);
  await admin(url, 'DELETE /faults');
  expect((await admin(url, 'GET /faults')).body.faults).toEqual([]);
});

it('rejects an invalid fault', async () => {
  const { url } = await startServer();
  for (const fault of [
    { api: 'guance' },
    { api: 'unknown', reason: 'internal-error' },
    { api: 'guance', reason: 'no-such-reason' },
    { api: 'guance', reason: 'toString' },
    { api: 'guance', kind: 'reset' },
    { api: 'guance', kind: 'delay', delayMs: -1 },
    { api: 'guance', kind: 'garbage', every: 0 },
    { api: 'guance', kind: 'truncated', reason: 'internal-error' },
  ])
    expect(await admin(url, 'POST /faults', fault)).toMatchObject({ status: 400 });
  expect((await admin(url, 'GET /faults')).body.faults).toEqual([]);
});
