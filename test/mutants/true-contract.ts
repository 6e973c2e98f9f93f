/** Returns the committed contracts, cached so that compiled schemas are reused. */
import { type Contract, loadContract } from '@pushspec/conformance';
import type { ApiName, Profile } from '@pushspec/contract';

const contracts = new Map<string, Contract>();

export function trueContract(api: ApiName, profile: Profile): Contract {
  const key = `${api} ${profile}`;
  const contract = contracts.get(key) ?? loadContract(api, profile);
  contracts.set(key, contract);
  return contract;
}
