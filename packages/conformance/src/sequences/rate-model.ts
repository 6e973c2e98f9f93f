/** The three algorithms of rate limits in their plainest form: what a limiter has to agree with. */
import type { RateLimit } from '@pushspec/contract';

/** Whether one more request is let pass at this instant (milliseconds since 1970, never before an earlier one). */
export type RateModel = (nowMs: number) => boolean;

export function rateModel(limit: RateLimit): RateModel {
  return MODELS[limit.algorithm](limit);
}

const MODELS: Readonly<Record<RateLimit['algorithm'], (limit: RateLimit) => RateModel>> = {
  /** Windows begin at multiples of their length. */
  fixed({ requests, windowSeconds }) {
    const passed: number[] = [];
    const windowOf = (instant: number) => Math.floor(instant / (windowSeconds * 1000));
    return (nowMs) => {
      if (passed.filter((instant) => windowOf(instant) === windowOf(nowMs)).length >= requests) return false;
      passed.push(nowMs);
      return true;
    };
  },
  /** No window of this length, wherever it begins, holds more. */
  sliding({ requests, windowSeconds }) {
    const passed: number[] = [];
    return (nowMs) => {
      if (passed.filter((instant) => nowMs - instant < windowSeconds * 1000).length >= requests) return false;
      passed.push(nowMs);
      return true;
    };
  },
  /** Counted in parts of a request, of which so many are a whole one, so that nothing is rounded. */
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
