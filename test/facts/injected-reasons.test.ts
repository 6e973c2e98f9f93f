import {
  type ApiName,
  apiNames,
  loadBundle,
  operationsOf,
  profiles,
  requestExamples,
} from '@pushspec/contract';
import type { Verdict } from '@pushspec/server';
import { expect, it } from 'vitest';
import { isJsonApi, type JsonApi, jsonApis } from '../json-apis.ts';
import { bodyServer, report } from './raw-body.fixture.ts';

const VALID: Readonly<Record<JsonApi, string>> = {
  blueking: report('metric', { metrics: { cpu_load: 1 }, target: 'web-001' }),
  cloudmonitor: '[{"name":"n","content":"c"}]',
  guance: '{"event":{"status":"ok"}}',
};

const cases = jsonApis.flatMap((api) => profiles.map((profile) => [api, profile] as const));

const PLACEHOLDER = /\{\w+\}/;

const gateways = apiNames
  .filter((api) => !isJsonApi(api))
  .flatMap((api) =>
    profiles.flatMap((profile) => operationsAt(api).map((operation) => [api, operation, profile] as const)),
  );

function operationsAt(api: ApiName): string[] {
  return operationsOf(loadBundle(api, 'documented')).map(({ operationId }) => operationId);
}

/** Lets the server sign and send an example of an operation to itself. */
async function tried(url: string, api: ApiName, operation: string) {
  const document = loadBundle(api, 'documented');
  const entry = operationsOf(document).find(({ operationId }) => operationId === operation);
  const [example] = entry === undefined ? [] : requestExamples(document, entry);
  const response = await fetch(`${url}/__admin/try`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ api, operation, json: example?.value }),
  });
  return (await response.json()) as { answer: { status: number; body: string }; verdict: Verdict };
}

it.each(gateways)(
  'leaves no placeholder in the response to any injected reason (%s, %s, %s)',
  async (api, operation, profile) => {
    const server = await bodyServer({ profile });
    expect((await tried(server.url, api, operation)).verdict).toMatchObject({
      operation,
      outcome: 'accepted',
    });
    const codes = Object.keys(loadBundle(api, profile)['x-reasons']);
    expect(codes.length).toBeGreaterThan(20);
    for (const reason of codes) {
      server.fail({ api, reason });
      const { answer, verdict } = await tried(server.url, api, operation);
      expect(verdict.reasons.map(({ code }) => code)).toEqual([reason]);
      const shown = [answer.body, ...verdict.reasons.map(({ message }) => message)];
      expect(shown.filter((text) => PLACEHOLDER.test(text))).toEqual([]);
    }
  },
);

/** Injects a reason and sends a valid request. Returns the response, and the message in the verdict. */
async function injected(api: JsonApi, reason: string) {
  const server = await bodyServer();
  server.fail({ api, reason });
  const { body, verdict } = await server.post(api, VALID[api]);
  return { response: JSON.stringify(body), message: verdict.reasons[0]?.message };
}

it.each(cases)(
  'leaves no placeholder in the response to any injected reason (%s, %s)',
  async (api, profile) => {
    const server = await bodyServer({ profile });
    const codes = Object.keys(loadBundle(api, profile)['x-reasons']);
    expect(codes.length).toBeGreaterThan(20);
    for (const reason of codes) {
      server.fail({ api, reason });
      const { body, verdict } = await server.post(api, VALID[api]);
      const shown = [JSON.stringify(body), ...verdict.reasons.map(({ message }) => message)];
      expect(verdict.reasons.map(({ code }) => code)).toEqual([reason]);
      expect(shown.filter((text) => PLACEHOLDER.test(text))).toEqual([]);
    }
  },
);

it.each<[JsonApi, string, string]>([
  ['blueking', 'rate-limited', 'max qps allowed: 16.666667'],
  ['blueking', 'body-too-large', 'larger than 512000 bytes'],
  ['cloudmonitor', 'rate-limited', 'at most 20 requests in 1 s per account'],
  ['cloudmonitor', 'too-many-events', 'at most 100 events, got 101'],
  ['guance', 'status-invalid', 'one of fatal, critical, error, warning, info, ok'],
  ['guance', 'method-not-allowed', 'method POST not allowed'],
])('states the limits of the contract of %s in an injected %s', async (api, reason, part) => {
  expect((await injected(api, reason)).response).toContain(part);
});

it('repeats the credentials of the request, masked in the verdict', async () => {
  const { response, message } = await injected('blueking', 'invalid-token');
  const { data_id: dataId, access_token: token } = JSON.parse(VALID.blueking) as Record<string, string>;
  expect(response).toContain(`reject invalid token: ${dataId}/${token}`);
  expect(message).toContain(`reject invalid token: ${dataId}/`);
  expect(message).not.toContain(token);
});
