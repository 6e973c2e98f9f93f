import { expect, it } from 'vitest';
import { acceptedRequest, send, startServer } from '../server.fixture.ts';
import { admin } from './admin.fixture.ts';

it('lists faults with what is left of them', async () => {
  const { url } = await startServer();
  await admin(url, 'POST /faults', { vendor: 'guance', reason: 'internal-error', times: 2 });
  await admin(url, 'POST /faults', { vendor: 'blueking', kind: 'garbage', every: 5 });
  await send(url, acceptedRequest('guance'));
  expect((await admin(url, 'GET /faults')).body.faults).toEqual([
    { kind: 'reason', vendor: 'guance', reason: 'internal-error', times: 1 },
    { kind: 'garbage', vendor: 'blueking', every: 5 },
  ]);
});

it('takes faults back, of one vendor or all', async () => {
  const { url } = await startServer();
  for (const vendor of ['guance', 'blueking', 'cloudmonitor'])
    await admin(url, 'POST /faults', { vendor, reason: 'internal-error' });
  await admin(url, 'DELETE /faults?vendor=guance');
  expect((await send(url, acceptedRequest('guance'))).status).toBe(200);
  expect((await admin(url, 'GET /faults')).body.faults).toHaveLength(2);
  await admin(url, 'DELETE /faults');
  expect((await admin(url, 'GET /faults')).body.faults).toEqual([]);
});

it('refuses what is no fault', async () => {
  const { url } = await startServer();
  for (const fault of [
    { vendor: 'guance' },
    { vendor: 'nobody', reason: 'internal-error' },
    { vendor: 'guance', reason: 'no-such-reason' },
    { vendor: 'guance', reason: 'toString' },
    { vendor: 'guance', kind: 'reset' },
    { vendor: 'guance', kind: 'delay', delayMs: -1 },
    { vendor: 'guance', kind: 'garbage', every: 0 },
    { vendor: 'guance', kind: 'truncated', reason: 'internal-error' },
  ])
    expect(await admin(url, 'POST /faults', fault)).toMatchObject({ status: 400 });
  expect((await admin(url, 'GET /faults')).body.faults).toEqual([]);
});
