/** The scenarios that people have written; `npm run test:conformance` plays the generated cases and the other profile as well. */
import { expect, it } from 'vitest';
import { serverTarget } from './server-target.ts';
import { playWritten } from './suite.ts';

it('the reference server does what every written scenario says', async () => {
  const target = await serverTarget('documented');
  try {
    const { results } = await playWritten(target);
    expect(results.length).toBeGreaterThan(100);
    expect(results.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
  } finally {
    await target.close();
  }
});
