/** Checks that conformance reports and client errors follow the same masking rules as the server. */
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { createBluekingClient } from '@pushspec/client/blueking';
import { createGuanceClient } from '@pushspec/client/guance';
import {
  httpTarget,
  loadContract,
  loadScenarios,
  runScenarios,
  snapshotOf,
  type Target,
} from '@pushspec/conformance';
import { type ApiName, parseConfig } from '@pushspec/contract';
import { createServer } from '@pushspec/server';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { configWith } from './masking.fixture.ts';

it.each<[ApiName, string]>([
  ['blueking', 'x'],
  ['guance', 'status'],
])('%s passes its scenarios when its secret is %s', async (api, secret) => {
  const config = parseConfig({
    blueking: {
      dataIds: [
        { dataId: 7001, accessToken: secret, kind: 'metric' },
        { dataId: 7002, accessToken: `${secret}${secret}`, kind: 'event' },
      ],
    },
    guance: {
      apiKeys: ['e'],
      monitors: [
        { secret, subUri: 'datakit/push' },
        { secret: `${secret}-`, subUri: '' },
        { secret: `${secret}.`, subUri: 'off', enabled: false },
      ],
    },
  });
  const server = await createServer({ config, logLevel: 'silent' });
  onTestFinished(() => server.close());
  const { url } = await server.listen({ port: 0 });
  const target = await httpTarget({ url, config, profile: 'documented' });
  onTestFinished(() => target.close());
  const { results, failed } = await runScenarios({
    scenarios: (await loadScenarios({ api })).slice(0, 60),
    target,
    contracts: [loadContract(api, 'documented')],
  });
  const problems = results.flatMap((result) => result.problems.map((one) => [result.scenario.id, one]));
  expect([failed, ...problems]).toEqual([0]);
});

