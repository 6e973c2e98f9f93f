/** Rules for how many requests are accepted in a window. */
import type { Rate } from '@pushspec/contract';
import { adapterOf } from '../apis/api-adapter.ts';
import { operationFacts } from '../contract/contract.ts';
import type { ReadExchange } from '../coverage/exchange.ts';
import { BOTH } from '../coverage/rule.ts';
import type { GeneratedCase } from '../generate/generated-case.ts';
import { requestForm } from '../generate/request-form.ts';
import type { Subject } from '../generate/subject.ts';
import { limitCase } from './limit-kind.ts';
import { hitsOf, type OperationRule, once, type RuleKind } from './rule-kind.ts';

export const rates: RuleKind = {
  cases: once(rateCases),
  hits: hitsOf((contract, entry) => operationFacts(contract, entry).limits.rates.flatMap(rateRules)),
};

function rateCases(subject: Subject): GeneratedCase[] {
  const { contract, entry } = subject;
  const form = requestForm(subject, { body: subject.full, pointer: '' });
  return operationFacts(contract, entry).limits.rates.map((rate) => {
    const { reason, scope, requests, burst, windowSeconds, pointer } = rate;
    const as = adapterOf(contract.api).counted?.(scope) ?? {};
    return limitCase(subject, {
      ...form,
      given: { ...form.given, ...as, exhausted: reason },
      aim: `${pointer}/requests`,
      name: `${reason} after ${burst ?? requests} requests (limit: ${requests} in ${windowSeconds} s)`,
      reason,
    });
  });
}

/** Creates the rules of a rate limit. Its case uses the limit up, with the last request accepted, and then sends one more. */
function rateRules({ pointer, reason, algorithm, burst }: Rate): OperationRule[] {
  const shownBy = ({ scenario, shown }: ReadExchange) =>
    scenario.given.exhausted === reason && shown === reason ? BOTH : [];
  const never = () => [];
  const isBurst = algorithm === 'token-bucket' && burst !== undefined;
  // Only a sequence of requests shows that a window has passed.
  return [
    { pointer: `${pointer}/${isBurst ? 'burst' : 'requests'}`, sides: BOTH, shownBy },
    ...(isBurst ? [{ pointer: `${pointer}/requests`, sides: BOTH, shownBy: never }] : []),
    { pointer: `${pointer}/windowSeconds`, sides: BOTH, shownBy: never },
  ];
}
