/** A clock for signatures that follows the clock of the service. */
import { httpDate } from '../http-date.ts';
import type { Refusal } from '../sender.ts';

/** A clock that is set to the service's clock when the service refuses a signature because of its time. */
export interface SigningClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Begins an attempt. Returns a function that receives its refusal and returns whether it has corrected the clock. */
  attempt(): (refusal: Refusal) => boolean;
}

/** A smaller difference does not cause a refusal, and may be the latency of the response. */
const TOLERANCE_MS = 5 * 60_000;

/** Creates a signing clock. @param mayBeSkew Returns whether a wrong clock can be the cause of a refusal. */
export function createSigningClock(
  now: () => number,
  mayBeSkew: (refusal: Refusal) => boolean,
): SigningClock {
  let offsetMs = 0;
  return {
    now: () => now() + offsetMs,
    attempt() {
      const signedWithMs = offsetMs;
      return (refusal) => {
        // NaN without a date.
        const differenceMs = Number(httpDate(refusal.date)) - now();
        const isOff = Math.abs(differenceMs - signedWithMs) > TOLERANCE_MS && mayBeSkew(refusal);
        if (isOff) offsetMs = differenceMs;
        return isOff;
      };
    },
  };
}
