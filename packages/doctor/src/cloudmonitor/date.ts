/** Names mistakes in a Date header: its layout, and a wrong zone or clock. */
import type { Cause } from '../search/attempt.ts';
import { type ClockFacts, clockCause } from '../search/clock.ts';
import { parseHttpDate } from './http-date.ts';

const FIX = 'Write the time in GMT, such as Mon, 30 Nov 2026 08:00:00 GMT, in English.';

/** Layouts of other programs. The first one that fits is named. */
const OTHER_LAYOUTS: readonly (readonly [RegExp, string])[] = [
  [/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/i, 'it is written as ISO 8601'],
  [/^\d{8}T?\d{6}/, 'it is written as ISO 8601, without separators'],
  [/^\d{10}(\.\d+)?$/, 'it is a number of seconds'],
  [/^\d{13}$/, 'it is a number of milliseconds'],
  [/^\d{4}-\d\d-\d\d$/, 'it has no time'],
  [/^\d{4}[/.]\d\d?[/.]\d\d?/, 'it has slashes or dots in its date'],
  [/^["']|["']$/, 'it is in quotation marks'],
  [/^[a-z]+, \d\d-[a-z]{3}-\d\d /i, 'it has the layout of RFC 850, with two digits for the year'],
  [/^[a-z]{3} [a-z]{3} [ \d]\d \d\d:\d\d:\d\d/i, 'it has the layout of `date` or asctime'],
  [/[^ -~]/, 'its names of days or months are not English'],
  [/\d\d:\d\d:\d\d\s*$/, 'it has no GMT at its end'],
  [/\d\d:\d\d:\d\d\s*[ap]\.?m/i, 'its hours count to 12 only'],
  [/\d\d:\d\d:\d\d\s+(?!gmt|utc)[a-z]/i, 'it names a zone other than GMT'],
];

/** Names the mistake in a Date header, or returns `undefined` if there is none. */
export function dateCause(text: string, facts: ClockFacts): Cause | undefined {
  const timeMs = parseHttpDate(text);
  if (timeMs !== undefined) return clockCause('Date', timeMs, { ...facts, fix: FIX });
  const detail =
    OTHER_LAYOUTS.find(([layout]) => layout.test(text.trim()))?.[1] ?? 'its layout or its day is not valid';
  return { code: 'date-format', cause: `Date is not written as required: ${detail}`, fix: FIX };
}
