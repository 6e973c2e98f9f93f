/** The way of `pushspec verify`: the reference server over HTTP alone, driven through its admin API. */
import { httpTarget } from '@pushspec/conformance';
import { developmentConfig, profiles } from '@pushspec/contract';
import { createServer } from '@pushspec/server';
import { expect, it } from 'vitest';
import { differences, playAll, reasonsToSkip } from './suite.ts';

it.each(profiles)(
  'a running server is brought to all that the scenarios presuppose (%s)',
  async (profile) => {
    const server = await createServer({ profile });
    try {
      const { url } = await server.listen({ port: 0 });
      const target = await httpTarget({ url, config: developmentConfig, profile });
      // Of the generated cases those for which something has to hold before; all of them are played in `server.test.ts`.
      const played = await playAll(
        target,
        ({ given: { as: _, ...others } }) => Object.keys(others).length > 0,
      );
      await target.close();
      expect(differences(played)).toEqual([]);
      expect(reasonsToSkip(played)).toEqual([]);
      expect(played.summary.verdictsUnchecked).toBe(0);
      expect(server.clock.state().frozen).toBe(false);
      expect(await server.requests()).toEqual([]);
    } finally {
      await server.close();
    }
  },
  600_000,
);
