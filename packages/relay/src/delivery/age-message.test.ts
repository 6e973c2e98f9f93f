import { expect, it } from 'vitest';
import { createAgeMessage } from './age-message.ts';

it.each([
  [undefined, 'more than 24 hours'],
  [3_600_000, 'more than 1 hour ('],
  [5_400_000, 'more than 1.5 hours'],
  [2_000, 'more than 2 seconds'],
])('names a limit of %s ms', (maxAgeMs, expected) => {
  expect(createAgeMessage(maxAgeMs).whyExpired()).toContain(expected);
});

it('contains the last failure', () => {
  const message = createAgeMessage();
  message.requested(new Error('connection refused'));
  message.requested(new Error('the service failed (500)'));
  expect(message.whyExpired()).toBe(
    'it waited for more than 24 hours (`--max-age`, `maxAgeMs`) and was not delivered. The last request failed: the service failed (500)',
  );
});

it('does not contain a failure before the last success', () => {
  const message = createAgeMessage();
  message.requested(new Error('connection refused'));
  message.requested(undefined);
  expect(message.whyExpired()).not.toContain('refused');
});
