/** Checks several reporters on one client. */
import { limits } from '@pushspec/contract/cloudmonitor';
import { expect, it } from 'vitest';
import { virtualTime } from '../testing/virtual-time.ts';
import { createReporter, type Reporter } from './index.ts';
import { createTraffic } from './pacer.ts';
import { accepted, service } from './service.fixture.ts';

const [limit] = limits.uploadCustomEvents.rateLimits;
const windowMs = limit.windowSeconds * 1000;
const event = (content: string) => ({ name: 'n', content });
const single = { maxItems: 1 };

/** Returns the maximum number of requests within any window whose bodies contain a string. */
function fullest(made: ReturnType<typeof service>, part = ''): number {
  const times = made.requests.filter(({ text }) => text.includes(part)).map(({ at }) => at);
  return Math.max(...times.map((start) => times.filter((at) => at >= start && at < start + windowMs).length));
}

async function pushAll(
  made: ReturnType<typeof service>,
  reporters: Record<string, Reporter<ReturnType<typeof event>>>,
) {
  for (let index = 0; index < 100; index++) {
    for (const [name, reporter] of Object.entries(reporters)) reporter.push(event(name));
  }
  await made.time.until(Promise.all(Object.values(reporters).map((reporter) => reporter.flush())));
}

it('keeps all reporters together within the limit', async () => {
  const made = service(accepted.cloudmonitor);
  const options = { ...made.timing, batch: single };
  const [one, other] = [
    createReporter(made.cloudmonitor, options),
    createReporter(made.cloudmonitor, options),
  ];
  await pushAll(made, { one, other });
  expect(fullest(made)).toBe(limit.requests);
});

it('keeps each reporter within its own share', async () => {
  const made = service(accepted.cloudmonitor);
  const options = { ...made.timing, batch: single };
  const small = createReporter(made.cloudmonitor, { ...options, pace: { share: 0.1 } });
  const large = createReporter(made.cloudmonitor, { ...options, pace: { share: 0.5 } });
  const whole = createReporter(made.cloudmonitor, options);
  await pushAll(made, { small, large, whole });
  expect(fullest(made, 'small')).toBe(limit.requests * 0.1);
  expect(fullest(made, 'large')).toBeLessThanOrEqual(limit.requests * 0.5);
  expect(fullest(made)).toBe(limit.requests);
});

it('does not let a reporter that used its share hold back the others', async () => {
  const made = service(accepted.cloudmonitor);
  const options = { ...made.timing, batch: single };
  const small = createReporter(made.cloudmonitor, { ...options, pace: { share: 1 / limit.requests / 60 } });
  const large = createReporter(made.cloudmonitor, { ...options, pace: { share: 0.5 } });
  for (let index = 0; index < 3; index++) small.push(event('small'));
  small.flush();
  await made.time.advance(0);
  const start = made.time.now();
  for (let index = 0; index < 5; index++) large.push(event('large'));
  await made.time.until(large.flush());
  expect(made.time.now()).toBe(start);
});

it('rejects a reporter with another clock or another wait function', () => {
  const made = service(accepted.cloudmonitor);
  createReporter(made.cloudmonitor, made.timing);
  const message = /^all reporters of a client must have the same `now` and `sleep`/;
  for (const other of [{ now: () => 0 }, { sleep: async () => {} }, { now: undefined, sleep: undefined }]) {
    expect(() => createReporter(made.cloudmonitor, { ...made.timing, ...other })).toThrow(message);
  }
  expect(() => createReporter(made.cloudmonitor, made.timing)).not.toThrow();
  expect(() => createReporter(service(accepted.cloudmonitor).cloudmonitor)).not.toThrow();
});

it('accepts several reporters with the default clock', () => {
  const { cloudmonitor } = service(accepted.cloudmonitor);
  createReporter(cloudmonitor);
  expect(() => createReporter(cloudmonitor, { pace: false })).not.toThrow();
});

it.each([300, 28, 1])('takes no credit for the %i ms latency of a cold process', async (tripMs) => {
  const time = virtualTime(0);
  const { signal } = new AbortController();
  const pacer = createTraffic({
    limits: [{ ...limit, reason: 'r' }],
    now: time.now,
    sleep: time.sleep,
  }).pacer(1);
  const sentAt: number[] = [];
  const lane = async () => {
    for (let count = 0; count < 2; count++) {
      const end = await pacer.turn(signal);
      sentAt.push(time.now());
      await time.sleep(tripMs);
      end('responded');
    }
  };
  await time.until(Promise.all(Array.from({ length: limit.requests }, lane)));
  // The 21st request may have no latency, although the first had to wait for the process.
  expect(sentAt[limit.requests]).toBeGreaterThan(tripMs + windowMs);
});

it('does not count a slot in which nothing was sent', async () => {
  const time = virtualTime(0);
  const { signal } = new AbortController();
  const pacer = createTraffic({ limits: [{ requests: 1, windowSeconds: 60, reason: 'r' }], ...time }).pacer(
    1,
  );
  const end = await time.until(pacer.turn(signal));
  end('unused');
  await time.until(pacer.turn(signal));
  expect(time.now()).toBe(0);
});
