/** A kind of rule of an operation: the cases made for it, and what an exchange shows of it. */
import type { OperationEntry } from '@pushspec/contract';
import type { Contract } from '../contract/contract.ts';
import type { ReadExchange } from '../coverage/exchange.ts';
import { hitOf, type Rule, type Side } from '../coverage/rule.ts';
import type { GeneratedCase } from '../generate/generated-case.ts';
import type { Subject } from '../generate/subject.ts';

export interface RuleKind {
  readonly cases: Cases;
  readonly hits: Hits;
}

/** Gets a subject for each kind of body. */
export type Cases = (
  subjects: readonly [Subject, ...Subject[]],
) => readonly GeneratedCase[] | Promise<readonly GeneratedCase[]>;

export interface Hits {
  /** The rules of this kind that a contract has. */
  rules(contract: Contract, entry: OperationEntry): readonly Rule[];
  reader(contract: Contract, entry: OperationEntry): Reader | Promise<Reader>;
  /** Whether an answer that the target was asked for shows them too. @default false */
  readonly isShownOnRequest?: boolean;
}

/** Reads from an exchange what it shows. */
export type Reader = (exchange: ReadExchange) => readonly string[];

/** A rule, and which sides of it an exchange shows. */
export interface OperationRule extends Rule {
  shownBy(exchange: ReadExchange): readonly Side[];
}

/** Cases that are no matter of the body, and the same for every kind of it. */
export function once(make: (subject: Subject) => ReturnType<Cases>): Cases {
  return ([first]) => make(first);
}

/** Hits of rules that are read one by one. */
export function hitsOf(
  rulesOf: (contract: Contract, entry: OperationEntry) => readonly OperationRule[],
): Hits {
  return {
    rules: rulesOf,
    reader(contract, entry) {
      const rules = rulesOf(contract, entry);
      return (exchange) =>
        rules.flatMap((rule) => rule.shownBy(exchange).map((side) => hitOf(rule.pointer, side)));
    },
  };
}
