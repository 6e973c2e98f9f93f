import type { DropCause, Outcome } from '@pushspec/client/reporter';
import { expect, it } from 'vitest';
import { fateOf } from './fate.ts';

const dropped = (cause: DropCause, error?: Error): Outcome => ({
  end: 'dropped',
  event: {},
  cause,
  error,
  mayHaveArrived: false,
});

it.each([
  ['closed', 'back'],
  ['close-timeout', 'back'],
  ['queue-full', 'back'],
  ['permanent-failure', 'back'],
  ['unexpected-response', 'back'],
  ['gave-up', 'dead'],
  ['before-send', 'done'],
] as const)('an event that the reporter drops because of %s: %s', (cause, fate) => {
  expect(fateOf(dropped(cause), false)).toBe(fate);
});

it('keeps an event that was retried for as long as the options allow', () => {
  expect(fateOf(dropped('gave-up'), true)).toBe('back');
});

it('keeps an event as a dead letter if `beforeSend` fails for it', () => {
  expect(fateOf(dropped('before-send', new Error('bug')), false)).toBe('dead');
});
