/** Rule for timestamps so far in the past that the difference to the clock overflows, so that they count as in the future. */
import { maxFutureOf } from '@pushspec/contract';
import { valuesAt } from '../../contract/values-at.ts';
import { BOTH, type Side } from '../../coverage/rule.ts';
import { edited } from '../../generate/edit.ts';
import { earliestTime, expectedOf } from '../../generate/expected.ts';
import { type GeneratedCase, generatedCase } from '../../generate/generated-case.ts';
import { requestForm } from '../../generate/request-form.ts';
import type { Subject } from '../../generate/subject.ts';
import { step } from '../keywords/step.ts';
import type { LocatedRule, RuleMatch, ValueRule } from './value-rule.ts';

export const overflowingTimes: ValueRule = { cases: { sent }, hits: { sides: BOTH, shownBy } };

const CLOCK = '2026-11-21T00:00:00.000Z';

function sent(subject: Subject, { location, pointer }: LocatedRule): GeneratedCase[] {
  const { contract, entry, full, known, validator } = subject;
  const { bits = 64, reason = '' } = maxFutureOf(location.node) ?? {};
  const at = valuesAt(full, location.path, known)[0]?.pointer;
  if (at === undefined) return [];
  const limit = earliestTime(Date.parse(CLOCK), bits);
  return [
    { value: limit, label: 'just does not overflow', isBroken: false },
    { value: step(limit, -1), label: 'overflows', isBroken: true },
    { value: -Number.MAX_VALUE, label: 'is the least double', isBroken: true },
  ].map(({ value, label, isBroken }) => {
    const written = { body: edited(full, at, value), pointer: at };
    const { given, ...form } = requestForm(subject, written);
    const expected = isBroken ? { reason, expect: {} } : expectedOf(subject, written);
    return generatedCase({
      contract,
      operation: entry.operationId,
      name: `${validator.kind ?? 'event'}: the difference of ${at} to the clock ${label} (${bits} bits)`,
      aims: [pointer],
      ...expected,
      given: { ...given, clock: CLOCK },
      ...form,
    });
  });
}

function shownBy({ exchange, location, values }: RuleMatch): readonly Side[] {
  const { bits = 64, reason } = maxFutureOf(location.node) ?? {};
  const limit = earliestTime(exchange.nowMs, bits);
  const isAt = (wanted: number) => values.some((value) => value === wanted);
  if (exchange.isAccepted) return isAt(limit) ? ['valid'] : [];
  return exchange.shown === reason && isAt(step(limit, -1)) ? ['invalid'] : [];
}
