import { expect, it } from 'vitest';
import { jsonStyle, literal } from './literal.ts';

const narrow = { ...jsonStyle, width: 24 };

it('writes a short value on one line', () => {
  expect(literal({ name: 'n', tags: [1, true, null] }, jsonStyle)).toBe(
    '{ "name": "n", "tags": [1, true, null] }',
  );
});

it('writes one property per line if the value does not fit on one line', () => {
  expect(literal({ name: 'deploy', tags: [1, 2, 3] }, narrow)).toBe(
    '{\n  "name": "deploy",\n  "tags": [1, 2, 3]\n}',
  );
});

it('counts the characters before it on the line', () => {
  expect(literal([1, 2], narrow, { taken: 18 })).toBe('[1, 2]');
  expect(literal([1, 2], narrow, { taken: 19 })).toBe('[\n  1,\n  2\n]');
});

it('writes an empty list and an empty object on one line', () => {
  expect(literal({ a: [], b: {} }, { ...jsonStyle, width: 1 })).toBe('{\n  "a": [],\n  "b": {}\n}');
});

it('keeps quotes, backslashes and non-ASCII characters', () => {
  const value = { text: '"\\ $x `y` 磁盘 ⚠️' };
  expect(JSON.parse(literal(value, jsonStyle))).toEqual(value);
});
