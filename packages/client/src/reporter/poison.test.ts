/** Events that make the service fail (5xx), and outages, in which everything fails. */
import { wireReasons } from '@pushspec/contract/cloudmonitor';
import { expect, it } from 'vitest';
import type { SentRequest } from '../testing/in-memory-service.ts';
import { createReporter, type ReporterOptions } from './index.ts';
import { accepted, refused, service } from './service.fixture.ts';

const SECOND = 1000;
const event = (content: string) => ({ name: 'n', content });
const contentOf = (item: unknown) => (item as { content: string }).content;
const point = (value: number) => ({ target: 't', metrics: { n: value } });
const failing = refused.cloudmonitor(500, wireReasons['internal-error'].message);
const page = () => new Response('<html>', { status: 502 });

/** A service that fails every request that contains one of these events. Each request takes 20 ms. */
function poisoned(poison: readonly number[], answer: () => Response = failing) {
  const names = new Set(poison.map(String));
  const made: ReturnType<typeof service> = service(async ({ items }: SentRequest) => {
    await made.time.sleep(20);
    return items.some((item) => names.has(contentOf(item))) ? answer() : accepted.cloudmonitor();
  });
  return made;
}

async function play(made: ReturnType<typeof service>, count: number, options: ReporterOptions = {}) {
  const reporter = createReporter(made.cloudmonitor, { ...made.timing, ...(options as object) });
  const start = made.time.now();
  for (let index = 0; index < count; index++) reporter.push(event(String(index)));
  await made.time.until(reporter.flush());
  const dropped = made.ends.filter(({ end }) => end === 'dropped');
  const numbers = dropped.map(({ event: item }) => Number(contentOf(item))).sort((a, b) => a - b);
  return { reporter, numbers, tookMs: made.time.now() - start };
}

it.each([
  ['one in each of the first four batches', [17, 117, 217, 317]],
  ['one in each batch', Array.from({ length: 10 }, (_, index) => index * 100 + 50)],
  ['four in the first batch', [3, 42, 77, 99]],
  ['two next to each other', [0, 1]],
  ['two next to each other at the very end', [998, 999]],
  ['eight next to each other', [200, 201, 202, 203, 204, 205, 206, 207]],
  ['the first and the last', [0, 999]],
  ['one', [500]],
])('drops only the events that make the service fail, within 30 s: %s', async (_what, poison) => {
  const made = poisoned(poison);
  const { reporter, numbers, tookMs } = await play(made, 1000);
  expect(numbers).toEqual(poison);
  expect(reporter.ledger()).toMatchObject({
    delivered: 1000 - poison.length,
    drops: { 'gave-up': poison.length },
  });
  expect(tookMs).toBeLessThanOrEqual(30 * SECOND);
});

it('does the same for gateway error pages and for one request at a time', async () => {
  const made = poisoned([17, 117, 217, 317], page);
  const { numbers, tookMs } = await play(made, 1000, { concurrency: 1 });
  expect(numbers).toEqual([17, 117, 217, 317]);
  expect(tookMs).toBeLessThanOrEqual(60 * SECOND);
});

it('finds them if every batch contains one', async () => {
  const made = poisoned([5, 105, 205, 305]);
  const { numbers, tookMs } = await play(made, 400);
  expect(numbers).toEqual([5, 105, 205, 305]);
  expect(tookMs).toBeLessThanOrEqual(30 * SECOND);
});

it('finds one among the events of a single batch', async () => {
  const { numbers, tookMs } = await play(poisoned([7]), 50);
  expect(numbers).toEqual([7]);
  expect(tookMs).toBeLessThanOrEqual(30 * SECOND);
});

it('delivers the valid events while the others wait', async () => {
  const made = poisoned([17, 117, 217, 317]);
  const reporter = createReporter(made.cloudmonitor, made.timing);
  for (let index = 0; index < 1000; index++) reporter.push(event(String(index)));
  reporter.flush();
  await made.time.advance(3 * SECOND);
  expect(reporter.ledger().delivered).toBeGreaterThanOrEqual(600);
});

it('drops a single event after three failures, while others succeed in between', async () => {
  const made = poisoned([3]);
  const reporter = createReporter(made.cloudmonitor, { ...made.timing, batch: { maxItems: 1 } });
  for (let round = 0; round < 20; round++) {
    for (let index = 0; index < 5; index++)
      reporter.push(event(String(index === 3 && round === 0 ? 3 : 10 + index)));
    await made.time.advance(SECOND);
  }
  expect(made.ends.filter(({ end }) => end === 'dropped')).toMatchObject([
    { cause: 'gave-up', error: { status: 500 } },
  ]);
  expect(made.requests.filter(({ text }) => text === JSON.stringify([event('3')]))).toHaveLength(3);
});

it.each([
  ['errors of the service', failing],
  ['pages of a gateway', page],
  ['pages that say nothing', () => new Response('', { status: 500 })],
])('loses no events in a one-minute outage, and does not split batches for it: %s', async (_what, answer) => {
  const made: ReturnType<typeof service> = service(async ({ at }: SentRequest) => {
    await made.time.sleep(20);
    const sinceMs = at - start;
    return sinceMs >= SECOND && sinceMs < 61 * SECOND ? answer() : accepted.cloudmonitor();
  });
  const start = made.time.now();
  const reporter = createReporter(made.cloudmonitor, made.timing);
  for (let second = 0; second < 70; second++) {
    for (let index = 0; index < 30; index++) reporter.push(event(String(index)));
    await made.time.advance(SECOND);
  }
  expect(await made.time.until(reporter.close())).toMatchObject({ delivered: 2100, dropped: 0 });
  // Two splits at most, of which one is a probe.
  expect(made.requests.filter(({ items }) => items.length < 15).length).toBeLessThanOrEqual(4);
});

