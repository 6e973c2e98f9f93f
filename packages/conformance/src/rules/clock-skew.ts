/** How far the Date header may be from the clock of the service. */
import { operationFacts } from '../contract/contract.ts';
import type { ReadExchange } from '../coverage/exchange.ts';
import type { GeneratedCase } from '../generate/generated-case.ts';
import { jsonOf } from '../generate/request-form.ts';
import type { Subject } from '../generate/subject.ts';
import { ACCEPTED } from '../scenario/scenario.ts';
import { limitCase, limitRule, STEPS, titleOf } from './limit-kind.ts';
import { hitsOf, once, type RuleKind } from './rule-kind.ts';

export const clockSkew: RuleKind = {
  cases: once(skewCases),
  hits: hitsOf((contract, entry) => {
    const { clockSkew: limit } = operationFacts(contract, entry).limits;
    return limit ? [limitRule(limit, secondsApart)] : [];
  }),
};

/** A whole second, as HTTP dates have no fractions. */
const CLOCK = '2026-11-21T00:00:00.000Z';

function skewCases(subject: Subject): GeneratedCase[] {
  const { clockSkew: limit } = operationFacts(subject.contract, subject.entry).limits;
  if (!limit) return [];
  return ['-', '+'].flatMap((sign) =>
    STEPS.map(({ off, text }) =>
      limitCase(subject, {
        // A configuration may set another tolerance than the contract.
        name: `Date is ${titleOf(limit)}${text} s ${sign === '-' ? 'behind' : 'ahead'} (${limit.value + off} s by the contract)`,
        aim: limit.pointer,
        reason: off > 0 ? String(limit.reason) : ACCEPTED,
        given: { clock: CLOCK },
        raw: {
          json: jsonOf(subject, subject.full),
          sign: { date: `{{now ${sign} limits.clockSkewSeconds ${shift(sign, off)} as http}}` },
        },
      }),
    ),
  );
}

function shift(sign: string, off: number): string {
  return `${(sign === '+' ? off : -off) < 0 ? '-' : '+'} ${Math.abs(off)}s`;
}

/** How far the Date header is from the target's clock. */
function secondsApart({ header, nowMs }: ReadExchange): number | undefined {
  const date = Date.parse(header('date') ?? '');
  return Number.isNaN(date) ? undefined : Math.abs(date - nowMs) / 1000;
}
