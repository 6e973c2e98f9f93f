import { loadBundle, readContract } from '@pushspec/contract';
import { expect, it } from 'vitest';
import type { ReceivedRequest } from '../raw-request.ts';
import type { SigningKey } from '../search/attempt.ts';
import { rpcContext } from './context.ts';
import { diagnoseRpc, type RpcDiagnosis } from './doctor.ts';
import { acs3Only } from './mutations/acs3.fixture.ts';
import { type Base, NOW_MS, type Pair, requestOf } from './mutations/client.fixture.ts';
import { common } from './mutations/common.fixture.ts';
import type { Mutation } from './mutations/mutation.fixture.ts';
import { parameters } from './mutations/parameters.fixture.ts';
import { v1Only } from './mutations/v1.fixture.ts';

const contract = readContract(loadBundle('cloudmonitor-rpc', 'documented'), {
  api: 'cloudmonitor-rpc',
  profile: 'documented',
});

const PLAIN: SigningKey = { accessKeyId: 'testKeyId', accessKeySecret: 'CanarySecretPlain7f3a' };
const STS: SigningKey = {
  accessKeyId: 'STS.testKeyId',
  accessKeySecret: 'CanarySecretSts/+81',
  securityToken: 'CAIS-canary-token+/=',
};
const OTHER: SigningKey = { accessKeyId: 'otherKeyId', accessKeySecret: 'otherSecretOfTests' };
const KEYS = [PLAIN, STS, OTHER];

const event = (index: number, fields: Readonly<Record<string, string>>): Pair[] =>
  Object.entries(fields).map(([field, value]) => [`EventInfo.${index}.${field}`, value]);

const EVENTS: Readonly<Record<string, readonly Pair[]>> = {
  least: event(1, { EventName: 'n', Content: 'c' }),
  documentation: [
    ...event(1, { EventName: 'DiskUsageHigh', Content: '/data of web-001 is 97.5 % full' }),
    ...event(2, {
      EventName: 'DeployFinished',
      Content: 'v~2',
      GroupId: '27147',
      Time: '20261121T083000.000+0800',
    }),
  ],
  chinese: event(1, { EventName: '磁盘告警', Content: 'web-001 的 /data ⚠️ 🔥' }),
  signs: event(1, { EventName: 'a~b*c', Content: '~ * + % \' ! ( ) " & = # / ? \\', GroupId: '0' }),
  empty: event(1, { EventName: 'n', Content: '' }),
  twelve: Array.from({ length: 12 }, (_, at) =>
    event(at + 1, { EventName: `n${at}`, Content: `value ${at}` }),
  ).flat(),
  untrimmed: [...event(1, { EventName: ' n ', Content: 'two\nlines ' }), ['appName', 'shop']],
};
const JSON_EVENTS: Readonly<Record<string, string>> = {
  double: '[{"name":"ErrorEvent","content":"disk full ~","groupId":"27147"}]',
  single: "[{'content':'helloworld','name':'ErrorEvent'}]",
};

const bases: Base[] = (['acs3', 'rpc-v1'] as const).flatMap((scheme) => [
  ...Object.entries(EVENTS).flatMap(([name, events], index) =>
    (['query', 'form', 'both'] as const).map((carrier, at): Base => {
      const key = (index + at) % 2 === 0 ? PLAIN : STS;
      const method = carrier === 'query' && index % 2 === 1 ? 'GET' : 'POST';
      const path = (index + at) % 3 === 0 ? '/rpc/' : '/';
      return {
        name: `${scheme}, ${name}, ${carrier}`,
        scheme,
        method,
        carrier,
        action: 'PutCustomEvent',
        events,
        key,
        path,
      };
    }),
  ),
  ...Object.entries(JSON_EVENTS).map(
    ([name, json], index): Base => ({
      ...{
        name: `${scheme}, JSON with ${name} quotes`,
        scheme,
        method: 'POST',
        action: 'PutEvent',
        path: '/',
      },
      ...{
        carrier: index === 0 ? 'query' : 'form',
        events: [['EventInfo', json]],
        key: index === 0 ? PLAIN : STS,
      },
    }),
  ),
]);

