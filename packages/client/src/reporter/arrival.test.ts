/** Checks how an outcome reports requests whose result is unknown. */
import { wireReasons } from '@pushspec/contract/blueking';
import { expect, it } from 'vitest';
import type { SentRequest } from '../testing/in-memory-service.ts';
import { createReporter } from './index.ts';
import { accepted, refused, service } from './service.fixture.ts';

const point = (value: number) => ({ target: 't', metrics: { n: value } });
const numberOf = (item: unknown) => (item as ReturnType<typeof point>).metrics.n;
const lost = () => new TypeError('fetch failed');
const unreachable = () =>
  new TypeError('fetch failed', { cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }) });

async function play(made: ReturnType<typeof service>, count: number, options = {}) {
  const reporter = createReporter(made.blueking, { ...made.timing, ...options });
  for (let index = 0; index < count; index++) reporter.push(point(index));
  await made.time.until(reporter.flush());
  return reporter.ledger();
}

it('remains set for events that are rejected after a lost response', async () => {
  const ledger = await play(service(lost, refused.blueking(401, 'reject invalid token: 1/x')), 300);
  expect(ledger).toMatchObject({ rejected: 300, mayHaveArrived: 300 });
});

it('remains set for events that are dropped, even if the last attempt sent nothing', async () => {
  const made = service(lost, unreachable);
  expect(await play(made, 400)).toMatchObject({ dropped: 400, mayHaveArrived: 400 });
  expect(made.ends[0]).toMatchObject({
    cause: 'gave-up',
    mayHaveArrived: true,
    error: { mayHaveArrived: false },
  });
});

it('remains set for the parts of a split batch', async () => {
  const { message } = wireReasons['metric-value'];
  const refusing = ({ items }: SentRequest) =>
    items.some((item) => numberOf(item) === 1) ? refused.blueking(400, message)() : accepted.blueking();
  const made = service(lost, refusing);
  expect(await play(made, 4)).toMatchObject({
    delivered: 3,
    mayBeDuplicates: 3,
    rejected: 1,
    mayHaveArrived: 1,
  });
});

it.each([
  ['a refused connection', unreachable],
  ['a refusal', refused.blueking(401, 'reject invalid token: 1/x')],
  ['a 413', () => new Response('', { status: 413 })],
  ['a 429', () => new Response('', { status: 429 })],
])('is false after only %s', async (_what, answer) => {
  expect(await play(service(answer), 3, { retry: false })).toMatchObject({ delivered: 0, mayHaveArrived: 0 });
});

it('is true for events in flight that close() abandons', async () => {
  const made = service(() => new Promise<Response>(() => {}));
  const reporter = createReporter(made.blueking, made.timing);
  reporter.push(point(1));
  const closed = await made.time.until(reporter.close({ timeoutMs: 100 }));
  expect(closed).toMatchObject({ drops: { 'close-timeout': 1 }, mayHaveArrived: 1 });
});
