/** Generates valid but unusual configurations, two of each kind. */
import { type ApiName, type Config, type PartialConfig, type Profile, parseConfig } from '@pushspec/contract';
import { createServer } from '@pushspec/server';
import fc from 'fast-check';
import { onTestFinished } from 'vitest';
import { failures, fakeClock, verified } from './verify.fixture.ts';

export interface Configuration {
  readonly name: string;
  readonly api: ApiName;
  readonly profile: Profile;
  readonly config: Config;
}

/** Creates a string that is long enough to be masked everywhere. */
const secret = (unit: fc.Arbitrary<string>) => fc.string({ unit, minLength: 8, maxLength: 24 });
const letters = secret(fc.constantFrom(...'abcdefghijkmnpqrstuvwxyz23456789'));
const awkward = letters.chain((text) =>
  fc.constantFrom('"', '\\', "'", '\\"', '<&>').map((sign) => text.slice(0, 4) + sign + text.slice(4) + sign),
);
const path = fc
  .array(fc.constantFrom('告警', 'a b', 'push', '100%', 'x+y', 'q?#'), { minLength: 2, maxLength: 4 })
  .map((segments) => segments.join('/'));
const dataId = fc.integer({ min: 1, max: 2 ** 31 });
const skew = (seconds: number) => fc.constant({ cloudmonitor: { clockSkewSeconds: seconds } });
/** APIs that share the accounts of CloudMonitor. */
const ACCOUNTS: readonly ApiName[] = ['cloudmonitor', 'cloudmonitor-rpc'];
const monitor = (more: object) => letters.map((text) => ({ secret: text, ...more }));

const KINDS: Readonly<Record<string, [ApiName | readonly ApiName[], fc.Arbitrary<PartialConfig>]>> = {
  'an API key is required': [
    'guance',
    fc
      .array(letters, { minLength: 1, maxLength: 3 })
      .map((apiKeys) => ({ guance: { requireApiKey: true, apiKeys } })),
  ],
  'no API keys': ['guance', fc.constant({ guance: { apiKeys: [] } })],
  'one monitor without a subUri': ['guance', monitor({}).map((one) => ({ guance: { monitors: [one] } }))],
  'disabled monitors only': [
    'guance',
    fc
      .tuple(monitor({ enabled: false, subUri: 'a/b' }), monitor({ enabled: false }))
      .map((monitors) => ({ guance: { monitors } })),
  ],
  'a subUri with spaces and Chinese': [
    'guance',
    fc.tuple(letters, path).map(([text, subUri]) => ({ guance: { monitors: [{ secret: text, subUri }] } })),
  ],
  'a secret with signs of an address': [
    'guance',
    letters.map((text) => ({ guance: { monitors: [{ secret: `${text}/%3F?#&`, subUri: 'push' }] } })),
  ],
  'no rate limits': ['guance', fc.constant({ guance: { rateLimits: 'off' } })],
  'an STS key only': [
    ACCOUNTS,
    fc.tuple(letters, letters, awkward).map(([id, accessKeySecret, securityToken]) => ({
      cloudmonitor: {
        accounts: [{ id: 'a', keys: [{ accessKeyId: `STS.${id}`, accessKeySecret, securityToken }] }],
      },
    })),
  ],
  'two accounts, one of them with an STS key': [
    ACCOUNTS,
    fc.tuple(letters, letters, letters).map(([id, accessKeySecret, securityToken]) => ({
      cloudmonitor: {
        accounts: [
          { id: 'a', keys: [{ accessKeyId: id, accessKeySecret }] },
          { id: 'b', keys: [{ accessKeyId: `STS.${id}`, accessKeySecret, securityToken }] },
        ],
      },
    })),
  ],
  'clockSkewSeconds 0': ['cloudmonitor', skew(0)],
  'clockSkewSeconds 0.5': ['cloudmonitor', skew(0.5)],
  'clockSkewSeconds 60': ['cloudmonitor', skew(60)],
  'clockSkewSeconds 86400': ['cloudmonitor', skew(86_400)],
  'a data id of metrics only': [
    'blueking',
    fc.tuple(dataId, letters).map(([id, accessToken]) => ({
      blueking: { dataIds: [{ dataId: id, accessToken, kind: 'metric' as const }] },
    })),
  ],
  'a data id of events only': [
    'blueking',
    fc.tuple(dataId, letters).map(([id, accessToken]) => ({
      blueking: { dataIds: [{ dataId: id, accessToken, kind: 'event' as const }] },
    })),
  ],
  'tokens with quotes and backslashes': [
    'blueking',
    fc.tuple(awkward, awkward).map(([one, other]) => ({
      blueking: {
        dataIds: [
          { dataId: 1, accessToken: one, kind: 'metric' as const },
          { dataId: 2, accessToken: other, kind: 'event' as const },
        ],
      },
    })),
  ],
  'the same token for both kinds': [
    'blueking',
    letters.map((accessToken) => ({
      blueking: {
        dataIds: [
          { dataId: 7, accessToken, kind: 'metric' as const },
          { dataId: 8, accessToken, kind: 'event' as const },
        ],
      },
    })),
  ],
};

/** Two configurations of each kind, one per profile. They are the same in every run. */
export const configurations: readonly Configuration[] = Object.entries(KINDS).flatMap(
  ([name, [apis, arbitrary]], index) =>
    fc.sample(arbitrary, { seed: index + 1, numRuns: 2 }).flatMap((drawn, draw) =>
      [apis].flat().map((api) => ({
        name: `${name}, ${draw + 1}`,
        api,
        profile: draw === 0 ? ('documented' as const) : ('receiver' as const),
        config: parseConfig(drawn),
      })),
    ),
);

export interface Played {
  readonly failed: readonly string[];
  readonly passed: number;
  /** Cases skipped without a cause. */
  readonly unexplained: readonly unknown[];
}

/** Verifies the reference server with a configuration and a clock that never really waits. */
export async function played({ api, profile, config }: Configuration): Promise<Played> {
  const clock = fakeClock();
  const server = await createServer({ profile, config, clock: clock.now, store: ':memory:' });
  onTestFinished(() => server.close());
  const { url } = await server.listen({ port: 0 });
  const run = await verified({ url, api, profile, config, clock });
  const skips = [...run.summary.results, ...run.sequences].filter(({ outcome }) => outcome === 'skipped');
  return {
    failed: failures(run),
    passed: run.summary.passed,
    unexplained: skips.filter(({ because = '' }) => because.length < 10),
  };
}
