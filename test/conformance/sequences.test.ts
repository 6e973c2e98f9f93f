import { profiles } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { playSequencesApart } from './play-apart.ts';

it.concurrent.each(profiles)(
  'limits, batches and clocks do at any instant what the contracts say (%s)',
  async (profile) => {
    const lines = await playSequencesApart(profile);
    expect(lines.filter((line) => !line.startsWith('PASS'))).toEqual([]);
    expect(lines.length).toBeGreaterThan(20);
  },
);
