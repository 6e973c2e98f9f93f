/** Checks that the clock of a server stays within the years that our date formats support. */
import { expect, it } from 'vitest';
import { admin, send, start, TAKEN } from './admin.fixture.ts';

const FIRST = Date.UTC(1970, 0, 1);
const LAST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
const NOW = Date.UTC(2026, 10, 21, 8, 30);

const clockOf = async (url: string) => (await admin(url, 'GET', '/clock')).json();

const TOO_FAR = [
  { advanceMs: LAST - NOW + 1 },
  { advanceMs: 1e15 },
  { advanceMs: 1e300 },
  { advanceMs: Number.MAX_VALUE },
  { advanceMs: -NOW - 1 },
  { advanceMs: -NOW - 0.5 },
  { advanceMs: -1e15 },
  { advanceMs: '1' },
  { advanceMs: null },
  { freeze: '1969-12-31T23:59:59.999Z' },
  { freeze: '0001-01-01T00:00:00Z' },
  { freeze: '9999-12-31T23:59:59.999-00:01' },
  { freeze: '+010000-01-01T00:00:00Z' },
  { freeze: 'tomorrow' },
  { freeze: false },
  { freeze: 0 },
  { freeze: '9999-12-31T23:59:59.999Z', advanceMs: 1 },
  { freeze: '1970-01-01T00:00:00.000Z', advanceMs: -1 },
  { resume: true, advanceMs: 1e15 },
  { resume: true, freeze: '2026-11-21T08:30:00Z', advanceMs: -1e15 },
];

it('rejects a change outside the years 1970 to 9999 and changes nothing', async () => {
  // The clock was moved and frozen, so that a `resume` would show.
  const { server, url } = await start({ clock: () => NOW - 5 });
  server.clock.freeze(NOW);
  for (const change of TOO_FAR) {
    const refused = await admin(url, 'PUT', '/clock', change);
    expect([refused.status, typeof refused.json().error], JSON.stringify(change)).toEqual([400, 'string']);
    expect(await clockOf(url), JSON.stringify(change)).toMatchObject({ nowMs: NOW, frozen: true });
  }
});

it.each([
  '2026-02-30T00:00:00Z',
  '2025-02-29T12:00:00+08:00',
  '2026-04-31t00:00:00z',
  '2026-06-30T23:59:60Z',
])('rejects %s, which does not exist', async (freeze) => {
  const { url } = await start({ clock: () => NOW });
  const refused = await admin(url, 'PUT', '/clock', { freeze });
  expect([refused.status, refused.json().error]).toEqual([
    400,
    '`freeze` is not a time that exists: send one such as 2026-11-21T08:30:00.000Z',
  ]);
  expect((await clockOf(url)).frozen).toBe(false);
});

it.each(['2024-02-29T00:00:00Z', '2026-11-21T23:30:00-08:00', '2026-01-01T00:00:00.5+14:00'])(
  'freezes at %s',
  async (freeze) => {
    const { url } = await start({ clock: () => NOW });
    expect((await admin(url, 'PUT', '/clock', { freeze })).json().nowMs).toBe(Date.parse(freeze));
  },
);

it('rejects a step past the limit, however many steps came before', async () => {
  const { url } = await start({ clock: () => NOW });
  const step = (LAST - NOW) / 4;
  const statuses = [];
  for (let count = 0; count < 6; count++)
    statuses.push((await admin(url, 'PUT', '/clock', { advanceMs: step })).status);
  expect(statuses).toEqual([200, 200, 200, 200, 400, 400]);
  expect((await clockOf(url)).now).toBe('9999-12-31T23:59:59.999Z');
});

it('accepts fractions of milliseconds', async () => {
  const { url } = await start({ clock: () => NOW });
  for (const advanceMs of [0.5, 0.25, -0.75, 0])
    expect((await admin(url, 'PUT', '/clock', { advanceMs })).status).toBe(200);
  expect((await clockOf(url)).nowMs).toBe(NOW);
});

it.each([FIRST, LAST])('serves every page when the clock is at %d', async (instant) => {
  const { server, url } = await start();
  server.clock.freeze(instant);
  for (const request of [...Object.values(TAKEN), { method: 'POST', path: '/event/custom/upload' }])
    expect((await send(url, request)).status).toBeLessThan(500);
  const pages = ['/requests', '/clock', '/health', '/guance/unrecovered', '/requests?text=web'];
  for (const page of pages) expect((await admin(url, 'GET', page)).status, page).toBe(200);
  const times = (await server.requests()).map(({ receivedAt }) => receivedAt);
  expect(new Set(times)).toEqual(new Set([new Date(instant).toISOString()]));
});

it('stops at the end of the year 9999', async () => {
  let nowMs = NOW;
  const { server, url } = await start({ clock: () => nowMs });
  server.clock.advance(LAST - NOW - 10);
  nowMs += 60_000;
  expect(await clockOf(url)).toMatchObject({ now: '9999-12-31T23:59:59.999Z', frozen: false });
  await send(url, TAKEN.guance);
  expect((await admin(url, 'GET', '/requests')).status).toBe(200);
  server.clock.advance(-1000);
  expect(server.clock.now()).toBe(LAST - 1000);
});

it('rejects the same in process and changes nothing', async () => {
  const { server } = await start({ clock: () => NOW });
  const { clock } = server;
  const given = (value: unknown) => value as number;
  for (const ms of [LAST + 1, -1, 1e17, Number.MAX_VALUE])
    expect(() => clock.freeze(ms), String(ms)).toThrow(RangeError);
  for (const ms of [LAST - NOW + 1, -NOW - 1, 1e17, -1e300])
    expect(() => clock.advance(ms), String(ms)).toThrow(RangeError);
  for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY, null, '5', new Date(0), {}, 5n]) {
    expect(() => clock.freeze(given(wrong)), String(wrong)).toThrow(TypeError);
    expect(() => clock.advance(given(wrong)), String(wrong)).toThrow(TypeError);
  }
  expect(() => clock.advance(given(undefined))).toThrow(TypeError);
  expect(clock.state()).toEqual({ nowMs: NOW, frozen: false });
});
