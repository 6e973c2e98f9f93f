import { expect, it } from 'vitest';
import { plainNumber } from './convert.ts';

it.each([
  [1, '1'],
  [1.5, '1.5'],
  [-0, '-0'],
  [0.1, '0.1'],
  [1e20, '100000000000000000000'],
  [1e21, '1000000000000000000000'],
  [-1.25e22, '-12500000000000000000000'],
  [1.2345678901234567e30, '1234567890123456700000000000000'],
  [1e-7, '0.0000001'],
  [-1.5e-10, '-0.00000000015'],
  [2 ** 53, '9007199254740992'],
])('writes %d as %s', (value, text) => {
  expect(plainNumber(value)).toBe(text);
});

it('writes the largest double with 309 digits', () => {
  expect(plainNumber(Number.MAX_VALUE)).toBe(`17976931348623157${'0'.repeat(292)}`);
});
