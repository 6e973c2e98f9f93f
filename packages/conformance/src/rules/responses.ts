/** Cases about answers: each reason that is visible on the wire, whatever the request is. */
import { responsesOf } from '../contract/contract.ts';
import { type GeneratedCase, generatedCase } from './generated-case.ts';
import { requestForm } from './request-form.ts';
import type { Subject } from './subject.ts';

/** The target is made to answer with each example of each refusal; a client has to know it again. */
export function faultCases(subject: Subject): GeneratedCase[] {
  const { contract, entry, full } = subject;
  const { given, call, raw } = requestForm(subject, { body: full, pointer: '' });
  const refusals = responsesOf(contract, entry).flatMap(({ examples, pointer }) =>
    [...examples.keys()].map((code) => ({ code, pointer: `${pointer}/examples/${code}` })),
  );
  return refusals
    .filter(({ code }) => contract.reasons[code] !== undefined)
    .map(({ code, pointer }) =>
      generatedCase({
        contract,
        operation: entry.operationId,
        name: `the answer is ${code}`,
        aims: [`/x-reasons/${code}`, pointer],
        reason: code,
        given: { ...given, fault: code },
        ...(call ? { call } : { raw: raw ?? {} }),
      }),
    );
}
