import { profiles } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { playInProcess } from './play-in-process.ts';

it.concurrent.each(profiles)(
  'the reference server follows the contracts and shows every rule (%s)',
  async (profile) => {
    const { counts, ...outcome } = await playInProcess('server', profile);
    expect(outcome).toEqual({ differences: [], skips: [], verdictsUnchecked: 0, gaps: [], percent: 100 });
    expect(counts.shown).toBe(counts.total);
  },
);
