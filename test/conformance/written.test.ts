/** Runs the written scenarios. `npm run test:conformance` also runs the generated cases and the other profile. */
import { expect, it } from 'vitest';
import { serverTarget } from './server-target.ts';
import { playWritten } from './suite.ts';

it('the reference server passes every written scenario', async () => {
  const target = await serverTarget('documented');
  try {
    const { results } = await playWritten(target);
    expect(results.length).toBeGreaterThan(100);
    expect(results.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
  } finally {
    await target.close();
  }
});
