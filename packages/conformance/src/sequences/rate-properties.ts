/** Properties about rate limits: requests at any time pass or fail according to the contract's algorithm. */
import { type ApiName, configPartOf, type OperationEntry, type RateLimit } from '@pushspec/contract';
import fc from 'fast-check';
import { type Contract, rateLimitsOf } from '../contract/contract.ts';
import { ACCEPTED } from '../scenario/scenario.ts';
import type { Property } from './property.ts';
import { rateModel } from './rate-model.ts';
import { datedSettings, operationPart, type Sequence, type Step } from './sequence.ts';
import { countedStep } from './window-sequences.ts';

const ALGORITHMS = ['fixed', 'sliding', 'token-bucket'] as const;

/** Returns a property for each limit of a contract, and for the first limit one for each algorithm. */
export function rateProperties(contract: Contract): Property[] {
  return [...contract.operations.values()].flatMap((entry) =>
    rateLimitsOf(entry).flatMap((limit, index) =>
      ALGORITHMS.filter((algorithm) => index === 0 || algorithm === limit.algorithm).map((algorithm) => ({
        name: `${contract.api}: ${limit.reason} at any time, ${algorithm}${algorithm === limit.algorithm ? ', the contract\u2019s own' : ''}${operationPart(contract, entry)}`,
        sequences: arrivals(contract, entry, { ...limit, algorithm }),
      })),
    ),
  );
}

/** Draws a limit with few requests, so that a short sequence reaches it. Window and scope are the contract's. */
function small(limit: RateLimit): fc.Arbitrary<RateLimit> {
  return fc
    .record({ requests: fc.integer({ min: 1, max: 5 }), more: fc.integer({ min: 0, max: 3 }) })
    .map(({ requests, more }) => ({
      ...limit,
      requests,
      ...(limit.algorithm === 'token-bucket' ? { burst: requests + more } : {}),
    }));
}

/** Draws the time between two requests: zero, up to more than a window, and around its end. */
function gap({ windowSeconds }: RateLimit): fc.Arbitrary<number> {
  const windowMs = Math.round(windowSeconds * 1000);
  return fc.oneof(
    { weight: 4, arbitrary: fc.constant(0) },
    { weight: 4, arbitrary: fc.integer({ min: 1, max: Math.ceil(windowMs * 1.2) }) },
    { weight: 1, arbitrary: fc.constantFrom(windowMs - 1, windowMs, windowMs + 1) },
    { weight: 2, arbitrary: fc.integer({ min: 1, max: Math.max(1, Math.ceil(windowMs / 5)) }) },
  );
}

function arrivals(contract: Contract, entry: OperationEntry, limit: RateLimit): fc.Arbitrary<Sequence> {
  const gaps = fc.array(gap(limit), { minLength: 1, maxLength: 16 });
  return fc.record({ limit: small(limit), gaps }).map(({ limit: chosen, gaps: afterMs }) => {
    const passes = rateModel(chosen);
    const base = countedStep(contract, entry, chosen.scope);
    let nowMs = 0;
    const steps = afterMs.map((ms): Step => {
      nowMs += ms;
      return { ...base, afterMs: ms, expected: passes(nowMs) ? ACCEPTED : chosen.reason };
    });
    return {
      config: { [contract.api]: { ...datedSettings(contract, entry), rateLimits: [chosen] } },
      steps,
    };
  });
}

/** Returns the property that requests of one vendor never use up the limit of another. */
export function interleavedProperty(contracts: readonly Contract[]): Property[] {
  const all = contracts.flatMap((contract) =>
    [...contract.operations.values()].flatMap((entry) =>
      rateLimitsOf(entry)
        .slice(0, 1)
        .map((limit) => ({ contract, entry, limit })),
    ),
  );
  // Operations and APIs that share a part of the configuration share its settings.
  const senders = [...new Map(all.map((sender) => [configPartOf(sender.contract.api), sender])).values()];
  if (senders.length < 2) return [];
  const limits = fc.tuple(...senders.map(({ limit }) => small(limit)));
  const draws = fc.array(
    fc.record({
      sender: fc.nat(senders.length - 1),
      afterMs: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 30_000 })),
    }),
    { minLength: 1, maxLength: 24 },
  );
  const sequences = fc.record({ limits, draws }).map(({ limits: chosen, draws: drawn }): Sequence => {
    const models = chosen.map(rateModel);
    let nowMs = 0;
    const steps = drawn.map(({ sender, afterMs }): Step => {
      nowMs += afterMs;
      const { contract, entry, limit } = senders[sender] as (typeof senders)[number];
      const passes = models[sender]?.(nowMs) === true;
      return {
        ...countedStep(contract, entry, limit.scope),
        afterMs,
        expected: passes ? ACCEPTED : limit.reason,
      };
    });
    const config = Object.fromEntries(
      senders.map(({ contract, entry }, index): [ApiName, object] => [
        contract.api,
        { ...datedSettings(contract, entry), rateLimits: [chosen[index]] },
      ]),
    );
    const storedRequests = Object.fromEntries(
      [...Map.groupBy(steps, ({ api }) => api)].map(([api, own]) => [api, own.length]),
    );
    return { config: config as Sequence['config'], steps, storedRequests };
  });
  return [{ name: 'APIs in any order, each with its own limit and its own requests', sequences }];
}
