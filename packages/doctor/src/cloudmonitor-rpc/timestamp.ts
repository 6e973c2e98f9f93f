/** Timestamps of signatures, such as `2026-11-30T00:00:00Z`: parses them, and names mistakes in them. */
import type { Cause } from '../search/attempt.ts';
import { type ClockFacts, clockCause, HOUR_MS, ZONES } from '../search/clock.ts';

export type { ClockFacts } from '../search/clock.ts';

const LAYOUT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** Parses a timestamp. Returns `undefined` for another layout or a day that does not exist. */
export function parseTimestamp(text: string): number | undefined {
  const time = LAYOUT.test(text) ? Date.parse(text) : Number.NaN;
  const isReal = !Number.isNaN(time) && timestampAt(time).startsWith(text.slice(0, 10));
  return isReal ? time : undefined;
}

/** Writes a timestamp. */
export function timestampAt(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

const FIX = 'Write the time in UTC as 2026-11-30T00:00:00Z, without milliseconds.';

/** Layouts of other programs. The first one that fits is named. */
const OTHER_LAYOUTS: readonly (readonly [RegExp, string])[] = [
  [/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.,]\d+Z$/, 'it has fractions of a second'],
  [/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([.,]\d+)?[ +-]\d\d:?\d\d$/, 'it has an offset instead of Z'],
  [/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([.,]\d+)?$/, 'it has no Z at its end'],
  [/^\d{4}-\d\d-\d\d[ +_]\d\d:\d\d:\d\d/, 'it has no T between date and time'],
  [/^\d{8}T\d{6}/, 'it has no separators, as for AWS'],
  [/^\d{14}/, 'it has no separators'],
  [/^\d{10}(\.\d+)?$/, 'it is a number of seconds'],
  [/^\d{13}$/, 'it is a number of milliseconds'],
  [/^\d{4}[/.]\d\d?[/.]\d\d?/, 'it has slashes or dots in its date'],
  [/^[A-Z][a-z]{2},? /, 'it is written as in the Date header'],
  [/^\d{4}-\d\d-\d\dt|z$/, 'it has small letters'],
  [/%3A/i, 'it is percent-encoded twice'],
  [/^["']|["']$/, 'it is in quotation marks'],
  [/^\d{4}-\d\d-\d\dT\d\d:\d\dZ?$/, 'it has no seconds'],
  [/^\d{4}-\d\d-\d\d$/, 'it has no time'],
  [/^\d{4}-\d{1,2}-\d{1,2}T\d{1,2}:\d{1,2}:\d{1,2}Z$/, 'it has numbers with one digit'],
];

/** Names the mistake in a timestamp, or returns `undefined` if there is none. */
export function timestampCause(name: string, text: string, facts: ClockFacts): Cause | undefined {
  const timeMs = parseTimestamp(text);
  if (timeMs === undefined) {
    const detail =
      OTHER_LAYOUTS.find(([layout]) => layout.test(text))?.[1] ?? 'its layout or its day is not valid';
    return { code: 'timestamp-format', cause: `${name} is not written as required: ${detail}`, fix: FIX };
  }
  return clockCause(name, timeMs, { ...facts, fix: FIX });
}

/** Returns other times and layouts that a caller may have signed instead of the timestamp sent. */
export function* timesNear(sent: string, nowMs: number): Iterable<readonly [text: string, detail: string]> {
  const sentMs = parseTimestamp(sent);
  if (sentMs === undefined) return;
  const date = new Date(sentMs);
  const iso = date.toISOString();
  const layouts: readonly (readonly [string, string])[] = [
    [iso, 'with milliseconds'],
    [sent.replace('Z', '+00:00'), 'with an offset'],
    [sent.replace('Z', '+0000'), 'with an offset'],
    [sent.replace('Z', ''), 'without Z'],
    [sent.replace('T', ' ').replace('Z', ''), 'without T and Z'],
    [sent.replace(/[-:]/g, ''), 'without separators'],
    [date.toUTCString(), 'as in the Date header'],
    [String(sentMs), 'in milliseconds'],
    [String(sentMs / 1000), 'in seconds'],
    [sent.replaceAll(':', '%3A'), 'percent-encoded'],
    ['', 'as an empty string'],
  ];
  yield* layouts;
  for (const hours of ZONES)
    yield [timestampAt(sentMs + hours * HOUR_MS), `in the zone ${hours > 0 ? '+' : ''}${hours} h`];
  for (const seconds of [0, -1, 1]) yield [timestampAt(nowMs + seconds * 1000), 'at another time'];
  for (let count = 1; count <= 60; count++)
    for (const sign of [-1, 1])
      yield [timestampAt(sentMs + sign * count * 1000), `${count} s ${sign < 0 ? 'earlier' : 'later'}`];
  for (let count = 2; count <= 15; count++)
    for (const sign of [-1, 1])
      yield [timestampAt(sentMs + sign * count * 60_000), `${count} min ${sign < 0 ? 'earlier' : 'later'}`];
}
