/** Sequences drawn by fast-check, against the reference server over HTTP alone: its clock is held through its admin API. */
import { httpTarget, runSequences, type SequenceResult, sequenceText } from '@pushspec/conformance';
import { developmentConfig, profiles } from '@pushspec/contract';
import { createServer } from '@pushspec/server';
import { expect, it } from 'vitest';
import { sign } from './sign.ts';
import { contractsOf } from './suite.ts';

const failures = (results: readonly SequenceResult[]) =>
  sequenceText(results.filter(({ outcome }) => outcome !== 'passed'));

it.each(profiles)(
  'limits, batches and clocks do at any instant what the contracts say (%s)',
  async (profile) => {
    const server = await createServer({ profile, store: ':memory:' });
    try {
      const { url } = await server.listen({ port: 0 });
      const target = await httpTarget({ url, config: developmentConfig, profile });
      const results = await runSequences({ target, contracts: contractsOf(profile), sign });
      expect(failures(results)).toBe('');
      expect(results.length).toBeGreaterThan(20);
      await target.close();
    } finally {
      await server.close();
    }
  },
  120_000,
);
