/** Timestamps of signatures, such as `2026-11-30T00:00:00Z`: parses them, and names mistakes in them. */
import type { Cause } from '../search/attempt.ts';

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

/** Differences between clocks that are whole time zones, in hours, likely ones first. */
const ZONES = [
  8, -8, 9, 7, 5.5, -7, -5, -4, 1, 2, 3, -3, 10, 11, 6, 4, 5, -6, 12, -12, 13, -10, -9, -2, -1, 3.5, 6.5, 9.5,
  5.75, -3.5, 4.5, -11, 14,
];
const HOUR_MS = 3_600_000;
/** How wrong a clock in another zone may be. */
const MAX_DRIFT_MS = 720_000;

export interface ClockFacts {
  /** When the request was received, in milliseconds since 1970. */
  readonly nowMs: number;
  /** Largest difference that the service accepts. 0: any. */
  readonly limitSeconds: number;
  /** Whether the request may have been received long before `nowMs`. */
  readonly isCapture?: boolean;
}

/** Names the mistake in a timestamp, or returns `undefined` if there is none. */
export function timestampCause(
  name: string,
  text: string,
  { nowMs, limitSeconds, isCapture = false }: ClockFacts,
): Cause | undefined {
  const timeMs = parseTimestamp(text);
  if (timeMs === undefined) {
    const detail =
      OTHER_LAYOUTS.find(([layout]) => layout.test(text))?.[1] ?? 'its layout or its day is not valid';
    return { code: 'timestamp-format', cause: `${name} is not written as required: ${detail}`, fix: FIX };
  }
  const apartMs = timeMs - nowMs;
  const limitMs = limitSeconds * 1000;
  if (limitSeconds === 0 || Math.abs(apartMs) <= limitMs || (isCapture && apartMs < 0)) return undefined;
  const fromZone = (hours: number) => Math.abs(apartMs - hours * HOUR_MS);
  const [zone = 0] = ZONES.toSorted((a, b) => fromZone(a) - fromZone(b));
  if (fromZone(zone) <= MAX_DRIFT_MS)
    return {
      code: 'timestamp-zone',
      cause: `${name} is ${Math.abs(zone)} h ${zone > 0 ? 'ahead' : 'behind'}: a local time is sent as if it were UTC, or the hours count to 12 only`,
      fix: FIX,
    };
  return {
    code: 'clock-wrong',
    cause: `${name} is ${spanOf(Math.abs(apartMs))} ${apartMs > 0 ? 'ahead' : 'behind'}: the clock is wrong, or the request was sent long after it was signed`,
    fix: 'Synchronize the clock of the sending machine, and sign each attempt again.',
  };
}

function spanOf(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 7200 ? `${seconds} s` : `${Math.round(seconds / 3600)} h`;
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
