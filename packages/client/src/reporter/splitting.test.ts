import { wireReasons } from '@pushspec/contract/blueking';
import { wireReasons as cloudmonitorReasons, limits } from '@pushspec/contract/cloudmonitor';
import { renderMessage } from '@pushspec/contract/reasons';
import { expect, it } from 'vitest';
import { createReporter } from './index.ts';
import { accepted, type Request, refused, service } from './service.fixture.ts';

const point = (value: number) => ({ target: 'web-001', metrics: { cpu_load: value } });
const loadOf = (item: unknown) => (item as ReturnType<typeof point>).metrics.cpu_load;
const event = (content: string) => ({ name: 'n', content });

/** Refuses whatever holds one of these values, as BlueKing does: as a whole. */
const refusing =
  (message: string, ...bad: number[]) =>
  ({ items }: Request) =>
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
])('finds the one bad event that %s is about, and delivers the others', async (_what, message) => {
  const made = service(refusing(message, 37));
  expect(await pushAll(made, upTo(100))).toEqual([37]);
  expect(made.ends.filter(({ end }) => end === 'delivered')).toHaveLength(99);
});

it('loses no other events to one whose refusal cannot be read', async () => {
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

it('finds several of them', async () => {
  const made = service(refusing('bad', 0, 50, 51, 99));
  expect(await pushAll(made, upTo(100))).toEqual([0, 50, 51, 99]);
  expect(made.ends).toHaveLength(100);
});

it('needs few requests for one bad event among a thousand', async () => {
  const made = service(refusing('bad', 123));
  await pushAll(made, upTo(1000));
  // The whole, and two parts at each of ten levels.
  expect(made.requests.length).toBeLessThanOrEqual(21);
});

it('looks for no bad event where the token is wrong', async () => {
  const message = renderMessage(wireReasons['invalid-token'].message, { dataId: 1, accessToken: 'x' });
  const made = service(refused.blueking(401, message));
  expect(await pushAll(made, upTo(10))).toHaveLength(10);
  expect(made.requests).toHaveLength(1);
});

it('says of an event that it was sent before a lost answer, also when the batch is taken apart', async () => {
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
])('halves what is too large for %s, and remembers it', async (_what, answer) => {
  const made = service((request) => (request.bytes > 600 ? answer() : accepted.blueking()));
  const reporter = createReporter(made.blueking, made.timing);
  for (const value of upTo(16)) reporter.push(point(value));
  await made.time.until(reporter.flush());
  const before = made.requests.length;
  for (const value of upTo(16)) reporter.push(point(value));
  await made.time.until(reporter.close());
  expect(made.ends).toMatchObject(Array(32).fill({ end: 'delivered', mayBeDuplicate: false }));
  expect(made.requests.slice(before).every(({ bytes }) => bytes <= 600)).toBe(true);
});

it('sends fewer events per request where the service takes fewer than the contract says', async () => {
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

it('gives up a single event that something before the service finds too large', async () => {
  const made = service(() => new Response('<html>', { status: 413 }));
  const reporter = createReporter(made.blueking, made.timing);
  reporter.push(point(1));
  await made.time.until(reporter.close());
  expect(made.ends).toMatchObject([{ end: 'dropped', cause: 'unexpected-answer', error: { status: 413 } }]);
});
