/** What an operation can answer: each reason that is visible on the wire, whatever the request is. */
import { reasonPointer } from '@pushspec/contract';
import { responsesOf } from '../contract/contract.ts';
import { behaviourName, behavioursOf } from '../coverage/behaviours.ts';
import { type GeneratedCase, generatedCase } from '../generate/generated-case.ts';
import { requestForm } from '../generate/request-form.ts';
import type { Subject } from '../generate/subject.ts';
import { once, type RuleKind } from './rule-kind.ts';

export const responses: RuleKind = {
  cases: once(faultCases),
  hits: {
    // What is shown is a behavior, and those are counted by themselves.
    rules: () => [],
    reader(contract, { operationId }) {
      const own = behavioursOf(contract).filter(({ operation }) => operation === operationId);
      return ({ shown, told }) =>
        own.filter(({ reason }) => reason === shown || told.has(reason)).map(behaviourName);
    },
    isShownOnRequest: true,
  },
};

/** The target is made to answer with each example of each refusal; a client has to know it again. */
function faultCases(subject: Subject): GeneratedCase[] {
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
        aims: [reasonPointer(code), pointer],
        reason: code,
        given: { ...given, fault: code },
        ...(call ? { call } : { raw: raw ?? {} }),
      }),
    );
}
