/** Every mutant there is, always in the same order. */
import { profiles, vendors } from '@pushspec/contract';
import { mockContractMutants, serverContractMutants } from './contract/contract-mutants.ts';
import type { Mutant } from './mutant.ts';
import { bluekingServers } from './zoo/blueking-servers.ts';
import { cloudMonitorServers } from './zoo/cloudmonitor-servers.ts';
import { guanceServers } from './zoo/guance-servers.ts';
import { wrongClients } from './zoo/wrong-clients.ts';

/** Made by hand. */
export function zoo(): Mutant[] {
  return [...bluekingServers, ...cloudMonitorServers, ...guanceServers, ...wrongClients];
}

/** Made by program from the contracts. */
export function contractMutants(): Mutant[] {
  return vendors.flatMap((vendor) => [
    ...profiles.flatMap((profile) => serverContractMutants(vendor, profile)),
    ...mockContractMutants(vendor),
  ]);
}

/** Some of the mutants, drawn evenly over all of them: the same seed draws the same ones. */
export function drawn(mutants: readonly Mutant[], count: number, seed: number): Mutant[] {
  const random = generator(seed);
  const step = mutants.length / count;
  const indices = Array.from({ length: Math.min(count, mutants.length) }, (_, slot) =>
    Math.floor((slot + random()) * step),
  );
  return [...new Set(indices)].flatMap((index) => mutants[index] ?? []);
}

/** Numbers of at least 0 and less than 1 (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
