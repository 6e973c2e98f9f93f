/** Checks what happens to events in a spool while no request can succeed. */
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Reporter, ReporterEvent } from '../reporter/index.ts';
import { accepted, refused } from '../reporter/service.fixture.ts';
import type { VirtualTime } from '../testing/index.ts';
import { event, type Item, machine } from './process.fixture.ts';

const HOUR_MS = 3_600_000;

const tls = () =>
  Object.assign(new TypeError('fetch failed'), {
    cause: Object.assign(new Error('certificate has expired'), { code: 'CERT_HAS_EXPIRED' }),
  });
const redirect = () => new Response(null, { status: 302, headers: { location: 'https://login.example/' } });
const page = (status: number) => () => new Response('<h1>blocked</h1>', { status });

it.each([
  ['a certificate that is not trusted', tls],
  ['a redirect', redirect],
  ['the 404 of a gateway', page(404)],
  ['the 400 of a gateway', page(400)],
  ['the 413 of a gateway', page(413)],
])('keeps events during %s, reports it once, and delivers them afterwards', async (_, failure) => {
  const { start, time, storage } = machine([failure, failure, failure, failure, accepted.cloudmonitor]);
  const { reporter, events } = start({ batch: { maxItems: 1 } });
  for (const name of ['a', 'b']) await reporter.push(event(name));
  await time.advance(300);
  expect(storage.events).toHaveLength(2);
  expect(await time.until(reporter.flush())).toMatchObject({ delivered: 2, dropped: 0 });
  const waiting = events.filter((one) => one.type === 'spool' && one.change === 'waiting');
  expect(waiting).toMatchObject([{ spool: 'memory', error: { name: 'TransportError', retryable: false } }]);
});

/** Responds with a failure to requests that contain the event `blocked`, while `isBlocking` is true. */
function blocking(failure: () => Response) {
  const state = { isBlocking: true };
  const respond = ({ items }: { readonly items: readonly unknown[] }) =>
    state.isBlocking && items.some((item) => (item as Item).name === 'blocked')
      ? failure()
      : accepted.cloudmonitor();
  return { state, respond };
}

/** Pushes an event that is blocked together with others, and one more every ten seconds. */
async function pushFor(ms: number, { reporter, time }: { reporter: Reporter<Item>; time: VirtualTime }) {
  for (const name of ['a', 'blocked', 'b', 'c', 'd', 'e', 'f', 'g']) await reporter.push(event(name));
  for (let passed = 0; passed < ms; passed += 10_000) {
    await reporter.push(event('later'));
    await time.advance(10_000);
  }
}

describe.each([
  ['the 403 of a gateway', page(403)],
  ['the 400 of a gateway', page(400)],
  ['the 413 of a gateway', page(413)],
  ['the 502 of a gateway', page(502)],
  ['a refusal with 503', refused.cloudmonitor(503, 'busy')],
])('while one event gets %s and others are accepted', (_, failure) => {
  it('keeps the event for an hour, and delivers it if it is accepted by then', async () => {
    const { state, respond } = blocking(failure);
    const { start, time } = machine([respond]);
    const { reporter, outcomes } = start({ batch: { maxItems: 4 }, spoolOptions: { maxAgeMs: 2 * HOUR_MS } });
    await pushFor(0.9 * HOUR_MS, { reporter, time });
    expect(outcomes.filter(({ end }) => end !== 'delivered')).toEqual([]);
    state.isBlocking = false;
    expect(await time.until(reporter.flush())).toMatchObject({ dropped: 0, rejected: 0, pending: 0 });
  });

  it('reports it at most once, and gives the event up after an hour', async () => {
    const { start, time } = machine([blocking(failure).respond]);
    const { reporter, outcomes, events } = start({
      batch: { maxItems: 4 },
      spoolOptions: { maxAgeMs: 2 * HOUR_MS },
    });
    await pushFor(1.1 * HOUR_MS, { reporter, time });
    await time.until(reporter.flush());
    expect(waitingOf(events).length).toBeLessThanOrEqual(1);
    expect(outcomes.filter(({ end }) => end !== 'delivered')).toMatchObject([
      { end: 'dropped', event: event('blocked'), cause: 'gave-up' },
    ]);
  });
});

const waitingOf = (events: readonly ReporterEvent[]) =>
  events.filter((one) => one.type === 'spool' && one.change === 'waiting');

let page502 = 0;
it.each([
  ['a refused connection', () => new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } })],
  ['a name that is not found', () => new TypeError('fetch failed', { cause: { code: 'ENOTFOUND' } })],
  ['pages with 502 that differ', () => new Response(`request ${++page502}`, { status: 502 })],
  ['a refusal with 503', refused.cloudmonitor(503, 'busy')],
  ['a rate limit', page(429)],
])('reports once that events wait because of %s, after three failures', async (_, failure) => {
  const { start, time, requests } = machine([failure]);
  const { reporter, events } = start();
  for (const name of ['a', 'b', 'c']) {
    await reporter.push(event(name));
    await time.advance(HOUR_MS / 3);
  }
  expect(requests.length).toBeGreaterThan(9);
  expect(waitingOf(events)).toHaveLength(1);
  expect(events.filter(({ type }) => type === 'request' || type === 'spool').at(3)).toMatchObject({
    change: 'waiting',
    spool: 'memory',
  });
});

it('does not report two failures in a row', async () => {
  const { start, time } = machine([page(503), page(503), accepted.cloudmonitor]);
  const { reporter, events } = start();
  await reporter.push(event('a'));
  await time.until(reporter.flush());
  expect(waitingOf(events)).toEqual([]);
});

it.each([
  ['pages that differ', 1, (index: number) => new Response(`request ${index}`, { status: 403 })],
  ['ordinary failures', 3, (index: number) => new Response(`request ${index}`, { status: 503 })],
])('reports %s again after a success', async (_, count, failure) => {
  let requests = 0;
  const { start, time } = machine([
    () => (++requests % (count + 3) === 0 ? accepted.cloudmonitor() : failure(requests)),
  ]);
  const { reporter, events } = start();
  for (const name of ['a', 'b']) {
    await reporter.push(event(name));
    await time.until(reporter.flush());
  }
  expect(waitingOf(events)).toHaveLength(2);
});

it('prints one line to the console without `onEvent`', async () => {
  const { start, time } = machine([page(503)]);
  const lines = vi.spyOn(console, 'warn').mockImplementation(() => {});
  onTestFinished(() => void lines.mockRestore());
  await start({ onEvent: undefined }).reporter.push(event('a'));
  await time.advance(HOUR_MS);
  expect(lines.mock.calls).toEqual([[expect.stringContaining('503')]]);
  expect(lines.mock.calls).toEqual([[expect.stringMatching(/ Events wait in memory\.$/)]]);
});

it('ends events after one request if the caller sets a deadline', async () => {
  const { start, time, requests } = machine([tls]);
  const { reporter, outcomes } = start({ retry: { deadlineMs: 60_000 } });
  await reporter.push(event('a'));
  await time.until(reporter.flush());
  expect(requests).toHaveLength(1);
  expect(outcomes).toMatchObject([{ end: 'dropped', cause: 'permanent-failure' }]);
});

it('drops events that waited too long for the service to be reachable', async () => {
  const { start, time } = machine([tls]);
  const { reporter, outcomes } = start({ spoolOptions: { maxAgeMs: HOUR_MS } });
  await reporter.push(event('a'));
  await time.until(reporter.flush());
  expect(outcomes).toMatchObject([{ end: 'dropped', cause: 'expired' }]);
});
