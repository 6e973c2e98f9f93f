/** Cases about the named examples of request bodies: each of them is accepted. */

import { type RequestExample, requestExamples } from '@pushspec/contract';
import { expectedOf } from './expected.ts';
import { type GeneratedCase, generatedCase } from './generated-case.ts';
import { requestForm } from './request-form.ts';
import type { Subject } from './subject.ts';

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
