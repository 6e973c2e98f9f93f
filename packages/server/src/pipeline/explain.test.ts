import { expect, it } from 'vitest';
import { headerText } from './explain.ts';

it('writes printable ASCII, and the rest percent-encoded', () => {
  expect(headerText('a "b" 100 %\n磁…')).toBe('a "b" 100 %25%0A%E7%A3%81%E2%80%A6');
});

it('stays within a kilobyte', () => {
  expect(headerText('磁'.repeat(1000)).length).toBeLessThanOrEqual(1024);
  expect(headerText('x'.repeat(5000)).length).toBeLessThanOrEqual(1024);
});
