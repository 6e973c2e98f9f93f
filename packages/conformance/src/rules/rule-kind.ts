/** A kind of rule: generates its cases, and determines which of its rules an exchange shows. */
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

/** Generates cases from a subject for each kind of body. */
export type Cases = (
  subjects: readonly [Subject, ...Subject[]],
) => readonly GeneratedCase[] | Promise<readonly GeneratedCase[]>;

export interface Hits {
  /** Returns the contract's rules of this kind. */
  rules(contract: Contract, entry: OperationEntry): readonly Rule[];
  reader(contract: Contract, entry: OperationEntry): Reader | Promise<Reader>;
  /** Whether a response that was requested explicitly shows them too. @default false */
  readonly isShownOnRequest?: boolean;
}

/** Returns the items that an exchange shows. */
export type Reader = (exchange: ReadExchange) => readonly string[];

/** A rule that determines which of its sides an exchange shows. */
export interface OperationRule extends Rule {
  shownBy(exchange: ReadExchange): readonly Side[];
}

/** Wraps cases that do not depend on the body, so that they are generated once. */
export function once(make: (subject: Subject) => ReturnType<Cases>): Cases {
  return ([first]) => make(first);
}

/** Creates the hits for independent rules. */
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
