/** Explains the distance between the time in a request and the time of its receipt. */
import type { Cause } from './attempt.ts';

/** Differences between clocks that are whole time zones, in hours, likely ones first. */
export const ZONES = [
  8, -8, 9, 7, 5.5, -7, -5, -4, 1, 2, 3, -3, 10, 11, 6, 4, 5, -6, 12, -12, 13, -10, -9, -2, -1, 3.5, 6.5, 9.5,
  5.75, -3.5, 4.5, -11, 14,
];
export const HOUR_MS = 3_600_000;
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

/** Names the mistake in a time, or returns `undefined` if it is near enough. @param name - the header or parameter */
export function clockCause(
  name: string,
  timeMs: number,
  { nowMs, limitSeconds, isCapture = false, fix }: ClockFacts & { readonly fix: string },
): Cause | undefined {
  const apartMs = timeMs - nowMs;
  const limitMs = limitSeconds * 1000;
  if (limitSeconds === 0 || Math.abs(apartMs) <= limitMs || (isCapture && apartMs < 0)) return undefined;
  const fromZone = (hours: number) => Math.abs(apartMs - hours * HOUR_MS);
  const [zone = 0] = ZONES.toSorted((a, b) => fromZone(a) - fromZone(b));
  if (fromZone(zone) <= MAX_DRIFT_MS)
    return {
      code: 'timestamp-zone',
      cause: `${name} is ${Math.abs(zone)} h ${zone > 0 ? 'ahead' : 'behind'}: a local time is sent as if it were UTC, or the hours count to 12 only`,
      fix,
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
