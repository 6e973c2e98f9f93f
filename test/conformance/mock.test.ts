import { expect, it } from 'vitest';
import { mockTarget } from './mock-target.ts';
import { coverage, differences, gapsOf, playAll, reasonsToSkip } from './suite.ts';

it('the mock does what the contracts say, but for what takes a state', async () => {
  const target = await mockTarget();
  try {
    const played = await playAll(target);
    expect(differences(played)).toEqual([]);
    expect(reasonsToSkip(played)).toEqual([
      'It answers paths outside of the contract itself.',
      'The bytes that are left over end its connection before it answers.',
      'it has no failure that hides in a success',
      'it has no state that could be established',
      'it looks at the schema before all else, and the request breaks it',
    ]);
    const covered = await coverage(played, target.profile);
    expect(gapsOf(covered)).toEqual([]);
    expect(covered.percent).toBe(100);
    // Most of the contract is within a mock's reach: a number that falls says that it has lost something.
    expect(covered.counts.expressible / covered.counts.total).toBeGreaterThan(0.8);
  } finally {
    await target.close();
  }
}, 120_000);
