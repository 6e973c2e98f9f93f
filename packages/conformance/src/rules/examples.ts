/** Rules for the named request examples: each must be accepted. */
import { type RequestExample, requestExamples } from '@pushspec/contract';
import { expectedOf } from '../generate/expected.ts';
import { type GeneratedCase, generatedCase } from '../generate/generated-case.ts';
import { requestForm } from '../generate/request-form.ts';
import type { Subject } from '../generate/subject.ts';
import { hitsOf, type RuleKind } from './rule-kind.ts';

export const examples: RuleKind = {
  cases: (subjects) => exampleCases(subjects),
  hits: hitsOf((contract, entry) =>
    requestExamples(contract.document, entry).map(({ pointer, value }) => {
      const text = JSON.stringify(value);
      return {
        pointer,
        sides: ['valid'],
        // Examples contain the credentials of the documentation.
        shownBy: ({ scenario, isAccepted, body }) =>
          isAccepted && (scenario.file.includes(`#${pointer} `) || JSON.stringify(body) === text)
            ? ['valid']
            : [],
      };
    }),
  ),
};

/**
 * Generates a case for each example. Throws if an example satisfies no kind's schema.
 * `examples` default to those of the contract.
 */
export function exampleCases(
  subjects: readonly Subject[],
  examples?: readonly RequestExample[],
): GeneratedCase[] {
  const [first] = subjects;
  if (!first) return [];
  const shown = examples ?? requestExamples(first.contract.document, first.entry);
  return shown.map(({ name, pointer, value }) => {
    const subject = subjects.find(({ validator }) => validator.validate(value).broken.length === 0);
    if (!subject)
      throw new Error(`the example ${name} of ${first.contract.api} breaks the contract's own schema`);
    const written = { body: value, pointer: '' };
    return generatedCase({
      contract: first.contract,
      operation: first.entry.operationId,
      name: `the example ${name}`,
      aims: [pointer],
      ...requestForm(subject, written),
      ...expectedOf(subject, written),
    });
  });
}
