/** Loads the facts from the contracts that the page needs. */
import type { ApiFacts } from '../contract-facts.ts';
import type { ApiName } from './admin/types.ts';

export type Facts = Record<ApiName, ApiFacts>;

/** Loads the facts of all APIs. */
export async function loadFacts(): Promise<Facts> {
  return (await fetch(new URL('contracts.json', import.meta.url))).json();
}

/** Returns the names of all APIs, in the order of the contracts. */
export function apiNamesIn(facts: Facts): ApiName[] {
  return Object.keys(facts) as ApiName[];
}
