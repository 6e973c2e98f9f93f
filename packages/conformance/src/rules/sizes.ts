/** How many bytes a body may have, and from how many on it is accepted and dropped. */
import type { Limit } from '@pushspec/contract';
import { operationFacts } from '../contract/contract.ts';
import type { ReadExchange } from '../coverage/exchange.ts';
import { BOTH, type Side } from '../coverage/rule.ts';
import { edited } from '../generate/edit.ts';
import type { GeneratedCase } from '../generate/generated-case.ts';
import { jsonOf, type RequestForm } from '../generate/request-form.ts';
import { longTextPlace } from '../generate/roomy-places.ts';
import type { Subject } from '../generate/subject.ts';
import { ACCEPTED } from '../scenario/scenario.ts';
import { knowledgeOf } from '../vendors/vendor.ts';
import { limitCase, limitRule, STEPS, titleOf } from './limit-kind.ts';
import { hitsOf, type OperationRule, once, type RuleKind } from './rule-kind.ts';

export const sizes: RuleKind = {
  cases: once((subject) => {
    const { bodyBytes, droppedFromBytes } = operationFacts(subject.contract, subject.entry).limits;
    return [
      ...(typeof bodyBytes === 'object' ? sizeCases(subject, bodyBytes, 'maxBodyBytes') : []),
      ...(droppedFromBytes ? sizeCases(subject, droppedFromBytes, 'droppedFromBytes') : []),
    ];
  }),
  hits: hitsOf((contract, entry) => {
    const { bodyBytes, droppedFromBytes } = operationFacts(contract, entry).limits;
    return [
      ...(typeof bodyBytes === 'object' ? [limitRule(bodyBytes, ({ size }) => size)] : []),
      ...(droppedFromBytes ? [droppingRule(droppedFromBytes)] : []),
    ];
  }),
};

function sizeCases(subject: Subject, limit: Limit, limitName: string): GeneratedCase[] {
  const reason = String(limit.reason);
  const drops = subject.contract.reasons[reason]?.outcome === 'ignored';
  return STEPS.flatMap(({ off, text }) => {
    const isBroken = drops ? off >= 0 : off > 0;
    const size = `{{limits.${limitName}${text}}}`;
    const common = {
      aim: limit.pointer,
      reason: isBroken ? reason : ACCEPTED,
      expect: drops ? { verdict: { outcome: isBroken ? ('ignored' as const) : ('accepted' as const) } } : {},
    };
    const name = `the body has ${limit.value + off} bytes (${titleOf(limit)}${text}`;
    const padded = limitCase(subject, {
      ...common,
      name: `${name}; spaces)`,
      raw: { json: jsonOf(subject, subject.full), size },
    });
    // What is dropped is a matter of the receiver only, where ten megabytes in a text show no more than in blanks.
    const long = drops ? undefined : longCall(subject, size);
    return [
      padded,
      ...(long ? [limitCase(subject, { ...common, ...long, name: `${name}; a long string)` })] : []),
    ];
  });
}

/** A typed call with a text that brings the body to a size. */
function longCall(subject: Subject, size: string): RequestForm | undefined {
  const place = longTextPlace(subject);
  if (place === undefined) return undefined;
  const call = knowledgeOf(subject.contract.vendor).callOf(
    edited(subject.full, place, { padTo: size }),
    subject.judge.kind,
  );
  return call && { given: {}, call };
}

function droppingRule({ value, reason, pointer }: Limit): OperationRule {
  const shownBy = ({ size, isAccepted, told, verdictChecked }: ReadExchange): readonly Side[] => {
    if (!isAccepted || !verdictChecked) return [];
    const isTold = told.has(String(reason));
    if (size === value - 1 && !isTold) return ['valid'];
    return size === value && isTold ? ['invalid'] : [];
  };
  return { pointer, sides: BOTH, shownBy };
}
