import { expect, it } from 'vitest';
import { nestingDepth } from './nesting-depth.ts';

const depth = (text: string) => nestingDepth(Buffer.from(text));

it('counts arrays and objects alike', () => {
  expect(depth('{"a": [{"b": []}]}')).toBe(4);
});

it('counts the deepest place', () => {
  expect(depth('[[1], [[2]], [3]]')).toBe(3);
});

it('looks past brackets in strings', () => {
  expect(depth('["[[[[", "\\"[[["]')).toBe(1);
});
