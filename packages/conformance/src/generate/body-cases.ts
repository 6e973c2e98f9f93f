/** Cases about the body: one for each variation of a valid body. */
import { expectedOf } from './expected.ts';
import { type GeneratedCase, generatedCase } from './generated-case.ts';
import { requestForm } from './request-form.ts';
import type { Subject } from './subject.ts';
import { placeText, variationsOf } from './variations.ts';

export function bodyCases(subject: Subject): GeneratedCase[] {
  const { contract, entry, judge } = subject;
  const prefix = judge.kind === undefined ? '' : `${judge.kind}: `;
  return variationsOf(subject).map((variation) =>
    generatedCase({
      contract,
      operation: entry.operationId,
      name: `${prefix}${placeText(variation.pointer)} is ${variation.label}`,
      aims: variation.aims,
      ...requestForm(subject, variation),
      ...expectedOf(subject, variation),
    }),
  );
}
