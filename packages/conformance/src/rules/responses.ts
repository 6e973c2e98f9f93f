/** Rules for the responses of an operation: each reason that is visible on the wire. */
import { reasonPointer } from '@pushspec/contract';
import { responsesOf } from '../contract/contract.ts';
import { behaviorName, behaviorsOf } from '../coverage/behaviors.ts';
import { type GeneratedCase, generatedCase } from '../generate/generated-case.ts';
import { requestForm } from '../generate/request-form.ts';
import type { Subject } from '../generate/subject.ts';
import { once, type RuleKind } from './rule-kind.ts';

export const responses: RuleKind = {
  cases: once(faultCases),
  hits: {
    // These cases show behaviors, which are counted separately.
    rules: () => [],
    reader(contract, { operationId }) {
      const own = behaviorsOf(contract).filter(({ operation }) => operation === operationId);
      return ({ shown, verdictCodes }) =>
        own.filter(({ reason }) => reason === shown || verdictCodes.has(reason)).map(behaviorName);
    },
    isShownOnRequest: true,
  },
};

/** Generates cases that make the target respond with each refusal example, which a client must recognize. */
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
        name: `the response is ${code}`,
        aims: [reasonPointer(code), pointer],
        reason: code,
        given: { ...given, fault: code },
        ...(call ? { call } : { raw: raw ?? {} }),
      }),
    );
}