it('loses only poison events if an outage begins during the search', async () => {
  for (let offset = 0; offset < 16; offset++) {
    const made: ReturnType<typeof service> = service(async ({ items, at }: SentRequest) => {
      await made.time.sleep(20);
      const sinceMs = at - start;
      const isDown = sinceMs >= offset * 500 && sinceMs < offset * 500 + 60 * SECOND;
      const isPoisoned = items.some((item) => ['17', '117'].includes(contentOf(item)));
      return isDown || isPoisoned ? failing() : accepted.cloudmonitor();
    });
    const start = made.time.now();
    const reporter = createReporter(made.cloudmonitor, made.timing);
    for (let index = 0; index < 1000; index++) {
      reporter.push(event(String(index)));
      if (index % 10 === 0) await made.time.advance(100);
    }
    await made.time.until(reporter.flush());
    const dropped = made.ends
      .filter(({ end }) => end === 'dropped')
      .map(({ event: item }) => contentOf(item));
    expect({ offset, dropped: dropped.sort() }).toEqual({ offset, dropped: ['117', '17'] });
  }
});

it('loses no events if a third of all requests fail', async () => {
  let state = 1;
  const chance = () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
  const made: ReturnType<typeof service> = service(async () => {
    await made.time.sleep(20);
    return chance() < 1 / 3 ? failing() : accepted.cloudmonitor();
  });
  const { reporter } = await play(made, 3000);
  expect(reporter.ledger()).toMatchObject({ delivered: 3000, dropped: 0 });
});

it('rarely sends new batches in an outage while others wait for a retry', async () => {
  const made = service(failing);
  const reporter = createReporter(made.cloudmonitor, made.timing);
  for (let index = 0; index < 5000; index++) reporter.push(event(String(index)));
  await made.time.advance(60 * SECOND);
  const tried = new Set(made.requests.map(({ items }) => contentOf(items[0])));
  expect(tried.size).toBeLessThanOrEqual(16);
});

it('keeps Guance events in order and delays only related events', async () => {
  const title = (item: unknown) => (item as { event: { title: string } }).event.title;
  const made = service(({ items: [item], at }) =>
    title(item) === 'disk alert' && at - start < 60 * SECOND
      ? refused.guance(500, 'x', 'x')()
      : accepted.guance(),
  );
  const start = made.time.now();
  const reporter = createReporter(made.guance, made.timing);
  const disk = { host: 'a', service: 'disk' };
  reporter.push({ status: 'error', title: 'disk alert', dimension_tags: disk });
  reporter.push({ status: 'ok', title: 'disk fine', dimension_tags: { service: 'disk', host: 'a' } });
  reporter.push({ status: 'error', title: 'disk alert 2', dimension_tags: disk });
  reporter.push({ status: 'error', title: 'cpu alert', dimension_tags: { host: 'a', service: 'cpu' } });
  reporter.flush();
  await made.time.advance(30 * SECOND);
  expect(made.ends.map(({ event: item }) => (item as { title: string }).title)).toEqual(['cpu alert']);
  expect(await made.time.until(reporter.flush())).toMatchObject({ delivered: 4 });
  const delivered = made.ends.map(({ event: item }) => (item as { title: string }).title);
  expect(delivered).toEqual(['cpu alert', 'disk alert', 'disk fine', 'disk alert 2']);
});

it('retries a Guance event until its deadline', async () => {
  const made = service(({ text }) =>
    text.includes('bad') ? refused.guance(500, 'x', 'x')() : accepted.guance(),
  );
  const reporter = createReporter(made.guance, made.timing);
  const start = made.time.now();
  reporter.push({ status: 'error', title: 'bad', dimension_tags: { host: 'a' } });
  const tags = { host: 'b' };
  for (let index = 0; index < 260; index++) {
    reporter.push({ status: 'error', title: 'good', dimension_tags: tags });
    await made.time.advance(SECOND);
  }
  expect(reporter.ledger()).toMatchObject({ dropped: 0 });
  await made.time.until(reporter.flush());
  expect(made.ends.filter(({ end }) => end === 'dropped')).toMatchObject([{ cause: 'gave-up' }]);
  expect(made.time.now() - start).toBeGreaterThan(250 * SECOND);
});

it('drops events that a stream is holding back when the reporter closes', async () => {
  const made = service(refused.guance(500, 'x', 'x'));
  const reporter = createReporter(made.guance, made.timing);
  for (let index = 0; index < 5; index++) reporter.push({ status: 'error', title: String(index) });
  const closed = await made.time.until(reporter.close({ timeoutMs: 3000 }));
  expect(closed).toMatchObject({ dropped: 5, drops: { 'close-timeout': 5 }, pending: 0 });
  expect(closed.undelivered).toHaveLength(5);
});

it('splits BlueKing batches, which have no item limit, in the same way', async () => {
  const made: ReturnType<typeof service> = service(({ items }) =>
    items.some((item) => (item as ReturnType<typeof point>).metrics.n === 33)
      ? refused.blueking(500, 'x')()
      : accepted.blueking(),
  );
  const reporter = createReporter(made.blueking, made.timing);
  for (let index = 0; index < 300; index++) reporter.push(point(index));
  expect(await made.time.until(reporter.close())).toMatchObject({ delivered: 299, dropped: 1 });
});
