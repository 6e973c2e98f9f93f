import { expect, it } from 'vitest';
import { duration } from './duration.ts';

it.each([
  [0, '0 seconds'],
  [61, '1 minute 1 second'],
  [7200, '2 hours'],
  [86_400 + 59, '1 day'],
  [373 * 86_400 + 5, '1 year 8 days'],
  [400 * 86_400 + 3600, '1 year 35 days'],
])('formats %i seconds as %s', (seconds, written) => {
  expect(duration(seconds, 'en')).toBe(written);
});

it('formats units in Chinese', () => {
  expect(duration(373 * 86_400, 'zh').replaceAll(' ', '')).toBe('1年8天');
});

it('treats a negative duration as zero', () => {
  expect(duration(-5, 'en')).toBe('0 seconds');
});
