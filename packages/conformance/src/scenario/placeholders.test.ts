import { expect, it } from 'vitest';
import { fill, MissingValueError } from './placeholders.ts';

const placeholderValues = {
  now: Date.parse('2026-11-21T08:30:00.250Z'),
  names: {
    limits: { maxItems: 100, clockSkewSeconds: 900, none: null },
    blueking: { metric: { dataId: 1500101 } },
  },
  contract: { rule: { maxLength: 128 } },
};

it('replaces a string that is a single placeholder with a value of its type', () => {
  expect(fill('{{blueking.metric.dataId}}', placeholderValues)).toBe(1500101);
});

it('inserts the value into a longer string', () => {
  expect(fill('{"data_id": {{blueking.metric.dataId}}}', placeholderValues)).toBe('{"data_id": 1500101}');
});

it('adds and subtracts', () => {
  expect(fill('{{limits.maxItems + 2 - 1}}', placeholderValues)).toBe(101);
});

it('supports units in sums with the current time, and reads the unit of a limit from its name', () => {
  expect(fill('{{now + limits.clockSkewSeconds - 1s - 250ms}}', placeholderValues)).toBe(
    Date.parse('2026-11-21T08:44:59Z'),
  );
});

it('reads a number of the contract by its pointer', () => {
  expect(fill('{{#/rule/maxLength + 1}}', placeholderValues)).toBe(129);
});

it.each([
  ['seconds', 1795249800],
  ['http', 'Sat, 21 Nov 2026 08:30:00 GMT'],
  ['cloudmonitor', '20261121T083000.250+0000'],
])('formats a timestamp as %s', (form, written) => {
  expect(fill(`{{now as ${form}}}`, placeholderValues)).toBe(written);
});

it('expands a repeat to a list or a string', () => {
  const repeat = {
    events: { repeat: { of: { name: 'n' }, times: 2 } },
    text: { repeat: { of: 'ab', times: 3 } },
  };
  expect(fill(repeat, placeholderValues)).toEqual({ events: [{ name: 'n' }, { name: 'n' }], text: 'ababab' });
});

it('names a missing value', () => {
  expect(() => fill('{{limits.none + 1}}', placeholderValues)).toThrow(
    new MissingValueError('the configuration has no value for limits.none'),
  );
});

it('rejects unknown timestamp formats', () => {
  expect(() => fill('{{now as swatch}}', placeholderValues)).toThrow(
    'use one of seconds, http, cloudmonitor',
  );
});
