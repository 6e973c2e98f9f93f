/** Rejects requests that exceed the rate limits. */
import { type Config, type RateLimit, rateParameters } from '@pushspec/contract';
import type { ApiContext } from '../../apis/api.ts';
import { refuse } from '../../contract/findings.ts';
import type { Exchange } from '../exchange.ts';
import type { Evaluation } from '../verdict.ts';
import { createRateLimiter } from './rate-limiter.ts';

export interface AdmitOptions<Caller> {
  context: ApiContext;
  setting: Config[keyof Config]['rateLimits'];
  /**
   * Name of a counter shared by APIs with the same part of the configuration. Each API enforces the limits of its own
   * contract, so only equal limits are counted together. @default a separate counter
   */
  sharedCounter?: string;
  /** Returns the key under which a request counts in a scope of the contract, or `undefined` if it does not count. */
  keyOf: (scope: string, exchange: Exchange<Caller>) => string | undefined;
  /** Additional parameters of the rejection's message. */
  parameters?: (exchange: Exchange<Caller>) => {
    shown: Record<string, string>;
    masked: Record<string, string>;
  };
}

/** Returns the check of the rate limits. */
export function admitStep<Caller>({
  context,
  setting,
  sharedCounter,
  keyOf,
  parameters,
}: AdmitOptions<Caller>) {
  const { contract } = context;
  const limits = setting === 'contract' ? contract.operation.limits.rates : setting === 'off' ? [] : setting;
  const counters = limits.map((limit, index) => {
    const create = () => ({ admits: createRateLimiter(limit) });
    const name = `${sharedCounter}, limit ${index}: ${rateText(limit)}`;
    const counter = sharedCounter === undefined ? create() : context.shared(name, create);
    context.onReset(() => {
      counter.admits = createRateLimiter(limit);
    });
    return counter;
  });
  return (exchange: Exchange<Caller>): Evaluation | undefined => {
    for (const [index, limit] of limits.entries()) {
      const key = keyOf(limit.scope, exchange);
      if (key === undefined || counters[index]?.admits(key, context.clock())) continue;
      const { shown, masked } = parameters?.(exchange) ?? { shown: {}, masked: {} };
      return refuse(contract, limit.reason, { parameters: { ...rateParameters(limit), ...shown }, masked });
    }
    return undefined;
  };
}

/** Returns what decides which requests a limit admits. It is the same for the same limit in two contracts. */
function rateText({ requests, windowSeconds, burst, scope, algorithm }: RateLimit): string {
  return JSON.stringify({ requests, windowSeconds, burst, scope, algorithm });
}
