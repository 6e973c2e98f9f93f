import { expect, it } from 'vitest';
import { isShown } from './shown.ts';

it.each([
  ['as it is', `ERROR: the signature does not fit the request`],
  ['as JSON in JSON', `{"resp":"{\\"msg\\": \\"the signature does\\\\n not fit the request\\"}"}`],
  ['over several lines', 'Message: the signature does\n  not fit the request'],
])('finds a message %s', (_, output) => {
  expect(isShown('the signature does not fit the request', output)).toBe(true);
});

it('finds a message in which the server masks a secret', () => {
  expect(isShown('reject invalid token: 7/…4c51', 'reject invalid token: 7/dev-metric-4c51')).toBe(true);
});

it.each([
  ['another message', 'the access key is not known'],
  ['only its beginning', 'the signature does not'],
  ['nothing', ''],
])('does not find a message in %s', (_, output) => {
  expect(isShown('the signature does not fit the request', output)).toBe(false);
});

it('an empty message is never shown', () => {
  expect(isShown('', 'anything')).toBe(false);
});
