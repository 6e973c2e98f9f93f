/** Generates cases from a contract, in addition to the written scenarios. */
import { checkedOptions, type OptionNames } from '@pushspec/contract';
import type { Contract } from '../contract/contract.ts';
import { RULE_KINDS } from '../rules/index.ts';
import type { GeneratedCase } from './generated-case.ts';
import { matchingStrings } from './matching-strings.ts';
import { subjectsOf } from './subject.ts';

/** Options of {@link generateCases}. */
export interface GenerateOptions {
  /** Seed for strings that match patterns. The same seed generates the same cases. @default 1 */
  readonly seed?: number;
}

const GENERATE_OPTIONS: OptionNames<GenerateOptions> = { seed: true };

/**
 * Generates the cases of a contract: values that keep and break each keyword, each limit one below, at and
 * one above, each property present and absent, each listed value and an unlisted one, each example, each response.
 * Expectations follow from the contract alone. Throws if no valid body can be generated from a schema.
 */
export async function generateCases(
  contract: Contract,
  options: GenerateOptions = {},
): Promise<GeneratedCase[]> {
  const { seed = 1 } = checkedOptions('generateCases', options, GENERATE_OPTIONS);
  const matching = matchingStrings(seed);
  const cases: GeneratedCase[] = [];
  for (const entry of contract.operations.values()) {
    const [first, ...others] = await subjectsOf(contract, entry, matching);
    if (!first) continue;
    for (const kind of RULE_KINDS) cases.push(...(await kind.cases([first, ...others])));
  }
  return cases;
}
