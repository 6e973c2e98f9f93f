import { profiles } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { serverTarget } from './server-target.ts';
import { differences, playAll, reasonsToSkip } from './suite.ts';

it.each(profiles)(
  'the reference server does all that the scenarios say (%s)',
  async (profile) => {
    const summary = await playAll(await serverTarget(profile));
    expect(differences(summary)).toEqual([]);
    expect(reasonsToSkip(summary)).toEqual([]);
    expect(summary.verdictsUnchecked).toBe(0);
  },
  60_000,
);
