import { limits } from '@pushspec/contract/cloudmonitor';
import { expect, it } from 'vitest';
import type { RateLimit } from '../channel.ts';
import { virtualTime } from '../testing/virtual-time.ts';
import { assumeRequests, recentRequests } from './client-pace.ts';
import { createTraffic } from './pacer.ts';

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

interface Network {
  readonly seed?: number;
  readonly count?: number;
  readonly lanes?: number;
  readonly share?: number;
  readonly maxRttMs?: number;
  /** Minimum latency in each direction, which may change. */
  readonly wayMs?: number | ((now: number) => { readonly up: number; readonly down: number });
}

/** Sends with a concurrency. Each request arrives between its sending and its response. Returns the arrival times. */
async function arrivals(
  rates: readonly RateLimit[],
  { seed = 1, count = 200, lanes = 8, share = 1, maxRttMs = 300, wayMs = 0 }: Network,
) {
  const waysOf = typeof wayMs === 'function' ? wayMs : () => ({ up: wayMs, down: wayMs });
  const time = virtualTime(0);
  const random = chance(seed);
  const { signal } = new AbortController();
  const pacer = createTraffic({ limits: rates, now: time.now, sleep: time.sleep }).pacer(share);
  const arrived: number[] = [];
  let left = count;
  const lane = async () => {
    while (left-- > 0) {
      const over = await pacer.turn(signal);
      const rttMs = Math.floor(random() * maxRttMs);
      const { up, down } = waysOf(time.now());
      arrived.push(time.now() + up + Math.floor(random() * (rttMs + 1)));
      await time.sleep(up + rttMs + down);
      over('responded');
    }
  };
  await time.until(Promise.all(Array.from({ length: lanes }, lane)));
  return { arrived: arrived.sort((a, b) => a - b), tookMs: time.now() };
}

/** The number of arrivals in the fullest window, wherever it begins. */
function fullest(arrived: readonly number[], windowMs: number): number {
  return Math.max(
    ...arrived.map((start) => arrived.filter((at) => at >= start && at < start + windowMs).length),
  );
}

it.each([1, 2, 3, 4, 5, 6, 7, 8])('never exceeds a limit, regardless of latency (seed %i)', async (seed) => {
  const [rate] = limits.uploadCustomEvents.rateLimits;
  const { arrived } = await arrivals([rate], { seed });
  expect(fullest(arrived, rate.windowSeconds * 1000)).toBeLessThanOrEqual(rate.requests);
});

it.each([1, 2, 3, 4])('never exceeds it when every request has latency (seed %i)', async (seed) => {
  const [rate] = limits.uploadCustomEvents.rateLimits;
  const { arrived } = await arrivals([rate], { seed, wayMs: 40, maxRttMs: 80 });
  expect(fullest(arrived, rate.windowSeconds * 1000)).toBeLessThanOrEqual(rate.requests);
});

it('respects each of several limits', async () => {
  const { arrived } = await arrivals([limit(5, 1), limit(20, 10)], { count: 60 });
  expect(fullest(arrived, 1000)).toBe(5);
  expect(fullest(arrived, 10_000)).toBe(20);
});

it('uses its full share', async () => {
  const { arrived } = await arrivals([limit(20, 1)], { share: 0.5, count: 60 });
  expect(fullest(arrived, 1000)).toBe(10);
});

it('uses a share of less than one request', async () => {
  const { arrived } = await arrivals([limit(20, 1)], { share: 1 / 40, count: 20, maxRttMs: 1 });
  expect(fullest(arrived, 2000)).toBe(1);
});

it('uses the full limit apart from latency', async () => {
  const { tookMs } = await arrivals([limit(20, 1)], { count: 1000, maxRttMs: 1 });
  // Twenty immediately, then twenty after each window and its margin.
  expect(tookMs).toBeLessThanOrEqual(49 * 1002 + 2);
});

it('compensates for half of the latency that all requests share', async () => {
  const { tookMs } = await arrivals([limit(20, 1)], { count: 1000, maxRttMs: 1, wayMs: 50, lanes: 20 });
  // A round trip takes 100 ms, which is added after each window, and 50 ms of it after the first ten.
  expect(tookMs).toBeLessThanOrEqual(49 * (1002 + 50) + 10 * 50 + 102);
});

it('never exceeds a limit when requests take less time after the first seconds', async () => {
  const wayMs = (now: number) => (now < 5_000 ? { up: 50, down: 0 } : { up: 0, down: 0 });
  const { arrived } = await arrivals([limit(20, 1)], { count: 300, maxRttMs: 1, wayMs });
  expect(fullest(arrived, 1000)).toBe(20);
});

it('never exceeds a limit when a symmetric network loses its latency after it was learned', async () => {
  const wayMs = (now: number) => (now < 15_000 ? { up: 50, down: 50 } : { up: 0, down: 0 });
  const { arrived } = await arrivals([limit(20, 1)], { count: 500, lanes: 20, maxRttMs: 1, wayMs });
  expect(fullest(arrived, 1000)).toBe(20);
});

it('releases no requests during a pause', async () => {
  const time = virtualTime(0);
  const pacer = createTraffic({ limits: [], now: time.now, sleep: time.sleep }).pacer(1);
  pacer.pause(700);
  await time.until(pacer.turn(new AbortController().signal));
  expect(time.now()).toBe(700);
});

it('stops waiting when the signal aborts', async () => {
  const time = virtualTime(0);
  const pacer = createTraffic({ limits: [limit(1, 60)], now: time.now, sleep: time.sleep }).pacer(1);
  const ending = new AbortController();
  await pacer.turn(ending.signal);
  const second = pacer.turn(ending.signal);
  ending.abort();
  await time.until(second);
  expect(time.now()).toBe(0);
});

it('counts the requests of an earlier process', async () => {
  const time = virtualTime(0);
  const rates = [limit(3, 60)];
  const traffic = createTraffic({ limits: rates, now: time.now, sleep: time.sleep });
  assumeRequests(traffic, [50_000, 20_000]);
  const pacer = traffic.pacer(1);
  const { signal } = new AbortController();
  const sentAt: number[] = [];
  const send = async () => {
    const over = await pacer.turn(signal);
    sentAt.push(time.now());
    over('responded');
  };
  await time.until(Promise.all([send(), send(), send()]));
  expect(sentAt).toEqual([0, 10_060, 40_060]);
});

it.each([1, 0.5])(
  'waits for the longest window after an unknown process, with a share of %d',
  async (share) => {
    const time = virtualTime(0);
    const traffic = createTraffic({
      limits: [limit(20, 60), limit(200, 300)],
      now: time.now,
      sleep: time.sleep,
    });
    assumeRequests(traffic, 'unknown');
    await time.until(traffic.pacer(share).turn(new AbortController().signal));
    expect(time.now()).toBe(300_300);
  },
);

it('reports the requests that still count, for the next process', async () => {
  const time = virtualTime(0);
  const traffic = createTraffic({ limits: [limit(5, 1), limit(9, 60)], now: time.now, sleep: time.sleep });
  const pacer = traffic.pacer(1);
  const { signal } = new AbortController();
  for (const pause of [70_000, 4_000, 500]) {
    (await pacer.turn(signal))('responded');
    await time.until(time.sleep(pause));
  }
  expect(recentRequests(traffic)).toEqual([4_500, 500]);
});
