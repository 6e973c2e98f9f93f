import { expect, it } from 'vitest';
import { mismatches } from './match.ts';

it('lets members be there that are not expected', () => {
  expect(mismatches('body', { code: '200' }, { code: '200', message: '' })).toEqual([]);
});

it('tells a number from a text', () => {
  expect(mismatches('body', { code: '200' }, { code: 200 })).toEqual([
    { what: 'body/code', expected: '"200"', got: '200' },
  ]);
});

it('names a member that is missing', () => {
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

it('tells that something is to be absent', () => {
  expect(mismatches('header retry-after', { $absent: true }, undefined)).toEqual([]);
  expect(mismatches('header retry-after', { $absent: true }, '1')).toHaveLength(1);
});

it('refuses a matcher that there is not', () => {
  expect(() => mismatches('body', { $like: 'a' }, 'a')).toThrow('$like is no matcher');
});
