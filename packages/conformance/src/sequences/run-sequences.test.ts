import { developmentConfig, parseConfig } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { loadContract } from '../contract/contract.ts';
import { sequenceText } from '../report/sequence-text.ts';
import type { CallOutcome, Target } from '../target/target.ts';
import { type RateModel, rateModel } from './rate-model.ts';
import { runSequences } from './run-sequences.ts';

const contract = loadContract('guance', 'documented');

/** Creates a target that counts requests with a limiter for its settings. */
function countingTarget(limiter: (limit: Parameters<typeof rateModel>[0]) => RateModel): Target {
  let nowMs = 0;
  let config = developmentConfig;
  let passes: { reason: string; model: RateModel }[] = [];
  return {
    name: 'counting',
    profile: 'documented',
    hasFrozenClock: true,
    now: () => nowMs,
    get config() {
      return config;
    },
    async reset() {
      config = developmentConfig;
    },
    async setClock(timestamp) {
      nowMs = timestamp;
    },
    async configure(api, settings) {
      config = parseConfig({ [api]: settings });
      const limits = (settings.rateLimits ?? []) as Parameters<typeof rateModel>[0][];
      passes = limits.map((limit) => ({ reason: limit.reason, model: limiter(limit) }));
    },
    async call(): Promise<CallOutcome> {
      const refusing = passes.find(({ model }) => !model(nowMs));
      return refusing
        ? { accepted: false, reason: refusing.reason, status: 401 }
        : { accepted: true, status: 200 };
    },
  };
}

const isAboutRates = (name: string) => name.includes('at any time');
const run = (target: Target, seed = 1) =>
  runSequences({ target, contracts: [contract], seed, runs: 50, filter: isAboutRates });

it('a limiter that counts as in the contract passes', async () => {
  const results = await run(countingTarget(rateModel));
  expect(results.map(({ outcome }) => outcome)).toEqual(Array(4).fill('passed'));
});

it('finds a window that is a millisecond too long, and shrinks the counterexample', async () => {
  const tooLong = countingTarget((limit) =>
    rateModel({ ...limit, windowSeconds: limit.windowSeconds + 0.001 }),
  );
  const [failed] = (await run(tooLong)).filter(({ name }) => name.includes('sliding'));
  expect(failed).toMatchObject({ outcome: 'failed', seed: 1 });
  const { steps = [] } = failed?.counterexample ?? {};
  expect(steps.length).toBeLessThanOrEqual(4);
  expect(failed?.divergence?.step).toBe(steps.length - 1);
  expect(failed?.divergence?.problem).toEqual({
    what: 'reason',
    expected: 'accepted',
    got: 'rate-limited-key',
  });
});

it('returns an identical result for the same seed', async () => {
  const generous = () => countingTarget((limit) => rateModel({ ...limit, requests: limit.requests + 1 }));
  const [one, again] = [sequenceText(await run(generous(), 7)), sequenceText(await run(generous(), 7))];
  expect(again).toBe(one);
  expect(one).toContain('seed 7, path');
});

it('skips sequences that need a frozen clock', async () => {
  const { setClock: _, ...without } = countingTarget(rateModel);
  const results = await run({ ...without, config: developmentConfig });
  expect(new Set(results.map(({ outcome, because }) => `${outcome}: ${because}`))).toEqual(
    new Set(['skipped: its clock cannot be set']),
  );
});
