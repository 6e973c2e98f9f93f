import {
  coverageJson,
  coverageLine,
  coverageOf,
  createPlan,
  generateCases,
  loadContract,
  loadScenarios,
  type Result,
} from '@pushspec/conformance';
import { expect, it } from 'vitest';

const contract = loadContract('guance', 'documented');
const plan = await createPlan(contract);
const all = [...(await loadScenarios({ api: 'guance' })), ...(await generateCases(contract))];
const own = all.filter(({ profiles }) => profiles.includes('documented'));

/** A run in which every case covers everything that it aims at. */
const shown: readonly Result[] = own.map((scenario) => ({
  ...{
    scenario,
    target: 'http',
    profile: 'documented',
    outcome: 'passed',
    problems: [],
    verdictChecked: true,
  },
  shows: plan(scenario),
}));

/** Returns the coverage of the same run with one more case that has this outcome and covers nothing new. */
async function coverageWith(outcome: 'failed' | 'skipped') {
  const problems = outcome === 'failed' ? [{ what: 'status', expected: '200', got: '500' }] : [];
  const other = { ...(shown[0] as Result), outcome, problems, shows: [], because: 'its clock cannot be set' };
  return coverageOf({ summary: summaryOf([...shown, other]), contracts: [contract], sequences: [] });
}

function summaryOf(results: readonly Result[]) {
  const count = (outcome: Result['outcome']) => results.filter((one) => one.outcome === outcome).length;
  const [passed, failed, skipped] = [count('passed'), count('failed'), count('skipped')];
  return { results, passed, failed, skipped, verdictsUnchecked: 0 };
}

it.each(['failed', 'skipped'] as const)(
  'never reports 100 %% coverage when a case was %s, even if others covered it',
  async (outcome) => {
    const coverage = await coverageWith(outcome);
    expect(coverage.percent).toBeLessThan(100);
    expect(coverageLine(coverage)).not.toContain('100');
    expect(JSON.parse(coverageJson(coverage)).coverage.percent).toBeLessThan(100);
  },
);

it('counts the checks of skipped cases as not covered', async () => {
  const half = shown.map((result) =>
    result.scenario.given.fault === undefined
      ? result
      : { ...result, outcome: 'skipped' as const, because: 'it cannot be made to fail', shows: [] },
  );
  const coverage = await coverageOf({ summary: summaryOf(half), contracts: [contract], sequences: [] });
  expect(coverage.counts.shown).toBeLessThan(coverage.counts.total);
  expect(coverage.percent).toBeLessThan((100 * coverage.counts.shown) / coverage.counts.total + 0.001);
  expect(coverageLine(coverage)).toMatch(
    /: \d+\.\d %, \d+ of \d+ rules and behaviors shown, .*could not be checked$/,
  );
});
