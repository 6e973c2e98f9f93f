/** Admit: refuses what comes faster than the rate limits allow. */
import { type Config, rateParameters } from '@pushspec/contract';
import { refuse } from '../../contract/findings.ts';
import type { ApiContext } from '../../vendors/vendor.ts';
import type { Exchange } from '../exchange.ts';
import type { Judgement } from '../verdict.ts';
import { createRateLimiter } from './rate-limiter.ts';

export interface AdmitOptions<Caller> {
  context: ApiContext;
  setting: Config[keyof Config]['rateLimits'];
  /** Whose requests are counted together in a scope of the contract; undefined: not counted. */
  keyOf: (scope: string, exchange: Exchange<Caller>) => string | undefined;
  /** Parameters of the refusal's message beyond those of the limit. */
  parameters?: (exchange: Exchange<Caller>) => {
    shown: Record<string, string>;
    masked: Record<string, string>;
  };
}

export function admitStep<Caller>({ context, setting, keyOf, parameters }: AdmitOptions<Caller>) {
  const { contract } = context;
  const limits = setting === 'contract' ? contract.operation.limits.rates : setting === 'off' ? [] : setting;
  const fresh = () => limits.map((limit) => ({ limit, take: createRateLimiter(limit) }));
  let limiters = fresh();
  context.onReset(() => {
    limiters = fresh();
  });
  return (exchange: Exchange<Caller>): Judgement | undefined => {
    for (const { limit, take } of limiters) {
      const key = keyOf(limit.scope, exchange);
      if (key === undefined || take(key, context.clock())) continue;
      const { shown, masked } = parameters?.(exchange) ?? { shown: {}, masked: {} };
      return refuse(contract, limit.reason, { parameters: { ...rateParameters(limit), ...shown }, masked });
    }
    return undefined;
  };
}
