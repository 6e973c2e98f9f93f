/** Shared parts of rules about limits: one below, at the limit, and one above. */
import { type Limit, pointerSegments } from '@pushspec/contract';
import type { ReadExchange } from '../coverage/exchange.ts';
import { BOTH, type Side } from '../coverage/rule.ts';
import { type GeneratedCase, generatedCase } from '../generate/generated-case.ts';
import { givenOf, type RequestForm } from '../generate/request-form.ts';
import type { Subject } from '../generate/subject.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { OperationRule } from './rule-kind.ts';

/** Offsets from a limit, and how case names show them. */
export const STEPS = [
  { off: -1, suffix: ' - 1' },
  { off: 0, suffix: '' },
  { off: 1, suffix: ' + 1' },
];

type LimitCase = Partial<RequestForm> &
  Pick<Scenario, 'reason'> & {
    readonly name: string;
    /** JSON pointer of the limit. */
    readonly aim: string;
    readonly expect?: Scenario['expect'];
  };

export function limitCase(subject: Subject, { name, aim, given = {}, ...parts }: LimitCase): GeneratedCase {
  const { contract, entry } = subject;
  return generatedCase({
    contract,
    operation: entry.operationId,
    name,
    aims: [aim],
    given: { ...givenOf(subject), ...given },
    ...parts,
  });
}

/** Returns the name of a limit for its cases. */
export function titleOf({ pointer }: Limit): string {
  return String(pointerSegments(pointer).at(-2));
}

/** Creates a rule that is shown by the last accepted value and the first refused one. */
export function limitRule(
  { value, reason, pointer }: Limit,
  measure: (exchange: ReadExchange) => number | undefined,
): OperationRule {
  const shownBy = (exchange: ReadExchange): readonly Side[] => {
    const isReason = exchange.shown === String(reason);
    // Other exchanges are not measured.
    if (!exchange.isAccepted && !isReason) return [];
    const measured = measure(exchange);
    if (measured === value && exchange.isAccepted) return ['valid'];
    return measured === value + 1 && isReason ? ['invalid'] : [];
  };
  return { pointer, sides: BOTH, shownBy };
}
