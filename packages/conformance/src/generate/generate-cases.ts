/** Cases made from a contract by program, beside the scenarios that people write. */
import { checkedOptions, type OptionNames } from '@pushspec/contract';
import type { Contract } from '../contract/contract.ts';
import { RULE_KINDS } from '../rules/index.ts';
import type { GeneratedCase } from './generated-case.ts';
import { matchingTexts } from './matching-texts.ts';
import { subjectsOf } from './subject.ts';

export interface GenerateOptions {
  /** Texts for patterns are drawn with it: the same seed makes the same cases. @default 1 */
  readonly seed?: number;
}

const GENERATE_OPTIONS: OptionNames<GenerateOptions> = { seed: true };

/**
 * The cases of a contract: for each keyword values that keep and that break it, each limit one below, at and
 * one above it, each member present and absent, each listed value and one beside, each example, each answer.
 * What is expected follows from the contract alone. Throws where no valid body can be made from the schema.
 */
export async function generateCases(
  contract: Contract,
  options: GenerateOptions = {},
): Promise<GeneratedCase[]> {
  const { seed = 1 } = checkedOptions('generateCases', options, GENERATE_OPTIONS);
  const matching = matchingTexts(seed);
  const cases: GeneratedCase[] = [];
  for (const entry of contract.operations.values()) {
    const [first, ...others] = await subjectsOf(contract, entry, matching);
    if (!first) continue;
    for (const kind of RULE_KINDS) cases.push(...(await kind.cases([first, ...others])));
  }
  return cases;
}
