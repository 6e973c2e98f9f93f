/** Determines which parts of a contract an exchange shows. */
import type { OperationEntry } from '@pushspec/contract';
import type { Contract } from '../contract/contract.ts';
import { RULE_KINDS } from '../rules/index.ts';
import type { Reader } from '../rules/rule-kind.ts';
import { behaviorName, behaviorsOf } from './behaviors.ts';
import { type Exchange, readExchange } from './exchange.ts';
import { hitOf, type Rule } from './rule.ts';

/** Finds the items that exchanges show. */
export interface Observer {
  /** All items that can be shown: behaviors, and sides of rules. */
  readonly items: readonly string[];
  /** Returns the items that a successful exchange shows. */
  observe(exchange: Exchange): string[];
}

/** Creates the observer of a contract. */
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

/** Returns every rule that a request can keep or break. */
export function rulesOf(contract: Contract): Rule[] {
  const rules = [...contract.operations.values()].flatMap((entry) =>
    RULE_KINDS.flatMap(({ hits }) => hits.rules(contract, entry)),
  );
  return [...new Map(rules.map((rule) => [rule.pointer, rule])).values()];
}

function itemsOf(contract: Contract): string[] {
  const sides = rulesOf(contract).flatMap(({ pointer, sides }) => sides.map((side) => hitOf(pointer, side)));
  return [...behaviorsOf(contract).map(behaviorName), ...sides];
}

async function readerOf(contract: Contract, entry: OperationEntry): Promise<Reader> {
  const readers: { read: Reader; isShownOnRequest: boolean }[] = [];
  for (const { hits } of RULE_KINDS) {
    const { isShownOnRequest = false } = hits;
    readers.push({ read: await hits.reader(contract, entry), isShownOnRequest });
  }
  return (exchange) =>
    readers.flatMap(({ read, isShownOnRequest }) =>
      exchange.isResponseRequested && !isShownOnRequest ? [] : read(exchange),
    );
}
