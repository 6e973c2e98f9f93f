/** The committed contracts, each read once: what is compiled from one is kept with it. */
import { type Contract, loadContract } from '@pushspec/conformance';
import type { Profile, Vendor } from '@pushspec/contract';

const contracts = new Map<string, Contract>();

export function trueContract(vendor: Vendor, profile: Profile): Contract {
  const key = `${vendor} ${profile}`;
  const contract = contracts.get(key) ?? loadContract(vendor, profile);
  contracts.set(key, contract);
  return contract;
}