it('a report shows no secret that an endpoint echoes, in any notation', async () => {
  const secrets = { ...configSecrets, accessToken: 'canary/"token"\\1f', secret: 'canary_monitor' };
  const [scenario] = (await loadScenarios({ api: 'blueking' })).filter(({ reason }) => reason === 'accepted');
  const body = JSON.stringify({ access_token: 'ab', message: JSON.stringify({ of: secrets.accessToken }) });
  const target: Target = {
    name: 'endpoint',
    profile: 'documented',
    hasFrozenClock: false,
    config: parseConfig(configWith(secrets)),
    now: () => 0,
    send: async () => ({
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(body),
    }),
  };
  const { results } = await runScenarios({
    scenarios: scenario ? [scenario] : [],
    target,
    contracts: [loadContract('blueking', 'documented')],
  });
  expect(results[0]?.outcome).toBe('failed');
  expect(JSON.stringify(results[0]?.problems)).toContain('***');
  expect(JSON.stringify(results[0]?.problems)).not.toMatch(/canary|"ab/);
});

it('a response snapshot contains no secret, and keeps its words if a secret is one letter', async () => {
  const [scenario] = await loadScenarios({ api: 'blueking' });
  const contract = loadContract('blueking', 'documented');
  const [entry] = contract.operations.values();
  if (!scenario || !entry) throw new Error('there is nothing to take a snapshot of');
  const secrets = ['e', 'canary-token', 'canary-token-1f0e9d'];
  const body = JSON.stringify({
    message: 'token canary-token-1f0e9d and canary%2Dtoken',
    access_token: 'e',
    'canary-token': 1,
  });
  const response = { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from(body) };
  const { body: kept } = snapshotOf({ scenario, contract, entry, response, secrets, nowMs: 0 });
  expect(kept).toEqual({ message: 'token *** and ***', access_token: '***', '***': 1 });
});

const configSecrets = {
  accessToken: 'canary-token-1f0e9d',
  accessKeySecret: 'canarySecretKey77ab',
  securityToken: 'canary-sts-8c7d21',
  apiKey: 'canary-api-key-5566',
  secret: 'canary_monitor_9a8b',
};

/** Returns the errors of a BlueKing client whose endpoint responds like this. */
async function errorFrom(accessToken: string, answer: { status: number; body: string }): Promise<unknown> {
  const fetch = async () => new Response(answer.body, { status: answer.status });
  const client = createBluekingClient({
    kind: 'event',
    dataId: 7,
    accessToken,
    baseUrl: 'http://127.0.0.1:1',
    fetch,
  });
  const event = { event_name: 'n', target: 't', event: { content: 'c' } };
  return client.send(event).catch((error: unknown) => error);
}

const everything = (error: unknown) =>
  inspect(error, { depth: null, showHidden: true, maxStringLength: null });

it.each<[string, (secret: string) => string]>([
  ['as it is', (secret) => secret],
  ['in JSON in JSON', (secret) => JSON.stringify(JSON.stringify(secret))],
  ['percent-encoded twice', (secret) => encodeURIComponent(encodeURIComponent(secret))],
  ['percent-encoded in small letters', (secret) => encodeURIComponent(secret).toLowerCase()],
  ['in escapes', (secret) => [...secret].map((one) => `\\u00${one.charCodeAt(0).toString(16)}`).join('')],
])('a client error contains no secret that the response echoes %s', async (_, spell) => {
  const secret = 'canary/"token"\\1f0e';
  const message = `reject invalid token: 7/${spell(secret)}`;
  for (const body of [
    JSON.stringify({ code: 401, message }),
    message,
    JSON.stringify({ [spell(secret)]: 1 }),
  ]) {
    const shown = everything(await errorFrom(secret, { status: 401, body }));
    expect(shown).toContain('***');
    expect(shown).not.toMatch(/1f0e|canary/i);
  }
});

it('a client keeps a short secret in words, but masks it in a path and under its name', async () => {
  const body = JSON.stringify({ code: 500, message: 'exact text of /x/', token: 'x' });
  const shown = everything(await errorFrom('x', { status: 500, body }));
  expect(shown).toContain('exact text of /***/');
  expect(shown).toContain('"token":"***"');
});

it('a client survives a response nested deeper than the stack', async () => {
  const body = `{"message":${'['.repeat(50_000)}"canary-token"${']'.repeat(50_000)}}`;
  const error = await errorFrom('canary-token', { status: 400, body });
  expect(error).toBeInstanceOf(Error);
  expect(String(error)).not.toContain('canary');
});

it.each<[string, () => unknown]>([
  ['is its own cause', () => own(new Error('canary_monitor_9a8b failed'))],
  [
    'has a property that cannot be read',
    () =>
      Object.defineProperty(new Error('failed'), 'request', {
        get() {
          throw new Error('canary_monitor_9a8b');
        },
      }),
  ],
  ['names the path', () => new Error('request to /api/v1/push-events/canary_monitor_9a8b/x failed')],
])('a client survives a `fetch` error that %s, and echoes no secret', async (_, make) => {
  const fetch = async () => {
    throw make();
  };
  const { secret } = configSecrets;
  const client = createGuanceClient({ secret, subUri: 'x', baseUrl: 'http://127.0.0.1:1', fetch });
  const error = await client.send({ status: 'ok' }).catch((failure: unknown) => failure);
  expect(error).toMatchObject({ name: 'TransportError', kind: 'network' });
  expect(everything(error)).not.toContain(secret);
});

function own(error: Error): Error {
  return Object.assign(error, { cause: error });
}

it('a client shows none of its secrets, for any secrets and any response', async () => {
  const text = fc.oneof(fc.string({ minLength: 6 }), fc.string({ unit: 'grapheme', minLength: 6 }));
  const secret = text.filter((one) => one.length >= 6 && one.trim() === one);
  const server = createHttpServer((request, response) => {
    let sent = '';
    request.setEncoding('utf8').on('data', (part: string) => (sent += part));
    request.on('end', () =>
      response.writeHead(500, { 'content-type': 'text/plain' }).end(`${sent}\n${sent}`),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await fc.assert(
    fc.asyncProperty(secret, async (accessToken) => {
      const client = createBluekingClient({ kind: 'event', dataId: 7, accessToken, baseUrl });
      const event = { event_name: 'n', target: 't', event: { content: accessToken } };
      const error = await client.send(event).catch((failure: Error) => failure);
      expect((error as Error).message).not.toContain(accessToken);
      expect((error as Error).message).not.toContain(JSON.stringify(accessToken).slice(1, -1));
    }),
    { numRuns: 100 },
  );
});
