/** Verifies the reference server like `pushspec verify`: over HTTP only, controlled through its admin API. */
import { httpTarget } from '@pushspec/conformance';
import { developmentConfig, profiles } from '@pushspec/contract';
import { createServer } from '@pushspec/server';
import { expect, it } from 'vitest';
import { differences, playAll, reasonsToSkip } from './suite.ts';

it.each(profiles)('sets up the preconditions of scenarios on a running server (%s)', async (profile) => {
  const server = await createServer({ profile });
  try {
    const { url } = await server.listen({ port: 0 });
    const target = await httpTarget({ url, config: developmentConfig, profile });
    // Only generated cases with preconditions. `server.test.ts` runs all of them.
    const played = await playAll(target, ({ given: { as: _, ...others } }) => Object.keys(others).length > 0);
    await target.close();
    expect(differences(played)).toEqual([]);
    // A service that is verified need not have paths of our own.
    expect(reasonsToSkip(played)).toEqual(['Only the reference server has the prefix.']);
    expect(played.summary.verdictsUnchecked).toBe(0);
    expect(server.clock.state().frozen).toBe(false);
    expect(await server.requests()).toEqual([]);
  } finally {
    await server.close();
  }
});
