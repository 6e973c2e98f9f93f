/** Lists all mutants in a fixed order. */
import { apiNames, profiles } from '@pushspec/contract';
import { seededRandom } from '../seeded-random.ts';
import { mockContractMutants, serverContractMutants } from './contract/contract-mutants.ts';
import type { Mutant } from './mutant.ts';
import { bluekingServers } from './zoo/blueking-servers.ts';
import { cloudMonitorRpcServers } from './zoo/cloudmonitor-rpc-servers.ts';
import { cloudMonitorServers } from './zoo/cloudmonitor-servers.ts';
import { guanceServers } from './zoo/guance-servers.ts';
import { wrongClients } from './zoo/wrong-clients.ts';

/** Returns the hand-written mutants. */
export function zoo(): Mutant[] {
  return [
    ...bluekingServers,
    ...cloudMonitorServers,
    ...cloudMonitorRpcServers,
    ...guanceServers,
    ...wrongClients,
  ];
}

/** Returns the mutants generated from the contracts. */
export function contractMutants(): Mutant[] {
  return apiNames.flatMap((api) => [
    ...profiles.flatMap((profile) => serverContractMutants(api, profile)),
    ...mockContractMutants(api),
  ]);
}

/** Samples mutants evenly. The same seed draws the same sample. */
export function drawn(mutants: readonly Mutant[], count: number, seed: number): Mutant[] {
  const random = seededRandom(seed);
  const step = mutants.length / count;
  const indices = Array.from({ length: Math.min(count, mutants.length) }, (_, slot) =>
    Math.floor((slot + random()) * step),
  );
  return [...new Set(indices)].flatMap((index) => mutants[index] ?? []);
}
