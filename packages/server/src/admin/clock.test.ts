import { expect, it } from 'vitest';
import { acceptedRequest, NOW, send, signedRequest, startServer } from '../server.fixture.ts';
import { admin } from './admin.fixture.ts';

it('shows the clock', async () => {
  const { url } = await startServer();
  expect((await admin(url, 'GET /clock')).body).toEqual({
    now: '2026-11-21T08:30:00.000Z',
    nowMs: NOW,
    frozen: false,
  });
});

it('restores quota when the clock advances', async () => {
  const { url } = await startServer();
  const sent = async () => (await send(url, acceptedRequest('cloudmonitor'))).status;
  for (let count = 0; count < 20; count++) await sent();
  expect(await sent()).toBe(403);
  await admin(url, 'PUT /clock', { advanceMs: 1000 });
  expect(await sent()).toBe(200);
});

it('compares the Date header with the clock', async () => {
  const { url } = await startServer();
  await admin(url, 'PUT /clock', { freeze: '2017-10-23T06:51:11.000Z' });
  const request = (date: string) => signedRequest('[{"name":"n","content":"c"}]', { date });
  expect((await send(url, request('Mon, 23 Oct 2017 06:51:11 GMT'))).status).toBe(200);
  expect((await send(url, request(new Date(NOW).toUTCString()))).status).toBe(403);
});

it('starts a new count when the clock is set back', async () => {
  const { url } = await startServer();
  for (let count = 0; count < 20; count++) await send(url, acceptedRequest('cloudmonitor'));
  await admin(url, 'PUT /clock', { advanceMs: -60_000 });
  expect((await send(url, acceptedRequest('cloudmonitor'))).status).toBe(200);
});

it('follows the machine clock again after resume and reset', async () => {
  const { url } = await startServer();
  await admin(url, 'PUT /clock', { freeze: true, advanceMs: 5 });
  expect((await admin(url, 'PUT /clock', { resume: true })).body).toMatchObject({
    nowMs: NOW,
    frozen: false,
  });
  await admin(url, 'PUT /clock', { advanceMs: 5 });
  await admin(url, 'POST /reset');
  expect((await admin(url, 'GET /clock')).body).toMatchObject({ nowMs: NOW });
});

it('rejects an invalid clock change', async () => {
  const { url } = await startServer();
  for (const order of [{}, { freeze: 'tomorrow' }, { advance: 1 }, { advanceMs: 1e300 }])
    expect((await admin(url, 'PUT /clock', order)).status).toBe(400);
});

it.each(['tomorrow', '2026-11-21', '', false, 0, null, {}, ['2026-11-21T08:30:00Z']])(
  'describes the allowed values when `freeze` is %j',
  async (freeze) => {
    const { url } = await startServer();
    const { status, body } = await admin(url, 'PUT /clock', { freeze, advanceMs: 1 });
    expect([status, body.error]).toEqual([
      400,
      '`freeze` is not valid. Use `true` to freeze the clock at its current time, or a time such as `2026-11-21T08:30:00.000Z` to freeze it there.',
    ]);
    expect((await admin(url, 'GET /clock')).body).toMatchObject({ nowMs: NOW, frozen: false });
  },
);
