import { expect, it } from 'vitest';
import { eventTime } from './interpret.ts';

it.each([
  ['20171023T144439.948+0800', '2017-10-23T06:44:39.948Z'],
  ['20171231T233000.000-0130', '2018-01-01T01:00:00.000Z'],
  ['20240229T000000.001+0000', '2024-02-29T00:00:00.001Z'],
  ['1508741079948', '2017-10-23T06:44:39.948Z'],
  [1508741079948, '2017-10-23T06:44:39.948Z'],
])('parses %s as %s', (time, iso) => {
  expect(new Date(eventTime(time) ?? Number.NaN).toISOString()).toBe(iso);
});

it('returns undefined for a time that the contract rejects', () => {
  expect(eventTime('yesterday')).toBeUndefined();
  expect(eventTime(null)).toBeUndefined();
});
