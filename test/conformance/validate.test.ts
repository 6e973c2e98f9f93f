/** Checks that local validation agrees with the reference server on every item in the scenarios. */

import {
  loadContract,
  loadScenarios,
  runScenarios,
  type Scenario,
  type Target,
  type WireRequest,
} from '@pushspec/conformance';
import { apiNames, bodyOfParameters, type Config, type Json, sentParameters } from '@pushspec/contract';
import { rpc } from '@pushspec/contract/cloudmonitor-rpc';
import type { Verdict } from '@pushspec/server';
import { beforeAll, expect, it } from 'vitest';
import { itemReasonCodes, itemsIn, localVerdict, serverVerdict } from './item-verdicts.ts';
import { type ServerTarget, serverTarget } from './server-target.ts';
import { sign } from './sign.ts';

/** Refusal reasons that no item content causes, and why. */
const REASONS_OUTSIDE_ITEMS: Readonly<Record<string, readonly string[]>> = {
  credentials: [
    ...['invalid-token', 'empty-token', 'mismatched-type', 'invalid-api-key', 'api-key-missing'],
    ...['authorization-missing', 'authorization-malformed', 'unknown-access-key', 'unauthorized'],
    ...['signature-mismatch', 'signature-algorithm', 'security-token-mismatch', 'content-md5-mismatch'],
    ...['content-md5-missing', 'date-missing', 'date-invalid', 'date-skewed', 'api-version', 'ip-missing'],
    ...['access-key-missing', 'acs3-signature-mismatch', 'digest-missing', 'forbidden', 'nonce-missing'],
    ...['nonce-used', 'invalid-signature-method', 'invalid-signature-version', 'security-token-missing'],
    ...['signature-method-missing', 'signature-missing', 'signature-version-missing'],
    ...['timestamp-expired', 'timestamp-format', 'timestamp-missing'],
  ],
  'wire level': [
    ...['empty-body', 'invalid-utf8', 'malformed-json', 'media-type', 'method-not-allowed'],
    ...['malformed-path', 'unknown-path'],
    ...['action-missing', 'unknown-action', 'unsupported-method', 'version-missing', 'invalid-version'],
    ...['malformed-parameters', 'repeated-parameter', 'list-gap', 'list-index'],
  ],
  'the list of items, not an item': [
    ...['data-empty', 'data-missing', 'no-events', 'not-a-list', 'not-an-array', 'too-many-events'],
  ],
};

/** A scenario that ran, with its request and verdict. */
interface Played {
  scenario: Scenario;
  request: WireRequest;
  now: number;
  config: Config;
  verdict: Verdict;
}

/** Returns why a scenario is not about an item: a sentence or its refusal code, or `undefined` if it is. */
function whyUnused({ scenario, request, verdict }: Played): string | undefined {
  const [first] = verdict.reasons;
  if (scenario.given.fault) return 'The failure is one that was asked for.';
  if (scenario.raw?.size) return 'The body is filled up with blanks.';
  if (verdict.operation === null) return 'It does not reach the operation.';
  if (verdict.outcome === 'rejected' && first && !itemReasonCodes[scenario.api].has(first.code)) {
    return first.code;
  }
  const body = bodyOf(scenario, request);
  if (body === undefined) return 'Its parameters cannot be decoded.';
  if (itemsIn(scenario.api, body).length === 0) return 'Its body is none that a client makes.';
  if (holdsInfinity(body)) return 'It holds a number that no program can hand over.';
  return undefined;
}

/** Returns whether the body contains Infinity, which `JSON.parse` returns for 1e400. Iterative, because some bodies exceed the stack depth. */
function holdsInfinity(body: Json): boolean {
  const nodes: Json[] = [body];
  for (const node of nodes) {
    if (typeof node === 'number' && !Number.isFinite(node)) return true;
    if (typeof node === 'object' && node !== null) nodes.push(...Object.values(node));
  }
  return false;
}

/** Returns the body of a request: its JSON, or what its parameters encode, or `undefined` if they encode none. */
function bodyOf(
  { operation }: Scenario,
  { target, headers, body = Buffer.alloc(0) }: WireRequest,
): Json | undefined {
  if (!Object.hasOwn(rpc, operation)) return JSON.parse(body.toString('utf8')) as Json;
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  const sent = sentParameters({ target, headers: Object.fromEntries(named), bytes: body });
  const decoded = bodyOfParameters(rpc[operation as keyof typeof rpc], sent);
  return 'body' in decoded ? decoded.body : undefined;
}

const all: Played[] = [];

