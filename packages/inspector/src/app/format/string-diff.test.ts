import { expect, it } from 'vitest';
import { diffStrings, type Part } from './string-diff.ts';

/** Puts differing characters in brackets. */
const bracketed = (parts: Part[]) =>
  parts.map(({ text, isDifferent }) => (isDifferent ? `[${text}]` : text)).join('');

it('marks nothing in equal strings', () => {
  expect(diffStrings('a\nb', 'a\nb')).toEqual({
    left: [{ text: 'a\nb', isDifferent: false }],
    right: [{ text: 'a\nb', isDifferent: false }],
  });
});

it('marks the characters of the line that differs', () => {
  const { left, right } = diffStrings('POST\napplication/json\n/path', 'POST\napplication/xml\n/path');
  expect([bracketed(left), bracketed(right)]).toEqual([
    'POST\napplication/[json]\n/path',
    'POST\napplication/[xml]\n/path',
  ]);
});

it('marks an extra line feed at the end', () => {
  const { left, right } = diffStrings('/path', '/path\n');
  expect([bracketed(left), bracketed(right)]).toEqual(['/path', '/path[\n]']);
});

it('marks a whole digest, even if some digits happen to match', () => {
  const { right } = diffStrings('D41D8CD98F00B204', 'A1D0C6E83F027327');
  expect(bracketed(right)).toBe('[A1D0C6E83F027327]');
});

it('marks inserted characters', () => {
  const { left, right } = diffStrings('x-cms-ip:127.0.0.1', 'x-cms-ip: 127.0.0.1');
  expect([bracketed(left), bracketed(right)]).toEqual(['x-cms-ip:127.0.0.1', 'x-cms-ip:[ ]127.0.0.1']);
});

it('compares very long strings by their ends', () => {
  const { left } = diffStrings(`a${'b'.repeat(5000)}c`, `a${'d'.repeat(5000)}c`);
  expect(left.map(({ isDifferent }) => isDifferent)).toEqual([false, true, false]);
});
