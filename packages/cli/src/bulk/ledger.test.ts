import { expect, it } from 'vitest';
import { exitCodeOf, failureMessage, type Ledger } from './ledger.ts';
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

it.each([
  [1, 1, undefined, '1 of 1 event was not delivered: '],
  [1, 2, undefined, '1 of 2 events was not delivered: '],
  [2, 2, undefined, '2 of 2 events were not delivered: '],
  [1, 2, 1, '1 of 2 events is invalid: '],
  [2, 3, 1, '2 of 3 events are invalid: '],
])('counts %i of %i events', (rejected, read, deliverable, start) => {
  const ledger = { stopped: null, rejected, dropped: 0, read, deliverable } as Ledger;
  expect(failureMessage(ledger, undefined, {}).startsWith(start)).toBe(true);
});
