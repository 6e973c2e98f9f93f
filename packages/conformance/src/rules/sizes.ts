/** Rules for the size of a body: its maximum, and the size from which it is accepted but dropped. */
import type { Limit } from '@pushspec/contract';
import { adapterOf } from '../apis/api-adapter.ts';
import { operationFacts } from '../contract/contract.ts';
import type { ReadExchange } from '../coverage/exchange.ts';
import { BOTH, type Side } from '../coverage/rule.ts';
import { edited } from '../generate/edit.ts';
import type { GeneratedCase } from '../generate/generated-case.ts';
import { longStringPointer } from '../generate/open-locations.ts';
import { jsonOf, type RequestForm } from '../generate/request-form.ts';
import type { Subject } from '../generate/subject.ts';
import { ACCEPTED } from '../scenario/scenario.ts';
import { limitCase, limitRule, STEPS, titleOf } from './limit-kind.ts';
import { packetCases, packetLimitOf, packetRule } from './packets.ts';
import { hitsOf, type OperationRule, once, type RuleKind } from './rule-kind.ts';

export const sizes: RuleKind = {
  cases: once((subject) => {
    const { bodyBytes, droppedFromBytes } = operationFacts(subject.contract, subject.entry).limits;
    const packets = packetLimitOf(droppedFromBytes);
    return [
      ...(typeof bodyBytes === 'object' ? sizeCases(subject, bodyBytes, 'maxBodyBytes') : []),
      ...(packets ? packetCases(subject, packets) : []),
      ...(droppedFromBytes && !packets ? sizeCases(subject, droppedFromBytes, 'droppedFromBytes') : []),
    ];
  }),
  hits: hitsOf((contract, entry) => {
    const { limits, body } = operationFacts(contract, entry);
    const { bodyBytes, droppedFromBytes } = limits;
    const packets = packetLimitOf(droppedFromBytes);
    return [
      ...(typeof bodyBytes === 'object' ? [limitRule(bodyBytes, ({ size }) => size)] : []),
      ...(packets ? [packetRule(contract, body.items, packets)] : []),
      ...(droppedFromBytes && !packets ? [droppingRule(droppedFromBytes)] : []),
    ];
  }),
};

function sizeCases(subject: Subject, limit: Limit, limitName: string): GeneratedCase[] {
  const reason = String(limit.reason);
  const drops = subject.contract.reasons[reason]?.outcome === 'ignored';
  return STEPS.flatMap(({ off, suffix }) => {
    const isBroken = drops ? off >= 0 : off > 0;
    const size = `{{limits.${limitName}${suffix}}}`;
    const common = {
      aim: limit.pointer,
      reason: isBroken ? reason : ACCEPTED,
      expect: drops ? { verdict: { outcome: isBroken ? ('ignored' as const) : ('accepted' as const) } } : {},
    };
    const name = `the body has ${limit.value + off} bytes (${titleOf(limit)}${suffix}`;
    const padded = limitCase(subject, {
      ...common,
      name: `${name}; spaces)`,
      raw: { json: jsonOf(subject, subject.full), size },
    });
    // Spaces around a value would be part of it.
    const isOfValues = 'of' in limit && limit.of === 'values';
    // Only the receiver drops bodies, where padding with spaces shows as much as a long string.
    const long = drops ? undefined : longCall(subject, size);
    return [
      ...(isOfValues ? [] : [padded]),
      ...(long ? [limitCase(subject, { ...common, ...long, name: `${name}; a long string)` })] : []),
    ];
  });
}

/** Returns a typed call padded with a string to the given body size. */
function longCall(subject: Subject, size: string): RequestForm | undefined {
  const location = longStringPointer(subject);
  if (location === undefined) return undefined;
  const call = adapterOf(subject.contract.api).callOf(
    edited(subject.full, location, { padTo: size }),
    subject.validator.kind,
    subject.entry.operationId,
  );
  return call && { given: {}, call };
}

function droppingRule({ value, reason, pointer }: Limit): OperationRule {
  const shownBy = ({ size, isAccepted, verdictCodes, verdictChecked }: ReadExchange): readonly Side[] => {
    if (!isAccepted || !verdictChecked) return [];
    const isReported = verdictCodes.has(String(reason));
    if (size === value - 1 && !isReported) return ['valid'];
    return size === value && isReported ? ['invalid'] : [];
  };
  return { pointer, sides: BOTH, shownBy };
}
