import { expect, it } from 'vitest';
import { retryAfterMs } from './refused.ts';

const NOW = Date.UTC(2026, 10, 25, 8, 30);

it.each([
  ['0', 0],
  ['120', 120_000],
  ['9007199254740993', Number.MAX_SAFE_INTEGER],
  ['9'.repeat(400), Number.MAX_SAFE_INTEGER],
  ['Wed, 25 Nov 2026 08:31:00 GMT', 60_000],
  ['Wed, 25 Nov 2026 08:29:00 GMT', 0],
  ['Wednesday, 25-Nov-26 08:31:00 GMT', 60_000],
  ['Wed Nov 25 08:31:00 2026', 60_000],
  ['Thu, 01 Jan 2099 00:00:00 GMT', Date.UTC(2099, 0, 1) - NOW],
  ['soon', undefined],
  ['', undefined],
  ['-5', undefined],
  ['1.5', undefined],
  ['1e3', undefined],
  ['7, 9', undefined],
  ['7 s', undefined],
  [null, undefined],
])('reads %j as %j milliseconds', (value, expected) => {
  expect(retryAfterMs(value, NOW)).toBe(expected);
});
