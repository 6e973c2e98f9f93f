/** Hunts a mutant: runs the cases that touch it, then all others, until one fails. */
import {
  type Contract,
  EmptyRunError,
  generateCases,
  loadScenarios,
  type Result,
  runScenarios,
  runSequences,
  type Scenario,
} from '@pushspec/conformance';
import { sign } from '../conformance/sign.ts';
import type { Fate, Mutant, MutantTarget } from './mutant.ts';

const written = loadScenarios();
const suites = new Map<string, Promise<readonly Scenario[]>>();

/** Returns the written and generated cases of a contract. */
export function suiteOf(contract: Contract): Promise<readonly Scenario[]> {
  const key = `${contract.api} ${contract.profile}`;
  const suite = suites.get(key) ?? makeSuite(contract);
  suites.set(key, suite);
  return suite;
}

async function makeSuite(contract: Contract): Promise<readonly Scenario[]> {
  const { api, profile } = contract;
  const own = (await written).filter((one) => one.api === api && one.profiles.includes(profile));
  return [...own, ...(await generateCases(contract))];
}

/**
 * Resolves to the fate of a mutant. If no touching case kills it, the whole suite of its vendor and profile runs, unless
 * the mutant is known to be equivalent: then the touching cases are enough to disprove that.
 */
export async function hunt(mutant: Mutant, isKnown = false): Promise<Fate> {
  let target: MutantTarget;
  try {
    target = await mutant.create();
  } catch (error) {
    return { outcome: 'stillborn', why: (error as Error).message };
  }
  try {
    const suite = await suiteOf(mutant.contract);
    const near = await mutant.touches(suite);
    const far = suite.filter((scenario) => !near.includes(scenario));
    return await huntIn(mutant, target, isKnown ? [near] : [near, far]);
  } finally {
    await target.close();
  }
}

async function huntIn(
  mutant: Mutant,
  target: MutantTarget,
  parts: readonly (readonly Scenario[])[],
): Promise<Fate> {
  let played = 0;
  for (const [index, part] of parts.entries()) {
    const { failure, count } = await firstFailure(mutant, target, part);
    played += count;
    if (failure) return killedBy(failure, played);
    if (index > 0 || !mutant.sequences) continue;
    const [broken] = await brokenSequences(mutant, target);
    if (broken) return { outcome: 'killed', by: broken, why: 'the sequence differs', played };
  }
  return { outcome: 'survived', played };
}

function killedBy({ scenario, problems }: Result, played: number): Fate {
  const [first] = problems;
  const why = first ? `${first.what}: expected ${first.expected}, got ${first.got}` : '';
  return { outcome: 'killed', by: scenario.id, why, played };
}

async function firstFailure({ contract }: Mutant, target: MutantTarget, scenarios: readonly Scenario[]) {
  let failure: Result | undefined;
  let count = 0;
  const onResult = (result: Result) => {
    if (result.outcome !== 'skipped') count++;
    if (result.outcome === 'failed') failure = result;
  };
  const filter = () => failure === undefined;
  try {
    await runScenarios({
      scenarios,
      target,
      contracts: [contract],
      sign,
      filter,
      onResult,
      strictness: 'exact',
    });
  } catch (error) {
    // This artifact cannot run any case of this part, so the other part must find the mutant.
    if (!(error instanceof EmptyRunError)) throw error;
  }
  return { failure, count };
}

async function brokenSequences(
  { contract, sequences }: Mutant,
  target: MutantTarget,
): Promise<readonly string[]> {
  const filter = sequences ?? (() => true);
  const results = await runSequences({
    ...{ target, contracts: [contract], sign, filter },
    ...{ runs: 3, strictness: 'exact' },
  });
  return results.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name);
}
