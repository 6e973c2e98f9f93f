import { expect, it } from 'vitest';
import { size } from './size.ts';

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [3400, '3.4 kB'],
  [64_000, '64 kB'],
  [5_500_000, '5.5 MB'],
])('formats %i bytes as %s', (bytes, written) => {
  expect(size(bytes)).toBe(written);
});
