/** Explains why an event that waited in the spool was dropped. */

import { DEFAULT_MAX_AGE_MS } from '@pushspec/client/spool';

const HOUR_MS = 3_600_000;

export interface AgeMessage {
  /** Must be called with the result of each request to the vendor. */
  requested(error: Error | undefined): void;
  whyExpired(): string;
}

/** Creates the message. It contains the last failure, if requests have failed since the last success. */
export function createAgeMessage(maxAgeMs = DEFAULT_MAX_AGE_MS): AgeMessage {
  let failure: string | undefined;
  return {
    requested(error) {
      failure = error?.message;
    },
    whyExpired() {
      const waited = `it waited for more than ${durationOf(maxAgeMs)} (\`--max-age\`, \`maxAgeMs\`) and was not delivered`;
      return failure === undefined ? waited : `${waited}. The last request failed: ${failure}`;
    },
  };
}

function durationOf(ms: number): string {
  const [count, unit] = ms < HOUR_MS ? [ms / 1000, 'second'] : [ms / HOUR_MS, 'hour'];
  const rounded = Number(count.toPrecision(3));
  return `${rounded} ${unit}${rounded === 1 ? '' : 's'}`;
}
