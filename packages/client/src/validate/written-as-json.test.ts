import { expect, it } from 'vitest';
import { writtenAsJson } from './written-as-json.ts';

it('writes what JSON.stringify writes', () => {
  const value = { at: new Date(0), none: undefined, call: () => 1, list: [undefined, Number.NaN] };
  expect(writtenAsJson(value)).toEqual({ text: '{"at":"1970-01-01T00:00:00.000Z","list":[null,null]}' });
});

it('reports the location of a BigInt', () => {
  expect(writtenAsJson({ a: [{ 'b/c~d': 7n }] })).toMatchObject({
    pointer: '/a/0/b~1c~0d',
    problem: 'it is a BigInt',
  });
});

it('reports the location of a circular reference', () => {
  const value = { host: { name: 'web-001' }, parts: [] as unknown[] };
  value.parts.push({ of: value });
  expect(writtenAsJson(value)).toMatchObject({
    pointer: '/parts/0/of',
    problem: 'it refers to an object that contains it',
  });
});

it('does not treat a repeated object as a circular reference', () => {
  const host = { name: 'web-001' };
  expect(writtenAsJson({ from: host, to: host, last: [host] })).toHaveProperty('text');
});

const hostile: [string, unknown, string][] = [
  [
    'a getter that throws',
    {
      get name() {
        throw new Error('no\ncredentials');
      },
    },
    'reading it fails with Error: no',
  ],
  [
    'a toJSON that throws what is no error',
    {
      toJSON() {
        throw { secret: 'x' };
      },
    },
    'reading it fails with [object Object]',
  ],
  [
    'an error that cannot be shown',
    {
      toJSON() {
        throw Object.create(null);
      },
    },
    'reading it fails with an error that cannot be shown',
  ],
  ['a toJSON that gives nothing', { toJSON: () => undefined }, 'there is nothing to write'],
];

it.each(hostile)('does not throw for %s', (_, value, problem) => {
  expect(writtenAsJson(value)).toMatchObject({ pointer: '', problem });
});

it('does not throw for a revoked proxy', () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  expect(writtenAsJson({ proxy })).toHaveProperty('problem');
});

it('does not throw for endless nesting', () => {
  const endless = (): object => ({
    get next() {
      return endless();
    },
  });
  expect(writtenAsJson(endless())).toMatchObject({
    problem: 'reading it fails with RangeError: Maximum call stack size exceeded',
  });
});

it('truncates a foreign error message', () => {
  const value = {
    toJSON() {
      throw new Error('x'.repeat(1000));
    },
  };
  const written = writtenAsJson(value) as { problem: string };
  expect(written.problem).toHaveLength('reading it fails with '.length + 101);
});
