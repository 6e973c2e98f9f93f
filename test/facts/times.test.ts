import { limits as contractLimits } from '@pushspec/contract/cloudmonitor';
import { expect, it } from 'vitest';
import { cloudmonitorRequest, guanceEvent, NOW, runningServer, send } from './running-server.fixture.ts';

/** An hour before the server's clock, to distinguish it from the default for unreadable times. */
const EARLIER = NOW - 3_600_000;

/** Seconds by which a `Date` may differ from the server's clock. */
const { clockSkewSeconds } = contractLimits.uploadCustomEvents;

async function resultOf(server: Awaited<ReturnType<typeof runningServer>>): Promise<unknown> {
  return (await server.requests()).at(-1)?.items[0]?.result;
}

it.each([
  'Sat, 21 Nov 2026 08:30:00 GMT',
  'Sat, 21 Nov 2026 16:30:00 +0800',
  'Sat, 21 Nov 2026 14:00:00 +0530',
  'Sat, 21 Nov 2026 14:15:00 +0545',
  'Sat, 21 Nov 2026 05:00:00 -0330',
  'Sat, 21 Nov 2026 00:00:00 -0830',
  'Sun, 22 Nov 2026 07:30:00 +2300',
])('parses the same time from the Date header: %s', async (date) => {
  const { url } = await runningServer({ config: { cloudmonitor: { clockSkewSeconds: 1 } } });
  expect((await send(url, cloudmonitorRequest({ date }))).status).toBe(200);
});

it.each([
  ['half an hour of the offset left out', 'Sat, 21 Nov 2026 13:30:00 +0530'],
  ['the offset subtracted the wrong way', 'Sat, 21 Nov 2026 03:00:00 +0530'],
  ['the offset ignored', 'Sat, 21 Nov 2026 08:30:00 +0530'],
])('rejects a Date with %s as too far from its clock', async (_what, date) => {
  const server = await runningServer();
  expect((await send(server.url, cloudmonitorRequest({ date }))).status).toBe(403);
  expect((await server.requests())[0]?.reasons[0]?.code).toBe('date-skewed');
});

it.each([
  ['behind', -1],
  ['ahead of', 1],
])('accepts a Date as far %s its clock as the contract allows, but not a second more', async (_, sign) => {
  const server = await runningServer();
  const at = (seconds: number) =>
    cloudmonitorRequest({ date: new Date(NOW + sign * seconds * 1000).toUTCString() });
  expect((await send(server.url, at(clockSkewSeconds))).status).toBe(200);
  expect((await send(server.url, at(clockSkewSeconds + 1))).status).toBe(403);
});

it.each([
  '20261121T073000.000+0000',
  '20261121T130000.000+0530',
  '20261121T131500.000+0545',
  '20261121T040000.000-0330',
])('parses the same time from a CloudMonitor event: %s', async (time) => {
  const server = await runningServer();
  const body = JSON.stringify([{ name: 'disk-full', content: '97 %', time }]);
  expect((await send(server.url, cloudmonitorRequest({ body }))).status).toBe(200);
  expect(await resultOf(server)).toMatchObject({ time: '2026-11-21T07:30:00.000Z', timestamp: EARLIER });
});

it.each([EARLIER, String(EARLIER)])(
  'reads 13 digits as milliseconds in the receiver profile: %o',
  async (time) => {
    const server = await runningServer({ profile: 'receiver' });
    await send(
      server.url,
      cloudmonitorRequest({ body: JSON.stringify([{ name: 'n', content: 'c', time }]) }),
    );
    expect(await resultOf(server)).toMatchObject({ time: '2026-11-21T07:30:00.000Z', timestamp: EARLIER });
  },
);

it('keeps the milliseconds of a CloudMonitor event', async () => {
  const server = await runningServer();
  const body = JSON.stringify([{ name: 'disk-full', content: '97 %', time: '20261121T140000.948+0530' }]);
  await send(server.url, cloudmonitorRequest({ body }));
  expect(await resultOf(server)).toMatchObject({ time: '2026-11-21T08:30:00.948Z' });
});

it("uses the server's clock for a CloudMonitor event without a time", async () => {
  const server = await runningServer();
  server.clock.freeze(NOW + 948);
  await send(server.url, cloudmonitorRequest());
  expect(await resultOf(server)).toMatchObject({ time: '2026-11-21T08:30:00.948Z' });
});

it('generates a Guance event whose `time` is its date in milliseconds', async () => {
  const server = await runningServer();
  const date = NOW / 1000 - 3600;
  await send(server.url, guanceEvent({ status: 'error', date }));
  expect(await resultOf(server)).toMatchObject({ date, timestamp: date, time: date * 1000 });
});

it("uses the server's clock, in seconds, for a Guance event without a date", async () => {
  const server = await runningServer();
  server.clock.freeze(NOW + 999);
  await send(server.url, guanceEvent({ status: 'error' }));
  const date = NOW / 1000;
  expect(await resultOf(server)).toMatchObject({ date, timestamp: date, time: NOW, create_time: NOW + 999 });
});

it('counts the duration of a Guance fault from the date of its first event', async () => {
  const server = await runningServer();
  const start = NOW / 1000 - 600;
  await send(server.url, guanceEvent({ status: 'error', date: start }));
  await send(server.url, guanceEvent({ status: 'ok', date: start + 90 }));
  expect(await resultOf(server)).toMatchObject({ df_fault_start_time: start, df_fault_duration: 90 });
});

it('reports no negative duration for a Guance fault that ends before it began', async () => {
  const server = await runningServer();
  const start = NOW / 1000;
  await send(server.url, guanceEvent({ status: 'error', date: start }));
  await send(server.url, guanceEvent({ status: 'ok', date: start - 90 }));
  expect(await resultOf(server)).toMatchObject({ df_fault_duration: 0 });
});