const clock = { nowMs: NOW_MS, limitSeconds: 900 };

function diagnosed(request: ReceivedRequest, { action }: Base): RpcDiagnosis {
  const operation = contract.operations.find(({ rpc }) => rpc?.action.value === action);
  if (!operation) throw new Error(`the contract has no ${action}`);
  return diagnoseRpc({ request, keys: KEYS, ...clock, context: rpcContext(contract, operation) });
}

const mutations: readonly Mutation[] = [...common, ...parameters, ...v1Only, ...acs3Only];

interface Result {
  base: Base;
  mutation: Mutation;
  codes: string[];
  diagnosis: RpcDiagnosis;
}

/** For fewer bases than this, all are tried. */
const FEW = 12;

/** Mutations that make no difference to a request are left out, such as another space where there is none. */
const results: Result[] = mutations.flatMap((mutation, index) =>
  bases
    .filter((base) => mutation.appliesTo?.(base) ?? true)
    // Every other base, in turns, so that the test ends in seconds.
    .filter((_, at, all) => all.length < FEW || (index + at) % 2 === 0)
    .flatMap((base) => {
      const request = requestOf(base, mutation.deviation(base));
      if (JSON.stringify(request) === JSON.stringify(requestOf(base))) return [];
      const diagnosis = diagnosed(request, base);
      return [{ base, mutation, diagnosis, codes: diagnosis.causes.map(({ code }) => code) }];
    }),
);

it('names the right cause of every single mistake', () => {
  const wrong = results.filter(({ mutation, codes }) => codes.length !== 1 || codes[0] !== mutation.code);
  const survivors = wrong.map(
    ({ base, mutation, codes }) => `${mutation.code}: ${mutation.name} (${base.name}): ${codes}`,
  );
  const rate = 1 - wrong.length / results.length;
  console.log(
    `${results.length} mutations of ${mutations.length} kinds, ${(100 * rate).toFixed(1)} % named correctly`,
    survivors.join('\n'),
  );
  expect(results.length).toBeGreaterThanOrEqual(2000);
  expect(rate).toBeGreaterThanOrEqual(0.998);
});

it('makes each mistake in at least one request', () => {
  const made = new Set(results.map(({ mutation }) => mutation));
  expect(mutations.filter((mutation) => !made.has(mutation)).map(({ name }) => name)).toEqual([]);
});

it('describes each mistake, and says what to do', () => {
  const causes = results.flatMap(({ diagnosis }) => diagnosis.causes);
  expect(causes.filter(({ cause }) => !/^\S.{5,}$/s.test(cause) || cause.includes('{'))).toEqual([]);
  expect(causes.filter(({ fix }) => !/^[A-Z].{5,}\.$/s.test(fix))).toEqual([]);
});

it('names no cause for a correct request', () => {
  const diagnoses = bases.map((base) => ({ name: base.name, ...diagnosed(requestOf(base), base) }));
  expect(diagnoses.flatMap(({ causes }) => causes)).toEqual([]);
  expect(diagnoses.filter(({ isRight }) => !isRight).map(({ name }) => name)).toEqual([]);
});

it('names no cause if no mistake fits', () => {
  const causes = bases.flatMap(
    (base) => diagnosed(requestOf(base, { hmacKey: () => 'a secret that nobody knows' }), base).causes,
  );
  expect(causes).toEqual([]);
});

/** Returns the mistakes whose diagnosis contains a secret. */
function leaks(secret: string): string[] {
  const leaking = results.filter(({ diagnosis }) => JSON.stringify(diagnosis).includes(secret));
  return leaking.map(({ mutation, base }) => `${mutation.name} (${base.name})`);
}

it('reveals no secret', () => {
  for (const secret of ['Canary', 'canary', OTHER.accessKeySecret]) expect(leaks(secret)).toEqual([]);
});
