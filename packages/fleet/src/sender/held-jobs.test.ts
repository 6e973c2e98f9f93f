import { expect, it } from 'vitest';
import { createHeldJobs, type FetchedJob } from './held-jobs.ts';

const job = (fields: Partial<FetchedJob> = {}): FetchedJob => ({
  id: 'a',
  retryCount: 0,
  data: { v: 1, events: ['{}', '{}'] },
  output: null,
  ...fields,
});

const take = (fields: Partial<FetchedJob>) => createHeldJobs(() => 0).take(job(fields));

it.each([
  ['the first attempt', {}, false],
  ['a second attempt after a crash', { retryCount: 1, output: { value: { message: 'heartbeat' } } }, true],
  ['a job that was returned unsent', { retryCount: 1, output: { mayBeDuplicate: false } }, false],
  [
    'a job that was returned after a request without a result',
    { retryCount: 1, output: { mayBeDuplicate: true } },
    true,
  ],
  ['an insert that was retried', { data: { v: 1, events: ['{}'], mayBeDuplicate: true } }, true],
])('marks duplicates: %s', (_, fields, mayBeDuplicate) => {
  expect(take(fields)?.mayBeDuplicate).toBe(mayBeDuplicate);
});

it('takes over a new claim of a job that it already holds, and does not send it twice', () => {
  const held = createHeldJobs(() => 0);
  const first = held.take(job());
  expect(held.take(job({ retryCount: 1 }))).toBeUndefined();
  expect(first?.retryCount).toBe(1);
  expect(held.events).toBe(2);
});

it('counts events until their job is released', () => {
  const held = createHeldJobs(() => 0);
  const first = held.take(job());
  held.take(job({ id: 'b' }));
  if (first) held.release(first);
  expect([held.events, held.size]).toEqual([2, 1]);
});

it('holds a job of an unknown format without events', () => {
  expect(take({ data: { v: 2, items: [] } })).toMatchObject({ left: 0, texts: [] });
});
