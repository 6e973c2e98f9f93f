/** Rule for timestamps that must not be too far in the future, compared in whole seconds. */
import { maxFutureOf, pointerSegments } from '@pushspec/contract';
import { valuesAt } from '../../contract/values-at.ts';
import { BOTH, type Side } from '../../coverage/rule.ts';
import { edited } from '../../generate/edit.ts';
import { type GeneratedCase, generatedCase } from '../../generate/generated-case.ts';
import { requestForm } from '../../generate/request-form.ts';
import type { Subject } from '../../generate/subject.ts';
import { ACCEPTED } from '../../scenario/scenario.ts';
import type { LocatedRule, RuleMatch, ValueRule } from './value-rule.ts';

export const futureTimes: ValueRule = { cases: { sent }, hits: { sides: BOTH, shownBy } };

const CLOCK = '2026-11-21T00:00:00.000Z';

const STEPS = [
  { more: '+ 0ms', seconds: 0, isBroken: false },
  { more: '- 1s', seconds: -1, isBroken: false },
  { more: '+ 999ms', seconds: 0.999, isBroken: false },
  { more: '+ 1s', seconds: 1, isBroken: true },
];

function sent(subject: Subject, { location, rule, pointer }: LocatedRule): GeneratedCase[] {
  const { contract, entry, full, known, validator } = subject;
  const limit = maxFutureOf(location.node);
  const at = valuesAt(full, location.path, known)[0]?.pointer;
  if (!limit || at === undefined) return [];
  return STEPS.map(({ more, seconds, isBroken }) => {
    const suffix = seconds === 0 ? '' : ` ${seconds < 0 ? '-' : '+'} ${Math.abs(seconds)} s`;
    const body = edited(full, at, `{{now + #${pointer} ${more}}}`);
    const { given, ...form } = requestForm(subject, { body, pointer: at });
    return generatedCase({
      contract,
      operation: entry.operationId,
      name: `${validator.kind ?? 'event'}: ${pointerSegments(at).join('.')} is ${limit.seconds + seconds} s ahead (${rule.title}${suffix})`,
      aims: [pointer],
      reason: isBroken ? limit.reason : ACCEPTED,
      given: { ...given, clock: CLOCK },
      ...form,
    });
  });
}

function shownBy({ exchange, location, values }: RuleMatch): readonly Side[] {
  const { seconds = 0, reason } = maxFutureOf(location.node) ?? {};
  const whole = (ms: number) => Math.floor(ms / 1000);
  const ahead = values.flatMap((value) =>
    typeof value === 'number' ? [whole(value) - whole(exchange.nowMs)] : [],
  );
  if (exchange.isAccepted) return ahead.includes(seconds) ? ['valid'] : [];
  return exchange.shown === reason && ahead.includes(seconds + 1) ? ['invalid'] : [];
}
