/** Reads from exchanges what they show of a contract. */
import type { OperationEntry } from '@pushspec/contract';
import type { Contract } from '../contract/contract.ts';
import { RULE_KINDS } from '../rules/index.ts';
import type { Reader } from '../rules/rule-kind.ts';
import { behaviourName, behavioursOf } from './behaviours.ts';
import { type Exchange, readExchange } from './exchange.ts';
import { hitOf, type Rule } from './rule.ts';

export interface Observer {
  /** All that can be shown of the contract: behaviours, and sides of rules. */
  readonly items: readonly string[];
  /** The items that an exchange shows, which has been judged and is as it was expected to be. */
  observe(exchange: Exchange): string[];
}

export async function createObserver(contract: Contract): Promise<Observer> {
  const readers = new Map<string, Reader>();
  for (const [id, entry] of contract.operations) readers.set(id, await readerOf(contract, entry));
  const items = itemsOf(contract);
  const known = new Set(items);
  return {
    items,
    observe(exchange) {
      const { operation, expect } = exchange.scenario;
      const entry = contract.operations.get(operation);
      const read = readers.get(operation);
      if (!entry || !read || expect.undocumented) return [];
      const shown = read(readExchange(contract, entry, exchange));
      return [...new Set(shown)].filter((item) => known.has(item));
    },
  };
}

/** Every rule that a request can keep or break. */
export function rulesOf(contract: Contract): Rule[] {
  const rules = [...contract.operations.values()].flatMap((entry) =>
    RULE_KINDS.flatMap(({ hits }) => hits.rules(contract, entry)),
  );
  return [...new Map(rules.map((rule) => [rule.pointer, rule])).values()];
}

function itemsOf(contract: Contract): string[] {
  const sides = rulesOf(contract).flatMap(({ pointer, sides }) => sides.map((side) => hitOf(pointer, side)));
  return [...behavioursOf(contract).map(behaviourName), ...sides];
}

async function readerOf(contract: Contract, entry: OperationEntry): Promise<Reader> {
  const readers: { read: Reader; isShownOnRequest: boolean }[] = [];
  for (const { hits } of RULE_KINDS) {
    const { isShownOnRequest = false } = hits;
    readers.push({ read: await hits.reader(contract, entry), isShownOnRequest });
  }
  return (exchange) =>
    readers.flatMap(({ read, isShownOnRequest }) =>
      exchange.isAsked && !isShownOnRequest ? [] : read(exchange),
    );
}
