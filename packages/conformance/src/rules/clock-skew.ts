/** Rules for how far the Date header may differ from the clock of the service. */
import type { OperationEntry } from '@pushspec/contract';
import { type Contract, operationFacts } from '../contract/contract.ts';
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
    return limit ? [limitRule(limit, secondsApart(timestampHeader(contract, entry)))] : [];
  }),
};

/** HTTP dates have whole seconds. */
const CLOCK = '2026-11-21T00:00:00.000Z';

function skewCases(subject: Subject): GeneratedCase[] {
  const { clockSkew: limit } = operationFacts(subject.contract, subject.entry).limits;
  if (!limit) return [];
  return ['-', '+'].flatMap((sign) =>
    STEPS.map(({ off, suffix }) =>
      limitCase(subject, {
        // A configuration may set a different tolerance.
        name: `Date is ${titleOf(limit)}${suffix} s ${sign === '-' ? 'behind' : 'ahead'} (${limit.value + off} s by the contract)`,
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

/** Returns the header with the time of a request. */
function timestampHeader(contract: Contract, entry: OperationEntry): string {
  return operationFacts(contract, entry).signingSchemes?.acs3?.fields.timestamp.name ?? 'date';
}

/** Returns the difference between the time in a header and the target's clock in seconds. */
function secondsApart(name: string) {
  return ({ header, nowMs }: ReadExchange): number | undefined => {
    const date = Date.parse(header(name) ?? '');
    return Number.isNaN(date) ? undefined : Math.abs(date - nowMs) / 1000;
  };
}
