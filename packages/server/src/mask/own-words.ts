/** Words that come from a contract and from no request: masking leaves them alone. */
import { isObject, type Json } from '@pushspec/contract';
import type { Contract } from '../contract/contract.ts';

const NONE: ReadonlySet<string> = new Set();

const namesOf = new WeakMap<Contract, ReadonlySet<string>>();

/** The names of all properties that a contract declares. */
export function declaredNames(contract: Contract | undefined): ReadonlySet<string> {
  if (!contract) return NONE;
  const known = namesOf.get(contract);
  if (known) return known;
  const names = new Set<string>();
  walk(contract.document.components.schemas, (node) => {
    if (isObject(node.properties)) for (const name of Object.keys(node.properties)) names.add(name);
  });
  namesOf.set(contract, names);
  return names;
}

const constantsOf = new WeakMap<Contract, ReadonlySet<string>>();

/** The strings in the examples of a contract's responses. */
export function answerConstants(contract: Contract | undefined): ReadonlySet<string> {
  if (!contract) return NONE;
  const known = constantsOf.get(contract);
  if (known) return known;
  const constants = new Set<string>();
  const add = (node: Json) => {
    for (const value of isObject(node) ? Object.values(node) : [])
      if (typeof value === 'string') constants.add(value);
  };
  for (const { examples } of contract.operations.flatMap(({ responses }) => responses))
    for (const example of examples.values()) walk(example, add);
  constantsOf.set(contract, constants);
  return constants;
}

/** Visits every object in a value. Contracts are not deep. */
function walk(node: Json, visit: (node: { [name: string]: Json }) => void): void {
  if (Array.isArray(node)) for (const child of node) walk(child, visit);
  if (!isObject(node)) return;
  visit(node);
  for (const child of Object.values(node)) walk(child, visit);
}
