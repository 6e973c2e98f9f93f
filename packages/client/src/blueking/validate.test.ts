import { expect, expectTypeOf, it } from 'vitest';
import { type BluekingItemReason, validate } from './validate.ts';

const NOW = Date.parse('2026-11-21T08:30:00Z');
const now = () => NOW;
const metric = { kind: 'metric', now } as const;
const event = { kind: 'event', now } as const;
const point = { metrics: { cpu_load: 0.25 }, target: '10.0.0.1', timestamp: NOW };

it('accepts a valid data point and a valid event', () => {
  const login = { target: 't', event_name: 'login', event: { content: 'c', count: 3 }, timestamp: NOW };
  expect(validate(point, metric)).toEqual({ valid: true, reasons: [], warnings: [] });
  expect(validate(login, event)).toEqual({ valid: true, reasons: [], warnings: [] });
});

it('reports what is wrong, where, and what to do, in the order of the checks', () => {
  expect(validate({ ...point, timestamp: null, metrics: { 'cpu-load': 1 } }, metric)).toEqual({
    valid: false,
    reasons: [
      {
        code: 'invalid-name',
        outcome: 'rejected',
        pointer: '/metrics/cpu-load',
        message: "name 'cpu-load' required match regex [^[a-zA-Z_][a-zA-Z0-9_]*$]",
        fix: 'Use only letters, digits and `_`, and do not start with a digit. Prometheus names with a colon are refused.',
      },
      {
        code: 'timestamp-type',
        outcome: 'rejected',
        pointer: '/timestamp',
        message: 'timestamp expected float64 type, got <nil>',
        fix: 'Send `timestamp` as a number of milliseconds, or omit it. It must not be null.',
      },
    ],
    warnings: [],
  });
});

it('reports an event as invalid if the service accepts and then drops it', () => {
  const late = { target: 't', event_name: 'n', event: { content: 'c' }, timestamp: NOW / 1000 };
  const { valid, reasons } = validate(late, event);
  expect(valid).toBe(false);
  expect(reasons).toMatchObject([{ code: 'timestamp-not-milliseconds', outcome: 'ignored' }]);
});

it('warns about problems that the service accepts', () => {
  const { valid, warnings } = validate({ ...point, dimensions: { module: 'db' } }, metric);
  expect(valid).toBe(true);
  expect(warnings).toMatchObject([
    {
      code: 'unknown-field',
      pointer: '/dimensions',
      message: expect.stringContaining('did you mean `dimension`?'),
    },
  ]);
});

it('uses the given clock', () => {
  const ahead = { ...point, timestamp: NOW + 3_601_000 };
  expect(validate(ahead, metric).reasons).toMatchObject([
    { code: 'timestamp-future', pointer: '/timestamp' },
  ]);
  expect(validate(ahead, { kind: 'metric', now: () => NOW + 1000 }).valid).toBe(true);
  expect(validate({ ...point, timestamp: Date.now() }, { kind: 'metric' }).valid).toBe(true);
});

it('detects an item of the other kind', () => {
  const { reasons, warnings } = validate(point, event);
  expect(reasons.map(({ code }) => code)).toEqual(['event-name-missing', 'event-missing']);
  expect(warnings).toMatchObject([{ code: 'kind-mismatch', pointer: '' }]);
});

it('validates the value that would be sent', () => {
  const codes = (item: unknown) => validate(item, metric).reasons.map(({ code }) => code);
  expect(codes({ ...point, metrics: { a: Number.NaN } })).toEqual(['metric-value']);
  expect(codes({ ...point, target: undefined })).toEqual(['target-missing']);
  expect(codes({ ...point, dimension: { at: new Date(0) } })).toEqual([]);
  expect(codes(JSON.parse('{"metrics": {"__proto__": 1}, "target": "t"}'))).toEqual(['forbidden-name']);
  expect(codes(undefined)).toEqual(['item-type']);
  expect(codes(() => point)).toEqual(['item-type']);
});

it('uses a separate code for a value that JSON cannot represent', () => {
  const { valid, reasons } = validate({ ...point, metrics: { size: 7n } }, metric);
  expect(valid).toBe(false);
  expect(reasons).toEqual([
    {
      code: 'not-json',
      outcome: 'unsendable',
      pointer: '/metrics/size',
      message: 'metrics.size cannot be written as JSON: it is a BigInt',
      fix: 'Convert the BigInt to a number or a string.',
    },
  ]);
});

it.each([undefined, null, {}, { kind: 'metrics' }, { kind: { toString: null } }])(
  'requires a valid kind instead of %j',
  (options) => {
    expect(validate(point, options as never).reasons).toMatchObject([
      { code: 'unknown-kind', message: 'the option `kind` must be one of metric, event' },
    ]);
  },
);

it('types the codes as the codes an item can have', () => {
  expectTypeOf(validate(point, metric).reasons[0]?.code).toEqualTypeOf<
    BluekingItemReason | 'not-json' | 'unknown-kind' | undefined
  >();
  expectTypeOf<'metric-value'>().toExtend<BluekingItemReason>();
  expectTypeOf<'invalid-token'>().not.toExtend<BluekingItemReason>();
});

it('suggests the correct name of a misspelled property', () => {
  const { warnings } = validate(
    { target: 't', metrics: { n: 1 }, dimensoin: {}, timestmp: 1 },
    { kind: 'metric' },
  );
  expect(warnings.map(({ message }) => message)).toEqual([
    '`dimensoin` is ignored: did you mean `dimension`?',
    '`timestmp` is ignored: did you mean `timestamp`?',
  ]);
});
