/** The named examples of request bodies: each of them is accepted. */
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
        // The credentials in an example are those of the documentation.
        shownBy: ({ scenario, isAccepted, body }) =>
          isAccepted && (scenario.file.includes(`#${pointer} `) || JSON.stringify(body) === text)
            ? ['valid']
            : [],
      };
    }),
  ),
};

/**
 * Throws where an example satisfies the schema of no kind: such a contract shows what it refuses.
 * `examples` are those of the contract, unless others are given that are to satisfy it.
 */
export function exampleCases(
  subjects: readonly Subject[],
  examples?: readonly RequestExample[],
): GeneratedCase[] {
  const [first] = subjects;
  if (!first) return [];
  const shown = examples ?? requestExamples(first.contract.document, first.entry);
  return shown.map(({ name, pointer, value }) => {
    const subject = subjects.find(({ judge }) => judge.opinion(value).broken.length === 0);
    if (!subject)
      throw new Error(`the example ${name} of ${first.contract.vendor} breaks the contract's own schema`);
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
