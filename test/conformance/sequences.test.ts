import { profiles } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { playSequencesInProcess } from './play-in-process.ts';

it.concurrent.each(profiles)(
  'rate limits, batches and clocks follow the contracts at any time (%s)',
  async (profile) => {
    const lines = await playSequencesInProcess(profile);
    expect(lines.filter((line) => !line.startsWith('PASS'))).toEqual([]);
    expect(lines.length).toBeGreaterThan(20);
  },
);
