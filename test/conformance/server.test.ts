import { runSequences } from '@pushspec/conformance';
import { profiles } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { serverTarget } from './server-target.ts';
import { sign } from './sign.ts';
import { contractsOf, coverage, differences, gapsOf, playAll, reasonsToSkip } from './suite.ts';

it.each(profiles)(
  'the reference server does all that the contracts say, and shows all of them (%s)',
  async (profile) => {
    const target = await serverTarget(profile);
    try {
      const played = await playAll(target);
      expect(differences(played)).toEqual([]);
      expect(reasonsToSkip(played)).toEqual([]);
      expect(played.summary.verdictsUnchecked).toBe(0);
      const edges = { filter: (name: string) => name.includes('lasts as long as its window') };
      const sequences = await runSequences({ target, contracts: contractsOf(profile), sign, ...edges });
      const covered = await coverage(played, profile, sequences);
      expect(gapsOf(covered)).toEqual([]);
      expect(covered.missing).toEqual([]);
      expect(covered.percent).toBe(100);
    } finally {
      await target.close();
    }
  },
  120_000,
);
