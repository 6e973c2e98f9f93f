import { profiles } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { playApart } from './play-apart.ts';

it.concurrent.each(profiles)(
  'the reference server does all that the contracts say, and shows all of them (%s)',
  async (profile) => {
    const { counts, ...outcome } = await playApart('server', profile);
    expect(outcome).toEqual({ differences: [], skips: [], verdictsUnchecked: 0, gaps: [], percent: 100 });
    expect(counts.shown).toBe(counts.total);
  },
);
