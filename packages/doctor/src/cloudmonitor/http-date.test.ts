import { expect, it } from 'vitest';
import { parseHttpDate } from './http-date.ts';

const iso = (text: string) => {
  const timestamp = parseHttpDate(text);
  return timestamp === undefined ? undefined : new Date(timestamp).toISOString();
};

it.each([
  ['Mon, 23 Oct 2017 06:51:11 GMT', '2017-10-23T06:51:11.000Z'],
  ['Mon, 23 Oct 2017 06:51:11 UTC', '2017-10-23T06:51:11.000Z'],
  ['Tue, 11 Dec 2018 21:05:51 +0800', '2018-12-11T13:05:51.000Z'],
  ['Mon, 3 Jan 2010 08:33:47 GMT', '2010-01-03T08:33:47.000Z'],
])('reads %s', (text, expected) => {
  expect(iso(text)).toBe(expected);
});

it.each([
  '2017-10-23T06:51:11Z',
  'Mon, 31 Jun 2017 06:51:11 GMT',
  'Mon, 23 Oct 2017 24:00:00 GMT',
  'Mon, 23 Oct 2017 06:51:11 CST',
  '',
])('rejects %j', (text) => {
  expect(parseHttpDate(text)).toBeUndefined();
});
