/** Mistakes in the Date line: the signed Date differs from the one sent. */

import type { Attempt } from '../../search/attempt.ts';
import { type Mistake, type SignatureCase, withParts } from '../case.ts';
import { parseHttpDate } from '../http-date.ts';

const FIX = 'Format the Date once, in GMT. Then sign and send exactly this string.';
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Common offsets in hours, likely ones first. */
const ZONES = [
  8, 9, 7, 5.5, -8, -7, -5, -4, 1, 2, 3, -3, 10, 11, 6, 4, 5, -6, 12, 13, -10, -9, -2, -1, 3.5, 6.5, 9.5,
  5.75, -3.5, 4.5, -11, 14,
];
const ZONE_NAMES: Readonly<Record<number, readonly string[]>> = {
  8: ['CST', 'SGT', 'HKT'],
  9: ['JST', 'KST'],
  7: ['WIB'],
  5.5: ['IST'],
  1: ['CET', 'BST'],
  2: ['CEST', 'EET'],
  3: ['MSK'],
  [-4]: ['EDT'],
  [-5]: ['EST', 'CDT'],
  [-6]: ['CST', 'MDT'],
  [-7]: ['PDT', 'MST'],
  [-8]: ['PST'],
};

/** Distances from the sent Date that are tried: seconds, minutes, hours and days. */
const STEPS: readonly (readonly [seconds: number, times: number, unit: string])[] = [
  [1, 60, 's'],
  [60, 60, 'min'],
  [3600, 24, 'h'],
  [86_400, 31, 'd'],
];

export const dateMistakes: readonly Mistake[] = [
  {
    code: 'date-empty',
    cause: 'Date is sent, but its line in the string to sign is empty',
    fix: FIX,
    attempts: (request) => [withParts(request, { date: '' })],
  },
  {
    code: 'date-zone-name',
    cause: 'Date was signed as {detail}, but is sent with another name for the same zone',
    fix: FIX,
    attempts: zoneNames,
  },
  {
    code: 'date-other-format',
    cause: 'Date was signed {detail}, but is sent in another format for the same time',
    fix: FIX,
    attempts: (request) => otherFormats(request, 0),
  },
  {
    code: 'date-other-zone',
    cause: 'Date was signed in the zone {detail}, but is sent in another one',
    fix: FIX,
    attempts: otherZones,
  },
  {
    code: 'date-made-twice',
    cause: 'the signed Date differs from the one sent, by {detail}',
    fix: FIX,
    attempts: otherTimes,
  },
];

interface Clock {
  weekday: string;
  day: string;
  month: string;
  monthNumber: string;
  year: string;
  time: string;
  ms: string;
}

function clockOf(timestamp: number, hours = 0): Clock {
  const date = new Date(timestamp + hours * 3_600_000);
  const iso = date.toISOString();
  return {
    weekday: DAYS[date.getUTCDay()] ?? '',
    day: iso.slice(8, 10),
    month: MONTHS[date.getUTCMonth()] ?? '',
    monthNumber: iso.slice(5, 7),
    year: iso.slice(0, 4),
    time: iso.slice(11, 19),
    ms: iso.slice(19, 23),
  };
}

function rfc1123({ weekday, day, month, year, time }: Clock, zone: string): string {
  return `${weekday}, ${day} ${month} ${year} ${time} ${zone}`;
}

function* zoneNames(request: SignatureCase): Iterable<Attempt> {
  const { date } = request.parts;
  for (const zone of ['GMT', 'UTC', '+0000', 'Z', '-0000', 'gmt', '+00:00', 'UT', 'GMT+0000', 'GMT+00:00'])
    yield withParts(request, { date: date.replace(/ (GMT|UTC|\+0000)$/i, ` ${zone}`) }, zone);
}

