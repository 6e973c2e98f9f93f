import { expect, it } from 'vitest';
import { headerValue } from './explain.ts';

it('percent-encodes all but printable ASCII', () => {
  expect(headerValue('a "b" 100 %\n磁…')).toBe('a "b" 100 %25%0A%E7%A3%81...');
});

it('is at most one kilobyte', () => {
  expect(headerValue('磁'.repeat(1000)).length).toBeLessThanOrEqual(1024);
  expect(headerValue('x'.repeat(5000)).length).toBeLessThanOrEqual(1024);
});
