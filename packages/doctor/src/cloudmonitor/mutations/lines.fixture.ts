/** Mistakes in single lines: Date, Content-Type, method, Content-MD5 as signed. */
import type { Deviation } from './client.fixture.ts';
import { base64, line, type Mutation, simple } from './mutation.fixture.ts';

export const dates: readonly Mutation[] = [
  simple('date-empty', 'empty Date', line({ date: '' })),
  simple(
    'date-zone-name',
    'UTC for GMT',
    line(({ date }) => ({ date: date.replace('GMT', 'UTC') })),
  ),
  simple('date-zone-name', 'GMT for UTC', {
    before: { Date: 'Sat, 21 Nov 2026 08:30:00 UTC' },
    ...line(({ date }) => ({ date: date.replace('UTC', 'GMT') })),
  }),
  simple(
    'date-zone-name',
    '+0000 for GMT',
    line(({ date }) => ({ date: date.replace('GMT', '+0000') })),
  ),
  simple('date-other-format', 'ISO 8601', line({ date: '2026-11-21T08:30:00Z' })),
  simple('date-other-format', 'ISO 8601 with milliseconds', line({ date: '2026-11-21T08:30:00.000Z' })),
  simple('date-other-format', 'seconds', line({ date: '1795249800' })),
  simple('date-other-format', 'without weekday', line({ date: '21 Nov 2026 08:30:00 GMT' })),
  simple('date-other-zone', 'local time called GMT', line({ date: 'Sat, 21 Nov 2026 16:30:00 GMT' })),
  simple('date-other-zone', 'local time with offset', line({ date: 'Sat, 21 Nov 2026 16:30:00 +0800' })),
  simple('date-other-zone', 'CST', line({ date: 'Sat, 21 Nov 2026 16:30:00 CST' })),
  simple('date-other-zone', 'New York', line({ date: 'Sat, 21 Nov 2026 03:30:00 -0500' })),
  simple('date-other-zone', 'India, ISO', line({ date: '2026-11-21T14:00:00+05:30' })),
  simple('date-other-format', 'GMT signed, offset sent', {
    before: { Date: 'Sat, 21 Nov 2026 16:30:00 +0800' },
    ...line({ date: 'Sat, 21 Nov 2026 08:30:00 GMT' }),
  }),
  simple('date-made-twice', 'a second later', line({ date: 'Sat, 21 Nov 2026 08:30:01 GMT' })),
  simple('date-made-twice', 'five minutes before', line({ date: 'Sat, 21 Nov 2026 08:25:00 GMT' })),
  simple('date-made-twice', 'the day before', line({ date: 'Fri, 20 Nov 2026 08:30:00 GMT' })),
  simple('date-made-twice', 'two seconds before', line({ date: 'Sat, 21 Nov 2026 08:29:58 GMT' })),
];

const charset = (charset: string): Deviation => ({
  sent: () => ({ 'Content-Type': `application/json${charset}` }),
});

export const singleLines: readonly Mutation[] = [
  ...['; charset=utf-8', ';charset=UTF-8', '; charset=utf8'].map((end) =>
    simple('content-type-charset-added', `sent with ${end}`, charset(end)),
  ),
  simple(
    'content-type-charset-lost',
    'signed with a charset',
    line({ type: 'application/json; charset=utf-8' }),
  ),
  simple(
    'content-type-charset-lost',
    'signed with ;charset=UTF-8',
    line({ type: 'application/json;charset=UTF-8' }),
  ),
  simple('content-type-empty', 'empty Content-Type', line({ type: '' })),
  simple('content-type-other', 'text/plain', line({ type: 'text/plain' })),
  simple('content-type-other', 'form sent', {
    sent: () => ({ 'Content-Type': 'application/x-www-form-urlencoded' }),
  }),
  simple('method-case', 'lowercase method', line({ method: 'post' })),
  simple('method-other', 'PUT', line({ method: 'PUT' })),
  simple('method-other', 'no method', line({ method: '' })),
  simple(
    'content-md5-signed-otherwise',
    'MD5 signed in lowercase',
    line(({ md5 }) => ({ md5: md5.toLowerCase() })),
  ),
  simple('content-md5-signed-otherwise', 'MD5 not signed', line({ md5: '' })),
  simple(
    'content-md5-signed-otherwise',
    'MD5 signed in base64',
    line(({ md5 }) => ({ md5: base64(Buffer.from(md5, 'hex')) })),
  ),
  simple('content-md5-signed-otherwise', 'MD5 not sent', { sent: () => ({ 'Content-MD5': null }) }),
];
