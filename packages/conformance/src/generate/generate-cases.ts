/** Cases made from a contract by program, beside the scenarios that people write. */
import { checkedOptions, type OptionNames } from '@pushspec/contract';
import type { Contract } from '../contract/contract.ts';
import { bodyCases } from './body-cases.ts';
import { exampleCases } from './example-cases.ts';
import { faultCases } from './fault-cases.ts';
import { futureCases } from './future-cases.ts';
import type { GeneratedCase } from './generated-case.ts';
import { headerCases } from './header-cases.ts';
import { limitCases } from './limit-cases.ts';
import { matchingTexts } from './matching-texts.ts';
import { requestCases } from './request-cases.ts';
import { subjectsOf } from './subject.ts';
import { comparedBitsCases, switchCases } from './switch-cases.ts';

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
    const subjects = await subjectsOf(contract, entry, matching);
    for (const subject of subjects)
      cases.push(...bodyCases(subject), ...futureCases(subject), ...comparedBitsCases(subject));
    cases.push(...exampleCases(subjects));
    // What is no matter of the body is the same for every kind.
    const [first] = subjects;
    if (!first) continue;
    cases.push(...(await headerCases(first)), ...limitCases(first), ...requestCases(first));
    cases.push(...switchCases(first), ...faultCases(first));
  }
  return cases;
}
