/** Models the three rate limit algorithms in their simplest form, as a reference for limiters. */
import type { RateLimit } from '@pushspec/contract';

/** Returns whether one more request passes at this time, in milliseconds since the epoch. Times never decrease. */
export type RateModel = (nowMs: number) => boolean;

export function rateModel(limit: RateLimit): RateModel {
  return MODELS[limit.algorithm](limit);
}

const MODELS: Readonly<Record<RateLimit['algorithm'], (limit: RateLimit) => RateModel>> = {
  /** Windows start at multiples of their length. */
  fixed({ requests, windowSeconds }) {
    const passed: number[] = [];
    const windowOf = (timestamp: number) => Math.floor(timestamp / (windowSeconds * 1000));
    return (nowMs) => {
      if (passed.filter((timestamp) => windowOf(timestamp) === windowOf(nowMs)).length >= requests)
        return false;
      passed.push(nowMs);
      return true;
    };
  },
  /** No window of this length contains more requests, wherever it starts. */
  sliding({ requests, windowSeconds }) {
    const passed: number[] = [];
    return (nowMs) => {
      if (passed.filter((timestamp) => nowMs - timestamp < windowSeconds * 1000).length >= requests)
        return false;
      passed.push(nowMs);
      return true;
    };
  },
  /** Counts in fractions of a request to avoid rounding. */
  'token-bucket'({ requests, windowSeconds, burst = requests }) {
    const whole = windowSeconds * 1000;
    let level = burst * whole;
    let filledAt: number | undefined;
    return (nowMs) => {
      level = Math.min(burst * whole, level + (nowMs - (filledAt ?? nowMs)) * requests);
      filledAt = nowMs;
      if (level < whole) return false;
      level -= whole;
      return true;
    };
  },
};