/** Returns a time in the formats of common languages, in GMT. */
function formsOf(timestamp: number): readonly (readonly [string, string])[] {
  const clock = clockOf(timestamp);
  const { weekday, day, month, monthNumber, year, time, ms } = clock;
  const ymd = `${year}-${monthNumber}-${day}`;
  const short = day.replace(/^0/, '');
  return [
    ['as RFC 1123 in GMT', rfc1123(clock, 'GMT')],
    ['as ISO 8601', `${ymd}T${time}Z`],
    ['as ISO 8601', `${ymd}T${time}${ms}Z`],
    ['as ISO 8601', `${ymd}T${time}`],
    ['as ISO 8601', `${ymd}T${time}+00:00`],
    ['as ISO 8601', `${ymd}T${time}${ms}`],
    ['as ISO 8601', `${ymd}T${time}${ms}+00:00`],
    ['as ISO 8601', `${ymd}T${time}+0000`],
    ['in numbers', `${ymd} ${time}`],
    ['in numbers', `${ymd} ${time} GMT`],
    ['in numbers', `${year}/${monthNumber}/${day} ${time}`],
    ['as the time of an event', `${ymd.replaceAll('-', '')}T${time.replaceAll(':', '')}${ms}+0000`],
    ['as ISO 8601 without separators', `${ymd.replaceAll('-', '')}T${time.replaceAll(':', '')}Z`],
    ['in seconds', String(Math.floor(timestamp / 1000))],
    ['in milliseconds', String(timestamp)],
    ['with one digit for the day', rfc1123({ ...clock, day: short }, 'GMT')],
    ['with two digits for the day', rfc1123({ ...clock, day: day.padStart(2, '0') }, 'GMT')],
    ['with a space before the day', rfc1123({ ...clock, day: short.padStart(2) }, 'GMT')],
    ['without the weekday', rfc1123(clock, 'GMT').slice(5)],
    ['without the zone', rfc1123(clock, '').trimEnd()],
    ['without the comma', rfc1123(clock, 'GMT').replace(',', '')],
    [
      'as printed by JavaScript',
      `${weekday} ${month} ${day} ${year} ${time} GMT+0000 (Coordinated Universal Time)`,
    ],
    ['as printed by Java', `${weekday} ${month} ${day} ${time} UTC ${year}`],
    ['as printed by Java', `${weekday} ${month} ${day} ${time} GMT ${year}`],
    ['as printed by C', `${weekday} ${month} ${short.padStart(2)} ${time} ${year}`],
    ['as RFC 850 does', `${weekday}, ${day}-${month}-${year.slice(2)} ${time} GMT`],
    ['in lowercase', rfc1123(clock, 'GMT').toLowerCase()],
    ['in uppercase', rfc1123(clock, 'GMT').toUpperCase()],
  ];
}

function* otherFormats(request: SignatureCase, shiftMs: number): Iterable<Attempt> {
  const timestamp = parseHttpDate(request.parts.date);
  if (timestamp === undefined) return;
  for (const [detail, date] of formsOf(timestamp + shiftMs)) yield withParts(request, { date }, detail);
  for (const date of ['null', 'None', 'undefined']) yield withParts(request, { date }, `as ${date}`);
  yield withParts(request, { date: encodeURIComponent(request.parts.date) }, 'URL-encoded');
  yield withParts(request, { date: `"${request.parts.date}"` }, 'in quotation marks');
}

function* otherZones(request: SignatureCase): Iterable<Attempt> {
  const timestamp = parseHttpDate(request.parts.date);
  if (timestamp === undefined) return;
  for (const hours of ZONES) {
    const offset = offsetText(hours);
    const clock = clockOf(timestamp, hours);
    const { year, monthNumber, day, time } = clock;
    for (const zone of ['GMT', offset, ...(ZONE_NAMES[hours] ?? [])])
      yield withParts(request, { date: rfc1123(clock, zone) }, offset);
    const iso = `${year}-${monthNumber}-${day}T${time}${offset.slice(0, 3)}:${offset.slice(3)}`;
    yield withParts(request, { date: iso }, offset);
  }
}

function offsetText(hours: number): string {
  const minutes = Math.abs(hours) * 60;
  const pad = (part: number) => String(Math.floor(part)).padStart(2, '0');
  return (hours < 0 ? '-' : '+') + pad(minutes / 60) + pad(minutes % 60);
}

function* otherTimes(request: SignatureCase): Iterable<Attempt> {
  const timestamp = parseHttpDate(request.parts.date);
  if (timestamp === undefined) return;
  const zone = /\S+$/.exec(request.parts.date)?.[0] ?? 'GMT';
  const label = /^[+-]/.test(zone) ? 'GMT' : zone;
  const at = (ms: number, detail: string) =>
    withParts(request, { date: rfc1123(clockOf(ms), label) }, detail);
  // A wrong weekday, as in the vendor's own sample.
  for (const weekday of DAYS)
    yield withParts(request, { date: request.parts.date.replace(/^[A-Z][a-z]{2}/, weekday) }, 'its weekday');
  for (const [name, date] of request.prescribed)
    if (name === 'date')
      yield withParts(request, { date }, 'being the one of the example in the documentation');
  for (const seconds of [0, -1, 1, -2])
    yield at(request.nowMs + seconds * 1000, 'having been made at another time');
  for (const [seconds, times, unit] of STEPS) {
    for (let count = 1; count <= times; count++) {
      for (const sign of [-1, 1]) yield at(timestamp + sign * count * seconds * 1000, `${count} ${unit}`);
    }
  }
}
