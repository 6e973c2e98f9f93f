import { expect, it } from 'vitest';
import { clientTarget } from './client-target.ts';
import { coverage, differences, gapsOf, playAll, reasonsToSkip } from './suite.ts';

it('the clients take each typed call to a result or to the reason of the contract', async () => {
  const target = await clientTarget();
  try {
    const played = await playAll(target);
    expect(differences(played)).toEqual([]);
    expect(reasonsToSkip(played)).toEqual([
      'It refuses an empty batch itself.',
      'It takes a list as several events, and sends them one by one.',
      'It takes one data point as well as a list.',
      'The answer says 500, for which the client has a closer reason.',
      'plays typed calls only',
    ]);
    const covered = await coverage(played, target.profile);
    expect(gapsOf(covered)).toEqual([]);
    expect(covered.percent).toBe(100);
    expect(covered.counts.expressible / covered.counts.total).toBeGreaterThan(0.6);
  } finally {
    await target.close();
  }
}, 120_000);
