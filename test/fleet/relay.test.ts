/** Relays that keep events in PostgreSQL. */

import { migrate } from '@pushspec/fleet/setup';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accepted, startRelay, startVendor, unreachable } from '../../packages/relay/src/relay.fixture.ts';
import { type Postgres, startPostgres, whyNoPostgres } from './postgres.fixture.ts';

const why = whyNoPostgres();
let postgres: Postgres;

beforeAll(async () => {
  if (why !== undefined) return;
  postgres = await startPostgres();
  await migrate({ postgres: postgres.url });
});
afterAll(() => postgres?.close());

const deploy = { name: 'deploy', content: 'version 1.4' };
const json = { 'content-type': 'application/json' };
let accounts = 0;
const queueOf = () => ({ postgres: postgres.url, account: `account ${++accounts}` });
const test = it.skipIf(why !== undefined);

test(`delivers through PostgreSQL${why ? ` (${why})` : ''}`, async () => {
  const { vendor, target } = await startVendor();
  const { post, metric, get } = await startRelay({ api: 'cloudmonitor', target, queue: queueOf() });
  const content = '\u0000 \ud800 磁盘 97 %';
  expect(
    (await post('/event/custom/upload', JSON.stringify([deploy, { ...deploy, content }]), json)).status,
  ).toBe(200);
  expect((await accepted(vendor, 2)).map((event) => (event as typeof deploy).content).sort()).toEqual(
    [deploy.content, content].sort(),
  );
  await expect.poll(() => metric('delivered_events_total')).toBe(2);
  await expect.poll(() => get('/healthz')).toEqual({ status: 'ok', waiting: 0 });
});

test('two relays of one account share the queue, and the remaining one sends events that the other accepted', async () => {
  const queue = queueOf();
  const { vendor, target } = await startVendor();
  const first = await startRelay({ api: 'cloudmonitor', target, queue });
  const second = await startRelay({ api: 'cloudmonitor', target, queue });
  await first.postLines({ ...deploy, content: 'first' });
  await second.postLines({ ...deploy, content: 'second' });
  await accepted(vendor, 2);
  await second.postLines({ ...deploy, content: 'third' });
  await first.relay.close();
  await second.postLines({ ...deploy, content: 'fourth' });
  const contents = (await accepted(vendor, 4)).map((event) => (event as typeof deploy).content);
  expect(contents.sort()).toEqual(['first', 'fourth', 'second', 'third']);
});

test('lists events that the vendor refuses later, and sends them again', async () => {
  const { vendor, target } = await startVendor();
  const { post, get, metric } = await startRelay({ api: 'cloudmonitor', target, queue: queueOf() });
  vendor.fail({ api: 'cloudmonitor', kind: 'reason', reason: 'unauthorized' });
  await post('/event/custom/upload', JSON.stringify([deploy]), json);
  await expect
    .poll(() => get('/rejected'))
    .toMatchObject({
      count: 1,
      events: [{ end: 'rejected', reason: 'unauthorized', event: deploy }],
    });
  expect((await post('/rejected/retry', '{"ids":["1"]}', json)).body).toEqual({ retried: 0, left: 0 });
  const retries = await Promise.all(Array.from({ length: 5 }, () => post('/rejected/retry', '')));
  expect(retries.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  expect(retries.map(({ body }) => body.retried).sort()).toEqual([0, 0, 0, 0, 1]);
  await expect.poll(() => metric('retried_events_total')).toBe(1);
  await accepted(vendor, 1);
});

test('responds like the rate limit if too many events wait', async () => {
  const queue = { ...queueOf(), maxItems: 3 };
  const { post, get } = await startRelay({ api: 'cloudmonitor', target: await unreachable(), queue });
  const upload = (count: number) =>
    post('/event/custom/upload', JSON.stringify(Array.from({ length: count }, () => deploy)), json);
  expect((await upload(3)).status).toBe(200);
  expect((await upload(1)).status).toBe(403);
  expect(await get('/healthz')).toMatchObject({ status: 'ok' });
});

test('says what to do if there are no tables, or no database', async () => {
  const { target } = await startVendor();
  const queue = queueOf();
  await expect(
    startRelay({ api: 'cloudmonitor', target, queue: { ...queue, schema: 'other' } }),
  ).rejects.toThrow(/pushspec fleet migrate/);
  const away = { ...queue, postgres: 'postgres://owner@127.0.0.1:1/postgres' };
  await expect(startRelay({ api: 'cloudmonitor', target, queue: away })).rejects.toThrow(/127\.0\.0\.1:1/);
});
