/** Strings that come from a contract and not from requests. Masking leaves them unchanged. */
import { isObject, nodesIn } from '@pushspec/contract';
import type { Contract } from '../contract/contract.ts';

const NONE: ReadonlySet<string> = new Set();

const namesOf = new WeakMap<Contract, ReadonlySet<string>>();

/** Returns the names of all properties that a contract declares. */
export function declaredNames(contract: Contract | undefined): ReadonlySet<string> {
  if (!contract) return NONE;
  const known = namesOf.get(contract);
  if (known) return known;
  const names = new Set<string>();
  for (const { node } of nodesIn(contract.document.components.schemas)) {
    if (isObject(node.properties)) for (const name of Object.keys(node.properties)) names.add(name);
  }
  namesOf.set(contract, names);
  return names;
}

const constantsOf = new WeakMap<Contract, ReadonlySet<string>>();

/** Returns the strings in the examples of a contract's responses. */
export function responseConstants(contract: Contract | undefined): ReadonlySet<string> {
  if (!contract) return NONE;
  const known = constantsOf.get(contract);
  if (known) return known;
  const constants = new Set<string>();
  const examples = contract.operations.flatMap(({ responses }) =>
    responses.flatMap((response) => [...response.examples.values()]),
  );
  for (const { node } of nodesIn(examples))
    for (const value of Object.values(node)) if (typeof value === 'string') constants.add(value);
  constantsOf.set(contract, constants);
  return constants;
}
