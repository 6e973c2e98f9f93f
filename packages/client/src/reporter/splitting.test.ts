import { wireReasons } from '@pushspec/contract/blueking';
import { wireReasons as cloudmonitorReasons, limits } from '@pushspec/contract/cloudmonitor';
import { renderMessage } from '@pushspec/contract/reasons';
import { expect, it } from 'vitest';
import type { SentRequest } from '../testing/in-memory-service.ts';
import { createReporter } from './index.ts';
import { accepted, refused, service } from './service.fixture.ts';

const point = (value: number) => ({ target: 'web-001', metrics: { cpu_load: value } });
const loadOf = (item: unknown) => (item as ReturnType<typeof point>).metrics.cpu_load;
const event = (content: string) => ({ name: 'n', content });

/** Rejects a whole batch that contains one of these values, as BlueKing does. */
const refusing =
  (message: string, ...bad: number[]) =>
  ({ items }: SentRequest) =>
    items.some((item) => bad.includes(loadOf(item))) ? refused.blueking(400, message)() : accepted.blueking();

async function pushAll(made: ReturnType<typeof service>, values: readonly number[]) {
  const reporter = createReporter(made.blueking, made.timing);
  for (const value of values) reporter.push(point(value));
  await made.time.until(reporter.flush());
  return made.ends.flatMap((outcome) => (outcome.end === 'rejected' ? [loadOf(outcome.event)] : []));
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

it.each([
  ['a reason about an item', wireReasons['metric-value'].message],
  ['words that the contract does not know', 'something is wrong somewhere'],
])('finds the one invalid event that causes %s and delivers the others', async (_what, message) => {
  const made = service(refusing(message, 37));
  expect(await pushAll(made, upTo(100))).toEqual([37]);
  expect(made.ends.filter(({ end }) => end === 'delivered')).toHaveLength(99);
});

it('loses no other events if the rejection of one cannot be parsed', async () => {
  const made = service(({ items }) =>
    items.some((item) => loadOf(item) === 2) ? new Response('<html>', { status: 400 }) : accepted.blueking(),
  );
  await pushAll(made, upTo(5));
  const ends = made.ends.map(({ end, event: item }) => [loadOf(item), end]);
  expect(Object.fromEntries(ends)).toEqual({
    0: 'delivered',
    1: 'delivered',
    2: 'dropped',
    3: 'delivered',
    4: 'delivered',
  });
});

it('finds several invalid events', async () => {
  const made = service(refusing('bad', 0, 50, 51, 99));
  expect((await pushAll(made, upTo(100))).sort((a, b) => a - b)).toEqual([0, 50, 51, 99]);
  expect(made.ends).toHaveLength(100);
});

it('needs few requests to find one invalid event among a thousand', async () => {
  const made = service(refusing('bad', 123));
  await pushAll(made, upTo(1000));
  // The whole, and two parts at each of ten levels.
  expect(made.requests.length).toBeLessThanOrEqual(21);
});

it('does not search for an invalid event if the token is wrong', async () => {
  const message = renderMessage(wireReasons['invalid-token'].message, { dataId: 1, accessToken: 'x' });
  const made = service(refused.blueking(401, message));
  expect(await pushAll(made, upTo(10))).toHaveLength(10);
  expect(made.requests).toHaveLength(1);
});

it('reports that an event was sent before a lost response, even when the batch is split', async () => {
  const first = () => new TypeError('fetch failed');
  const made = service(first, refusing('bad', 1));
  await pushAll(made, upTo(2));
  expect(made.ends).toMatchObject([
    { end: 'delivered', attempts: 3, mayBeDuplicate: true },
    { end: 'rejected' },
  ]);
});

it.each([
  ['the page of a gateway', () => new Response('<html>', { status: 413 })],
  ['BlueKing', refused.blueking(413, renderMessage(wireReasons['body-too-large'].message, { limit: 1 }))],
])('halves batches that are too large for %s, and rarely tries larger ones again', async (_what, answer) => {
  const made = service((request) => (request.bytes > 600 ? answer() : accepted.blueking()));
  const reporter = createReporter(made.blueking, made.timing);
  for (let round = 0; round < 30; round++) {
    for (const value of upTo(16)) reporter.push(point(value));
    await made.time.until(reporter.flush());
  }
  expect(made.ends).toMatchObject(Array(30 * 16).fill({ end: 'delivered', mayBeDuplicate: false }));
  expect(made.requests.filter(({ bytes }) => bytes > 600).length).toBeLessThanOrEqual(6);
});

it('sends fewer events per request if the service accepts fewer than the contract states', async () => {
  const message = renderMessage(cloudmonitorReasons['too-many-events'].message, { limit: 50 });
  const made = service(({ items }) =>
    items.length > 50 ? refused.cloudmonitor(400, message)() : accepted.cloudmonitor(),
  );
  const reporter = createReporter(made.cloudmonitor, made.timing);
  const { maxItems } = limits.uploadCustomEvents;
  for (const value of upTo(2 * maxItems)) reporter.push(event(String(value)));
  await made.time.until(reporter.close());
  expect(made.requests.map(({ items }) => items.length)).toEqual(
    expect.arrayContaining([maxItems, maxItems / 2]),
  );
  expect(made.ends.every(({ end }) => end === 'delivered')).toBe(true);
});

it('gives up on a single event that a gateway finds too large', async () => {
  const made = service(() => new Response('<html>', { status: 413 }));
  const reporter = createReporter(made.blueking, made.timing);
  reporter.push(point(1));
  await made.time.until(reporter.close());
  expect(made.ends).toMatchObject([{ end: 'dropped', cause: 'unexpected-response', error: { status: 413 } }]);
});
