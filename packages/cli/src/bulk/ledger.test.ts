import { expect, it } from 'vitest';
import { exitCodeOf } from './ledger.ts';
import { createTally } from './tally.ts';

const rejection = (local: boolean) => ({ count: 1, first: [1], local, message: 'm', fix: 'f' });
const delivered = { ...createTally(), delivered: 1 };
const invalid = { ...createTally(), rejected: 1, rejections: new Map([['not-json', rejection(true)]]) };
const refused = {
  ...createTally(),
  rejected: 2,
  rejections: new Map([
    ['not-json', rejection(true)],
    ['name-missing', rejection(false)],
  ]),
};
const dropped = { ...refused, dropped: 1 };

it.each([
  [0, 'all delivered', delivered, undefined],
  [2, 'invalid here', invalid, undefined],
  [1, 'refused by the vendor', refused, undefined],
  [3, 'no response', dropped, undefined],
  [3, 'no response', invalid, 'no-response'],
  [4, 'credentials', dropped, 'credentials'],
  [130, 'interrupted', dropped, 'interrupted'],
  [1, 'another address', invalid, 'address'],
  [2, 'the file cannot be read', delivered, 'input'],
  [2, 'a file cannot be written', delivered, 'output'],
] as const)('ends with %i: %s', (exitCode, _why, tally, stopped) => {
  expect(exitCodeOf(tally, stopped)).toBe(exitCode);
});
