/** Cases about instants that must not lie too far ahead (`x-max-future`): whole seconds are compared. */
import { isObject, pointerSegments } from '@pushspec/contract';
import { valuesAt } from '../contract/values-at.ts';
import { ACCEPTED } from '../scenario/scenario.ts';
import { edited } from './edit.ts';
import { type GeneratedCase, generatedCase } from './generated-case.ts';
import { requestForm } from './request-form.ts';
import type { Subject } from './subject.ts';

const CLOCK = '2026-11-21T00:00:00.000Z';

const STEPS = [
  { more: '+ 0ms', seconds: 0, isBroken: false },
  { more: '- 1s', seconds: -1, isBroken: false },
  { more: '+ 999ms', seconds: 0.999, isBroken: false },
  { more: '+ 1s', seconds: 1, isBroken: true },
];

export function futureCases(subject: Subject): GeneratedCase[] {
  const { contract, entry, places, full, known, judge } = subject;
  return places.flatMap(({ node, path, pointer }) => {
    const rule = node['x-max-future'];
    const place = valuesAt(full, path, known)[0]?.pointer;
    if (!isObject(rule) || place === undefined) return [];
    const aim = `${pointer}/x-max-future/seconds`;
    return STEPS.map(({ more, seconds, isBroken }) => {
      const text = seconds === 0 ? '' : ` ${seconds < 0 ? '-' : '+'} ${Math.abs(seconds)} s`;
      const body = edited(full, place, `{{now + #${aim} ${more}}}`);
      const { given, ...form } = requestForm(subject, { body, pointer: place });
      return generatedCase({
        contract,
        operation: entry.operationId,
        name: `${judge.kind ?? 'event'}: ${pointerSegments(place).join('.')} is ${Number(rule.seconds) + seconds} s ahead (x-max-future${text})`,
        aims: [aim],
        reason: isBroken ? String(rule.reason) : ACCEPTED,
        given: { ...given, clock: CLOCK },
        ...form,
      });
    });
  });
}
