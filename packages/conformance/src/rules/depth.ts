/** How deep a body may be nested. */
import { type Json, pointerSegments, scanJson } from '@pushspec/contract';
import { operationFacts } from '../contract/contract.ts';
import { edited } from '../generate/edit.ts';
import type { GeneratedCase } from '../generate/generated-case.ts';
import { textOf } from '../generate/request-form.ts';
import { openPlace } from '../generate/roomy-places.ts';
import type { Subject } from '../generate/subject.ts';
import { ACCEPTED } from '../scenario/scenario.ts';
import { limitCase, limitRule, STEPS, titleOf } from './limit-kind.ts';
import { hitsOf, once, type RuleKind } from './rule-kind.ts';

export const depth: RuleKind = {
  cases: once(depthCases),
  hits: hitsOf((contract, entry) => {
    const { depth: limit } = operationFacts(contract, entry).limits;
    return limit ? [limitRule(limit, ({ request }) => scanJson(request.body ?? Buffer.alloc(0)).depth)] : [];
  }),
};

function depthCases(subject: Subject): GeneratedCase[] {
  const { depth: limit } = operationFacts(subject.contract, subject.entry).limits;
  const place = openPlace(subject);
  if (!limit || place === undefined) return [];
  const body = edited(subject.full, place, '');
  const mark = '\u27e6';
  const [before = '', after = ''] = textOf(subject, { body, pointer: place, text: mark }).split(mark);
  const outside = pointerSegments(place).length;
  return STEPS.map(({ off, text }) => {
    const times = `{{limits.maxDepth - ${outside - off}}}`;
    const lists = (bracket: string): Json => ({ repeat: { of: bracket, times } });
    return limitCase(subject, {
      name: `the body is nested ${limit.value + off} deep (${titleOf(limit)}${text})`,
      aim: limit.pointer,
      reason: off > 0 ? String(limit.reason) : ACCEPTED,
      raw: { body: [before, lists('['), lists(']'), after] },
    });
  });
}
