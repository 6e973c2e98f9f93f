import { PushError, TransportError } from '@pushspec/client';
import { expect, it } from 'vitest';
import { count, createTally } from './tally.ts';

const entry = { number: 2, end: { records: 2, bytes: 9 }, event: {} };
const api = 'cloudmonitor';

/** Returns the counted message of an event that was dropped at the end of an interrupted run. */
function messageOf(error: PushError | TransportError | undefined) {
  const tally = createTally();
  count(tally, entry, { end: 'dropped', cause: 'close-timeout', error, mayHaveArrived: false } as never);
  return tally.drops.get('close-timeout')?.message;
}

it('does not blame dropped events for a refusal of another event in their request', () => {
  const refusal = { message: 'event 0 has no content', api, reason: 'content-missing', aboutItem: true };
  const error = new PushError(refusal as never);
  expect(messageOf(error)).toBe('the run ended before the response arrived');
});

it('says why there was no response', () => {
  const failure = { message: 'connection refused', api, kind: 'network' };
  expect(messageOf(new TransportError(failure as never))).toBe('connection refused');
  expect(messageOf(undefined)).toBe('the run ended before the response arrived');
});
