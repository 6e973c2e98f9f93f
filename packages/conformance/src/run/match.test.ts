import { expect, it } from 'vitest';
import { mismatches } from './match.ts';

it('allows unexpected properties', () => {
  expect(mismatches('body', { code: '200' }, { code: '200', message: '' })).toEqual([]);
});

it('distinguishes a number from a string', () => {
  expect(mismatches('body', { code: '200' }, { code: 200 })).toEqual([
    { what: 'body/code', expected: '"200"', got: '200' },
  ]);
});

it('names a missing property', () => {
  expect(mismatches('body', { content: { ok: true } }, { content: {} })).toEqual([
    { what: 'body/content/ok', expected: 'true', got: 'nothing' },
  ]);
});

it('compares lists element by element', () => {
  expect(mismatches('body', [1, 2], [1, 3])).toEqual([{ what: 'body/1', expected: '2', got: '3' }]);
  expect(mismatches('body', [1], [1, 3])).toHaveLength(1);
});

it.each([
  [{ $type: 'string' }, 'a', 1],
  [{ $type: 'null' }, null, {}],
  [{ $type: 'array' }, [], {}],
  [{ $contains: 'rate limit' }, 'the rate limit', 'the limit'],
  [{ $matches: '^ip=' }, 'ip=127.0.0.1', 'no ip='],
])('matches %j', (matcher, fitting, other) => {
  expect(mismatches('body', matcher, fitting)).toEqual([]);
  expect(mismatches('body', matcher, other)).toHaveLength(1);
});

it('matches an absent value', () => {
  expect(mismatches('header retry-after', { $absent: true }, undefined)).toEqual([]);
  expect(mismatches('header retry-after', { $absent: true }, '1')).toHaveLength(1);
});

it('rejects an unknown matcher', () => {
  expect(() => mismatches('body', { $like: 'a' }, 'a')).toThrow('$like is not a matcher');
});
