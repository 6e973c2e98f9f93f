import { expect, it } from 'vitest';
import { retryAfterMs } from './retry-after.ts';

const NOW = Date.UTC(2026, 10, 25, 8, 30);

it.each([
  ['0', 0],
  ['120', 120_000],
  ['Wed, 25 Nov 2026 08:31:00 GMT', 60_000],
  ['Wed, 25 Nov 2026 08:29:00 GMT', 0],
  ['soon', undefined],
  ['', undefined],
  [null, undefined],
])('reads %j as %j milliseconds', (value, expected) => {
  expect(retryAfterMs(value, NOW)).toBe(expected);
});
