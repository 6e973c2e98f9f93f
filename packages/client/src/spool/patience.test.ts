/** Checks what happens to events in a spool while no request can succeed. */
import { expect, it } from 'vitest';
import { accepted } from '../reporter/service.fixture.ts';
import { event, machine } from './process.fixture.ts';

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
])('keeps events during %s, reports it once, and delivers them afterwards', async (_, failure) => {
  const { start, time, storage, requests } = machine([failure, failure, failure, accepted.cloudmonitor]);
  const { reporter, events } = start();
  await reporter.push(event('a'));
  await time.advance(1200);
  expect(storage.events).toHaveLength(1);
  expect(await time.until(reporter.flush())).toMatchObject({ delivered: 1, dropped: 0 });
  expect(requests).toHaveLength(4);
  const waiting = events.filter((one) => one.type === 'spool' && one.change === 'waiting');
  expect(waiting).toMatchObject([{ spool: 'memory', error: { name: 'TransportError', retryable: false } }]);
});

it('drops an event that a gateway blocks while it lets others pass', async () => {
  const block = (request: { readonly items: readonly unknown[] }) =>
    request.items.some((item) => (item as { name: string }).name === 'blocked')
      ? page(403)()
      : accepted.cloudmonitor();
  const { start, time } = machine([block]);
  const { reporter, outcomes } = start({ batch: { maxItems: 4 }, spoolOptions: { maxAgeMs: HOUR_MS } });
  for (const name of ['a', 'blocked', 'b', 'c', 'd', 'e', 'f', 'g']) await reporter.push(event(name));
  expect(await time.until(reporter.flush())).toMatchObject({ delivered: 7, dropped: 1 });
  expect(outcomes.filter(({ end }) => end === 'dropped')).toMatchObject([
    { event: event('blocked'), cause: 'gave-up', error: { kind: 'unexpected-response', status: 403 } },
  ]);
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
