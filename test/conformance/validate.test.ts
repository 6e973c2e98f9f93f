/** Local validation says of every item in the scenarios what the reference server says of it. */
import { loadContract, loadScenarios, runScenarios, type Scenario, type Target } from '@pushspec/conformance';
import { type Config, type Json, vendors } from '@pushspec/contract';
import type { Verdict } from '@pushspec/server';
import { beforeAll, expect, it } from 'vitest';
import { itemReasonCodes, itemsIn, localVerdict, serverVerdict } from './item-verdicts.ts';
import { type ServerTarget, serverTarget } from './server-target.ts';
import { sign } from './sign.ts';

/** Reasons of a refusal that no content of an item leads to, and why. */
const NOT_OF_ITEMS: Readonly<Record<string, readonly string[]>> = {
  credentials: [
    ...['invalid-token', 'empty-token', 'mismatched-type', 'invalid-api-key', 'api-key-missing'],
    ...['authorization-missing', 'authorization-malformed', 'unknown-access-key', 'unauthorized'],
    ...['signature-mismatch', 'signature-algorithm', 'security-token-mismatch', 'content-md5-mismatch'],
    ...['content-md5-missing', 'date-missing', 'date-invalid', 'date-skewed', 'api-version', 'ip-missing'],
  ],
  'wire level': [
    ...['empty-body', 'invalid-utf8', 'malformed-json', 'media-type', 'method-not-allowed'],
    ...['malformed-path', 'unknown-path'],
  ],
  'the list of items, not an item': [
    ...['data-empty', 'data-missing', 'no-events', 'not-an-array', 'too-many-events'],
  ],
};

/** A scenario that was played, with what was sent and what became of it. */
interface Played {
  scenario: Scenario;
  text: string;
  now: number;
  config: Config;
  verdict: Verdict;
}

/** Why a scenario says nothing of an item: a sentence, or the code of its refusal. Undefined where it does say something. */
function whyUnused({ scenario, text, verdict }: Played): string | undefined {
  const [first] = verdict.reasons;
  if (scenario.given.fault) return 'The failure is one that was asked for.';
  if (scenario.raw?.size) return 'The body is filled up with blanks.';
  if (verdict.operation === null) return 'It does not reach the operation.';
  if (verdict.outcome === 'rejected' && first && !itemReasonCodes[scenario.vendor].has(first.code)) {
    return first.code;
  }
  const body = JSON.parse(text) as Json;
  if (itemsIn(scenario.vendor, body).length === 0) return 'Its body is none that a client makes.';
  if (holdsInfinity(body)) return 'It holds a number that no program can hand over.';
  return undefined;
}

/** What `JSON.parse` makes of 1e400. Without recursion: some bodies are nested as deep as the contract allows, and a stack is not always that large. */
function holdsInfinity(body: Json): boolean {
  const nodes: Json[] = [body];
  for (const node of nodes) {
    if (typeof node === 'number' && !Number.isFinite(node)) return true;
    if (typeof node === 'object' && node !== null) nodes.push(...Object.values(node));
  }
  return false;
}

const all: Played[] = [];

beforeAll(async () => {
  const server = await serverTarget('documented');
  const contracts = vendors.map((vendor) => loadContract(vendor, 'documented'));
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

/** Rate limits do not depend on what is sent, and take thousands of requests to use up. */
function isNotAboutRates({ given }: Scenario): boolean {
  return given.exhausted === undefined;
}

/** The target, which tells of each request that it was asked the verdict of. */
function watched(server: ServerTarget, onVerdict: (played: Omit<Played, 'scenario'>) => void): Target {
  let text = '';
  return {
    ...server,
    get config() {
      return server.config;
    },
    send(request) {
      text = request.body?.toString('utf8') ?? '';
      return server.send(request);
    },
    async verdictOf(answer) {
      const verdict = await server.verdictOf(answer);
      onVerdict({
        text,
        now: server.now(),
        config: server.config,
        verdict: verdict as unknown as Verdict,
      });
      return verdict;
    },
  };
}

/** Each item of the scenarios that are about items. */
function compared() {
  return all
    .filter((played) => whyUnused(played) === undefined)
    .flatMap(({ scenario: { id, vendor }, text, now, config, verdict }) => {
      const body = JSON.parse(text) as Json;
      return itemsIn(vendor, body).map((item) => ({
        vendor,
        where: `${id} ${item.place}`,
        local: localVerdict({ vendor, body, config, now: () => now }, item),
        server: serverVerdict(vendor, verdict, item),
      }));
    });
}

it('says the same as the reference server, in the same order and with the same sentences', () => {
  const items = compared();
  expect(items.map(({ where, local }) => ({ where, ...local }))).toEqual(
    items.map(({ where, server }) => ({ where, ...server })),
  );
});

it('leaves out no scenario without a reason', () => {
  const unused = all.flatMap((played) => {
    const why = whyUnused(played);
    return why === undefined ? [] : [{ id: played.scenario.id, why }];
  });
  const isCode = ({ why }: { why: string }) => /^[a-z0-9-]+$/.test(why);
  const codes = unused.filter(isCode).map(({ why }) => why);
  expect([...new Set(codes)].sort()).toEqual(Object.values(NOT_OF_ITEMS).flat().sort());
  const others = Map.groupBy(
    unused.filter((one) => !isCode(one)),
    ({ why }) => why,
  );
  expect([...others.keys()].sort()).toEqual([
    'It does not reach the operation.',
    'It holds a number that no program can hand over.',
    'Its body is none that a client makes.',
    'The body is filled up with blanks.',
    'The failure is one that was asked for.',
  ]);
  const ids = (why: string) => others.get(why)?.map(({ id }) => id);
  expect(ids('It holds a number that no program can hand over.')).toEqual(['blueking/metric-value-overflow']);
  expect(ids('Its body is none that a client makes.')).toEqual([
    'guance/body-null',
    'guance/body-type',
    'guance/event-missing-in-flat-body',
    'guance/extra-data-misspelt',
    'guance/unknown-field',
  ]);
});

it('meets every reason that an item can have', () => {
  const met = new Set(
    compared().flatMap(({ vendor, local }) =>
      [...local.reasons, ...local.warnings].map((line) => `${vendor} ${line.split(' ')[0]}`),
    ),
  );
  const missed = vendors.flatMap((vendor) =>
    [...itemReasonCodes[vendor]].map((code) => `${vendor} ${code}`).filter((code) => !met.has(code)),
  );
  expect(missed).toEqual([
    // What no other reason explains: there is none such.
    ...['blueking bad-request', 'cloudmonitor bad-request', 'guance bad-request'],
    // The object around event and extraData is made by the client.
    ...['guance body-type', 'guance unknown-field', 'guance extra-data-misspelt'],
  ]);
});

it('plays every scenario of the documented profile that is not about rate limits', async () => {
  const documented = (await loadScenarios()).filter(({ profiles }) => profiles.includes('documented'));
  expect(all.map(({ scenario }) => scenario.id)).toEqual(
    documented.filter(isNotAboutRates).map(({ id }) => id),
  );
});
