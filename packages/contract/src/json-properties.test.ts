import { expect, it } from 'vitest';
import { firstOverflow } from './json-properties.ts';

const overflow = (json: string) => firstOverflow(Buffer.from(json), (name) => name === 'data');

it.each([
  ['{"data":1e400}', 8],
  ['{"data":[{"a":[1,-1e309]}]}', 17],
  [`{"data":${'9'.repeat(310)}}`, 8],
  ['{"a":{"data":1e400},"data":[1e400]}', 28],
])('finds a number that no double holds: %s', (json, offset) => {
  expect(overflow(json)).toBe(offset);
});

it.each([
  '{"a":1e400}',
  '{"a":{"data":1e400}}',
  '{"data":{"a":1.7976931348623157e308}}',
  '{"data":["1e400",{"1e400":1e-400}]}',
  '1e400',
])('finds none in %s', (json) => {
  expect(overflow(json)).toBeUndefined();
});
