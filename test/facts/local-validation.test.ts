import { networkInterfaces } from 'node:os';
import { validate as validateMetric } from '@pushspec/client/blueking/validate';
import { signedHeaders } from '@pushspec/client/cloudmonitor';
import { validate as validateEvent } from '@pushspec/client/guance/validate';
import { expect, it } from 'vitest';
import { developmentKey, guanceEvent, limits, runningServer, send } from './running-server.fixture.ts';

const { maxDepth } = limits.guance;

/** Returns an object or array of this depth. */
function nested(depth: number, kind: 'array' | 'object'): unknown {
  let value: unknown = kind === 'array' ? [] : {};
  for (let level = 1; level < depth; level++) value = kind === 'array' ? [value] : { a: value };
  return value;
}

const codes = (extraData: unknown) =>
  validateEvent({ status: 'ok' }, { extraData }).reasons.map(({ code }) => code);

it.each(['array', 'object'] as const)('detects one level too many, as the server does (%s)', async (kind) => {
  const { url } = await runningServer();
  for (const [depth, code, status] of [
    [maxDepth - 2, [], 200],
    [maxDepth - 1, ['too-deep'], 400],
  ] as const) {
    const extraData = { any: nested(depth, kind) };
    expect(codes(extraData)).toEqual(code);
    const body = JSON.stringify({ event: { status: 'ok' }, extraData });
    expect((await send(url, { ...guanceEvent({}), body })).status).toBe(status);
  }
});

it('counts no levels for objects and arrays that are next to each other', () => {
  const many = (value: unknown) => ({ list: Array.from({ length: 2 * maxDepth }, () => value) });
  for (const value of [{}, [], { a: [] }, [{}], 'text ] } [ {', '\\', '\\"['])
    expect(codes(many(value))).toEqual([]);
});

it('counts the levels after a string that ends with a backslash', () => {
  expect(codes({ string: '\\', any: nested(maxDepth, 'array') })).toEqual(['too-deep']);
});

it('reports the byte after which an event is nested too deeply', () => {
  const { maxDepth: limit } = limits.blueking;
  const before = '{"data":[{"target":"磁盘","any":';
  const item = { target: '磁盘', any: nested(limit, 'array') };
  // Three levels are around the property.
  const index = Buffer.byteLength(before) + limit - 3 + 1;
  expect(validateMetric(item, { kind: 'metric' }).reasons).toMatchObject([
    { code: 'too-deep', message: expect.stringContaining(`index ${index}:`) },
  ]);
});

it('reports where an event refers to itself and what that means', () => {
  const event: Record<string, unknown> = { status: 'ok', dimension_tags: {} };
  event.self = { again: event };
  expect(validateEvent(event).reasons).toMatchObject([
    {
      part: 'event',
      pointer: '/self/again',
      message: expect.stringContaining('refers to an object that contains it'),
    },
  ]);
});

it('does not treat a repeated object as a circular reference', () => {
  const shared = { a: [1] };
  expect(codes({ first: shared, second: shared, third: [shared, shared] })).toEqual([]);
});

it('reports where a BigInt is and what to do', () => {
  const [reason] = validateEvent({ status: 'ok' }, { extraData: { list: [1, { big: 1n }] } }).reasons;
  expect(reason).toMatchObject({ part: 'extraData', pointer: '/list/1/big' });
  expect(reason?.message).toContain('BigInt');
  expect(reason?.fix).not.toBe('');
});

it('hints at Prometheus if a metric name has a colon', () => {
  const { warnings } = validateMetric(
    { metrics: { 'job:cpu:rate5m': 1 }, target: 'web-001' },
    { kind: 'metric' },
  );
  expect(warnings.map(({ code }) => code)).toContain('prometheus-name');
});

it('names the first address of this machine that others can reach in a signed request', () => {
  const { headers } = signedHeaders({
    method: 'POST',
    url: '/event/custom/upload',
    body: Buffer.from('[]'),
    credentials: developmentKey,
  });
  const reachable = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(
      ({ family, internal, address }) => family === 'IPv4' && !internal && !address.startsWith('169.254.'),
    );
  expect(headers['x-cms-ip']).toBe(reachable[0]?.address ?? 'N/A');
});
