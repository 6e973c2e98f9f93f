import { expect, it } from 'vitest';
import { scanJson } from './json-scan.ts';

const scan = (text: string, options = {}) => scanJson(Buffer.from(text), options);

it.each([
  ['NaN', 0, 'invalid char'],
  ['{"a": Infinity}', 6, 'invalid char'],
  ['[-Infinity]', 2, 'invalid char'],
  ['\ufeff{}', 0, 'invalid char'],
  ['{"a": True}', 6, 'invalid char'],
  ['{"a": tru3}', 9, 'invalid char'],
  ['[.5]', 1, 'invalid char'],
  ['[+1]', 1, 'invalid char'],
  ['[01]', 2, 'invalid char'],
  ['[1.]', 3, 'invalid char'],
  ['[1e+]', 4, 'invalid char'],
  ['[-]', 2, 'invalid char'],
  ['<a/>', 0, 'invalid char'],
  ['a=1&b=2', 0, 'invalid char'],
  ["{'a': 1}", 1, 'invalid char'],
  ['{"部署": NaN}', 11, 'invalid char'],
  ['{"🚀": .5}', 9, 'invalid char'],
  ['["a\nb"]', 3, 'invalid char'],
  ['["\\x"]', 3, 'invalid escape char'],
  ['["\\u12g4"]', 6, 'invalid unicode escape'],
  ['[1,]', 3, 'invalid char'],
  ['{"a":1,}', 7, 'invalid char'],
  ['{"a" 1}', 5, 'invalid char'],
  ['{} {}', 3, 'invalid char'],
  ['[1]x', 3, 'invalid char'],
  ['', 0, 'unexpected end'],
  ['  \n', 3, 'unexpected end'],
  ['{"a": ', 6, 'unexpected end'],
  ['{"a', 3, 'unexpected end'],
  ['["\\', 3, 'unexpected end'],
  ['["\\u12', 6, 'unexpected end'],
  ['[tru', 4, 'unexpected end'],
  ['[1', 2, 'unexpected end'],
  ['-', 1, 'unexpected end'],
])('finds the first error in %j', (text, byte, detail) => {
  expect(scan(text).problem).toEqual({ byte, detail });
});

it.each(['0', '-0.0e-0', '"\\ud800"', '[{"a":[]},{}]', ' [ 1 , "\\"\\\\" ] ', 'null'])(
  'accepts %j',
  (text) => {
    expect(scan(text).problem).toBeUndefined();
  },
);

it.each([
  ['{"a": [{"b": []}]}', 4],
  ['[[1], [[2]], [3]]', 3],
  ['["[[[[", "\\"[[["]', 1],
  ['["\\\\",[]]', 2],
  ['1', 0],
  ['[[NaN', 2],
])('counts the levels of %j', (text, depth) => {
  expect(scan(text).depth).toBe(depth);
});

it('stops at the maximum depth', () => {
  expect(scan('[[[NaN', { maxDepth: 2 })).toEqual({ problem: undefined, depth: 3, end: 3 });
  expect(scan('[[1],NaN', { maxDepth: 2 }).problem?.byte).toBe(5);
});

it('accepts raw control characters only in strings, and only with the option', () => {
  expect(scan('{"a\u0000": "\n"}', { controlCharacters: true }).problem).toBeUndefined();
  expect(scan('{"a": \u0000}', { controlCharacters: true }).problem?.byte).toBe(6);
  expect(scan('["a\\\n"]', { controlCharacters: true }).problem?.byte).toBe(4);
  expect(scan('["a', { controlCharacters: true }).problem?.byte).toBe(3);
});

it('handles a million levels', () => {
  const problem = { byte: 1e6, detail: 'unexpected end' };
  expect(scan('['.repeat(1e6))).toEqual({ problem, depth: 1e6, end: 1e6 });
});