beforeAll(async () => {
  const server = await serverTarget('documented');
  const contracts = apiNames.map((api) => loadContract(api, 'documented'));
  let last: Omit<Played, 'scenario'> | undefined;
  try {
    await runScenarios({
      strictness: 'exact',
      scenarios: await loadScenarios(),
      target: watched(server, (played) => {
        last = played;
      }),
      contracts,
      sign,
      filter: isNotAboutRates,
      onResult({ scenario }) {
        if (last) all.push({ scenario, ...last });
        last = undefined;
      },
    });
  } finally {
    await server.close();
  }
});

/** Returns whether a scenario has no rate limit. Rate limits do not depend on the content, and take thousands of requests. */
function isNotAboutRates({ given }: Scenario): boolean {
  return given.exhausted === undefined;
}

/** Wraps the target to report each request with a verdict. */
function watched(server: ServerTarget, onVerdict: (played: Omit<Played, 'scenario'>) => void): Target {
  let last: WireRequest | undefined;
  return {
    ...server,
    get config() {
      return server.config;
    },
    send(request) {
      last = request;
      return server.send(request);
    },
    async verdictOf(response) {
      const verdict = await server.verdictOf(response);
      if (!last) throw new Error('there is a verdict without a request');
      onVerdict({
        request: last,
        now: server.now(),
        config: server.config,
        verdict: verdict as unknown as Verdict,
      });
      return verdict;
    },
  };
}

/** Compares both verdicts for each item in the scenarios. */
function compared() {
  return all
    .filter((played) => whyUnused(played) === undefined)
    .flatMap(({ scenario, request, now, config, verdict }) => {
      const { id, api, operation } = scenario;
      const body = bodyOf(scenario, request) as Json;
      return itemsIn(api, body).map((item) => ({
        api,
        where: `${id} ${item.location}`,
        local: localVerdict({ api, operation, body, config, now: () => now }, item),
        server: serverVerdict(api, verdict, item),
      }));
    });
}

it('returns the same findings as the reference server, in the same order and with the same messages', () => {
  const items = compared();
  expect(items.map(({ where, local }) => ({ where, ...local }))).toEqual(
    items.map(({ where, server }) => ({ where, ...server })),
  );
});

it('excludes no scenario without a reason', () => {
  const unused = all.flatMap((played) => {
    const why = whyUnused(played);
    return why === undefined ? [] : [{ id: played.scenario.id, why }];
  });
  const isCode = ({ why }: { why: string }) => /^[a-z0-9-]+$/.test(why);
  const codes = unused.filter(isCode).map(({ why }) => why);
  expect([...new Set(codes)].sort()).toEqual(Object.values(REASONS_OUTSIDE_ITEMS).flat().sort());
  const others = Map.groupBy(
    unused.filter((one) => !isCode(one)),
    ({ why }) => why,
  );
  expect([...others.keys()].sort()).toEqual([
    'It does not reach the operation.',
    'It holds a number that no program can hand over.',
    'Its body is none that a client makes.',
    'Its parameters cannot be decoded.',
    'The body is filled up with blanks.',
    'The failure is one that was asked for.',
  ]);
  const ids = (why: string) => others.get(why)?.map(({ id }) => id);
  expect(ids('It holds a number that no program can hand over.')).toEqual(['blueking/metric-value-overflow']);
  expect(ids('Its parameters cannot be decoded.')).toEqual([
    'cloudmonitor-rpc/size-before-json',
    'cloudmonitor-rpc/size-before-parameters',
  ]);
  expect(ids('Its body is none that a client makes.')).toEqual([
    'guance/body-null',
    'guance/body-type',
    'guance/event-missing-in-flat-body',
    'guance/extra-data-misspelt',
    'guance/unknown-field',
  ]);
});

it('covers every reason that an item can have', () => {
  const met = new Set(
    compared().flatMap(({ api, local }) =>
      [...local.reasons, ...local.warnings].map((line) => `${api} ${line.split(' ')[0]}`),
    ),
  );
  const missed = apiNames.flatMap((api) =>
    [...itemReasonCodes[api]].map((code) => `${api} ${code}`).filter((code) => !met.has(code)),
  );
  expect(missed).toEqual([
    // The fallback reason, which no request gets.
    ...['blueking bad-request', 'cloudmonitor bad-request', 'cloudmonitor-rpc bad-request'],
    'guance bad-request',
    // The client creates the object around event and extraData.
    ...['guance body-type', 'guance unknown-field', 'guance extra-data-misspelt'],
  ]);
});

it('runs every scenario of the documented profile that is not about rate limits', async () => {
  const documented = (await loadScenarios()).filter(({ profiles }) => profiles.includes('documented'));
  expect(all.map(({ scenario }) => scenario.id)).toEqual(
    documented.filter(isNotAboutRates).map(({ id }) => id),
  );
});
