import { expect, it } from 'vitest';
import { fill, MissingValue } from './placeholders.ts';

const meanings = {
  now: Date.parse('2026-11-21T08:30:00.250Z'),
  names: {
    limits: { maxItems: 100, clockSkewSeconds: 900, none: null },
    blueking: { metric: { dataId: 1500101 } },
  },
  contract: { rule: { maxLength: 128 } },
};

it('gives a text that is one placeholder the type of its value', () => {
  expect(fill('{{blueking.metric.dataId}}', meanings)).toBe(1500101);
});

it('writes the value out inside a longer text', () => {
  expect(fill('{"data_id": {{blueking.metric.dataId}}}', meanings)).toBe('{"data_id": 1500101}');
});

it('adds and subtracts', () => {
  expect(fill('{{limits.maxItems + 2 - 1}}', meanings)).toBe(101);
});

it('takes units of time in sums with the present instant, a limit by the unit in its name', () => {
  expect(fill('{{now + limits.clockSkewSeconds - 1s - 250ms}}', meanings)).toBe(
    Date.parse('2026-11-21T08:44:59Z'),
  );
});

it('reads a number of the contract by its pointer', () => {
  expect(fill('{{#/rule/maxLength + 1}}', meanings)).toBe(129);
});

it.each([
  ['seconds', 1795249800],
  ['http', 'Sat, 21 Nov 2026 08:30:00 GMT'],
  ['cloudmonitor', '20261121T083000.250+0000'],
])('writes an instant as %s', (form, written) => {
  expect(fill(`{{now as ${form}}}`, meanings)).toBe(written);
});

it('unfolds a repeat to a list or to a text', () => {
  const repeat = {
    events: { repeat: { of: { name: 'n' }, times: 2 } },
    text: { repeat: { of: 'ab', times: 3 } },
  };
  expect(fill(repeat, meanings)).toEqual({ events: [{ name: 'n' }, { name: 'n' }], text: 'ababab' });
});

it('says which value is missing', () => {
  expect(() => fill('{{limits.none + 1}}', meanings)).toThrow(
    new MissingValue('the configuration has no value for limits.none'),
  );
});

it('knows no other forms of an instant', () => {
  expect(() => fill('{{now as swatch}}', meanings)).toThrow('use seconds, http or cloudmonitor');
});
