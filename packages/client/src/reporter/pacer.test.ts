import { limits } from '@pushspec/contract/cloudmonitor';
import { expect, it } from 'vitest';
import type { RateLimit } from '../channel.ts';
import { createPacer } from './pacer.ts';
import { virtualTime } from './virtual-time.fixture.ts';

const limit = (requests: number, windowSeconds: number): RateLimit => ({
  requests,
  windowSeconds,
  reason: 'r',
});

/** A sequence of numbers from 0 to below 1 that is the same for the same seed. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

/** Sends with so many at once; each arrives somewhere between its sending and its answer, `wayMs` from both at least. Gives the arrivals. */
async function arrivals(
  rates: readonly RateLimit[],
  { seed = 1, count = 200, lanes = 8, share = 1, maxRttMs = 300, wayMs = 0 },
) {
  const time = virtualTime(0);
  const random = chance(seed);
  const { signal } = new AbortController();
  const pacer = createPacer({ limits: rates, share, now: time.now, sleep: time.sleep });
  const arrived: number[] = [];
  let left = count;
  const lane = async () => {
    while (left-- > 0) {
      const over = await pacer.turn(signal);
      const rttMs = Math.floor(random() * maxRttMs);
      arrived.push(time.now() + wayMs + Math.floor(random() * (rttMs + 1)));
      await time.sleep(wayMs + rttMs + wayMs);
      over();
    }
  };
  await time.until(Promise.all(Array.from({ length: lanes }, lane)));
  return { arrived: arrived.sort((a, b) => a - b), tookMs: time.now() };
}

/** How many arrivals there are in the fullest window, wherever it begins. */
function fullest(arrived: readonly number[], windowMs: number): number {
  return Math.max(
    ...arrived.map((start) => arrived.filter((at) => at >= start && at < start + windowMs).length),
  );
}

it.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'never exceeds a limit, however long requests travel (seed %i)',
  async (seed) => {
    const [rate] = limits.uploadCustomEvents.rateLimits;
    const { arrived } = await arrivals([rate], { seed });
    expect(fullest(arrived, rate.windowSeconds * 1000)).toBeLessThanOrEqual(rate.requests);
  },
);

it.each([1, 2, 3, 4])(
  'never exceeds it where all requests travel for a while, either (seed %i)',
  async (seed) => {
    const [rate] = limits.uploadCustomEvents.rateLimits;
    const { arrived } = await arrivals([rate], { seed, wayMs: 40, maxRttMs: 80 });
    expect(fullest(arrived, rate.windowSeconds * 1000)).toBeLessThanOrEqual(rate.requests);
  },
);

it('keeps all of several limits', async () => {
  const { arrived } = await arrivals([limit(5, 1), limit(20, 10)], { count: 60 });
  expect(fullest(arrived, 1000)).toBe(5);
  expect(fullest(arrived, 10_000)).toBe(20);
});

it('uses its share', async () => {
  const { arrived } = await arrivals([limit(20, 1)], { share: 0.5, count: 60 });
  expect(fullest(arrived, 1000)).toBe(10);
});

it('uses a share that is less than one request', async () => {
  const { arrived } = await arrivals([limit(20, 1)], { share: 1 / 40, count: 20, maxRttMs: 1 });
  expect(fullest(arrived, 2000)).toBe(1);
});

it('uses the limit but for the time that requests travel', async () => {
  const { tookMs } = await arrivals([limit(20, 1)], { count: 1000, maxRttMs: 1 });
  // Twenty at once, then twenty after each window and its guard.
  expect(tookMs).toBeLessThanOrEqual(49 * 1002 + 2);
});

it('makes up for half of the way that all requests travel', async () => {
  const { tookMs } = await arrivals([limit(20, 1)], { count: 1000, maxRttMs: 1, wayMs: 50, lanes: 20 });
  // A hundred milliseconds there and back, of which fifty are waited for after each window.
  expect(tookMs).toBeLessThanOrEqual(49 * (1002 + 50) + 102);
});

it('lets nothing go while it pauses', async () => {
  const time = virtualTime(0);
  const pacer = createPacer({ limits: [], share: 1, now: time.now, sleep: time.sleep });
  pacer.pause(700);
  await time.until(pacer.turn(new AbortController().signal));
  expect(time.now()).toBe(700);
});

it('ends waiting with the signal', async () => {
  const time = virtualTime(0);
  const pacer = createPacer({ limits: [limit(1, 60)], share: 1, now: time.now, sleep: time.sleep });
  const ending = new AbortController();
  await pacer.turn(ending.signal);
  const second = pacer.turn(ending.signal);
  ending.abort();
  await time.until(second);
  expect(time.now()).toBe(0);
});
