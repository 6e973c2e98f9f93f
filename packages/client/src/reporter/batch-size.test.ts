import { limits, wireReasons } from '@pushspec/contract/cloudmonitor';
import { expect, it } from 'vitest';
import type { SentRequest } from '../testing/in-memory-service.ts';
import { createBatchSize } from './batch-size.ts';
import { createReporter } from './index.ts';
import { accepted, refused, service } from './service.fixture.ts';

const { maxItems } = limits.uploadCustomEvents;
const event = (content: string) => ({ name: 'n', content });
const tooLarge = () => new Response('<html>', { status: 413 });

async function play(made: ReturnType<typeof service>, count: number, options = {}) {
  const reporter = createReporter(made.cloudmonitor, { ...made.timing, ...options });
  for (let index = 0; index < count; index++) reporter.push(event(String(index).padStart(4, '0')));
  await made.time.until(reporter.flush());
  return { ledger: reporter.ledger(), sizes: made.requests.map(({ items }) => items.length) };
}

it.each([1, 4])(
  'returns to full batches soon after a single 413, with %i concurrent requests',
  async (concurrency) => {
    const made = service(tooLarge, accepted.cloudmonitor);
    const { ledger, sizes } = await play(made, 1000, { concurrency });
    expect(ledger).toMatchObject({ delivered: 1000 });
    expect(sizes.length).toBeLessThanOrEqual(20);
    expect(Math.max(...sizes.slice(4))).toBe(maxItems);
  },
);

it('grows by a tenth of the maximum with each success', async () => {
  const made = service(tooLarge, accepted.cloudmonitor);
  const { sizes } = await play(made, 1000, { concurrency: 1 });
  expect(sizes.slice(0, 9)).toEqual([100, 50, 50, 70, 80, 90, 100, 100, 100]);
});

it('does the same if the service reports too many events', async () => {
  const { status, message } = wireReasons['too-many-events'];
  const { ledger, sizes } = await play(
    service(refused.cloudmonitor(status, message), accepted.cloudmonitor),
    1000,
  );
  expect(ledger).toMatchObject({ delivered: 1000 });
  expect(sizes.length).toBeLessThanOrEqual(20);
});

it.each([10, 40, 75])(
  'wastes few requests on a gateway that never accepts more than %i events',
  async (most) => {
    const made = service(({ items }: SentRequest) =>
      items.length > most ? tooLarge() : accepted.cloudmonitor(),
    );
    const { ledger, sizes } = await play(made, 10_000);
    expect(ledger).toMatchObject({ delivered: 10_000 });
    expect(sizes.filter((size) => size > most).length).toBeLessThanOrEqual(30);
    expect(sizes.length).toBeLessThanOrEqual(10_000 / (most / 2) + 40);
  },
);

it('does not shrink again for requests sent before the first rejection', () => {
  const bounds = { maxItems: 100, maxBytes: 1000 };
  const size = createBatchSize(bounds);
  for (let refusal = 0; refusal < 4; refusal++) size.refused('maxItems', 100);
  expect(bounds).toMatchObject({ maxItems: 50, maxBytes: 1000 });
});

it('recovers when a single event is rejected', () => {
  const bounds = { maxItems: 100, maxBytes: 1000 };
  const size = createBatchSize(bounds);
  for (const items of [100, 50, 25, 13, 7, 4, 2, 1]) size.refused('maxItems', items);
  expect(bounds.maxItems).toBe(1);
  for (let success = 0; success < 10; success++) size.accepted(bounds);
  expect(bounds.maxItems).toBe(100);
});
