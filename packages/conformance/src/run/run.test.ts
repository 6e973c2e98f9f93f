import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { developmentConfig } from '@pushspec/contract';
import { afterEach, expect, it } from 'vitest';
import { loadContract } from '../contract/contract.ts';
import { parseScenario } from '../scenario/load.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { type HttpTarget, httpTarget } from '../target/http-target.ts';
import type { Target } from '../target/target.ts';
import { EmptyRunError, type Result, runScenarios } from './run.ts';
import type { Strictness } from './strictness.ts';

interface FixedResponse {
  status: number;
  body: string;
  type?: string;
}

const running: { server: Server; target: HttpTarget }[] = [];

afterEach(() => {
  for (const { server, target } of running.splice(0)) {
    target.close();
    server.close();
  }
});

/** Starts a server without an admin API that always sends the same response. */
async function fixedServer({ status, body, type = 'application/json' }: FixedResponse): Promise<HttpTarget> {
  const server = createServer((request, response) => {
    const [code, text] = request.url?.startsWith('/__admin') ? [404, ''] : [status, body];
    response.writeHead(code, { 'content-type': type }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const target = await httpTarget({ url, config: developmentConfig, profile: 'documented' });
  running.push({ server, target });
  return target;
}

function scenario(properties: string): Promise<Scenario> {
  const text = `summary: One behavior.\noperation: pushCustomReport\nsource: bk-collector\n${properties}`;
  return parseScenario(text, { api: 'blueking', name: 'one' });
}

const refused = `
reason: metrics-missing
call: { kind: metric, data: [{ target: 10.0.0.1 }] }
`;

const accepted = `
call: { kind: metric, data: [{ target: 10.0.0.1, metrics: { cpu_load: 1 } }] }
`;

async function play(properties: string, target: Target, strictness?: Strictness): Promise<Result> {
  const { results } = await runScenarios({
    scenarios: [await scenario(properties)],
    target,
    contracts: [loadContract('blueking', 'documented')],
    strictness,
  });
  return results[0] as Result;
}

const refusal = (message: string) => JSON.stringify({ code: '400', result: 'false', message });

it('passes a response that matches the contract', async () => {
  const result = await play(refused, await fixedServer({ status: 400, body: refusal('metrics missing') }));
  expect(result).toMatchObject({ outcome: 'passed', problems: [], verdictChecked: false });
});

it.each<[string, FixedResponse, string]>([
  [
    'another status',
    { status: 401, body: '{"code":"401","result":"false","message":"metrics missing"}' },
    'status',
  ],
  ['another message', { status: 400, body: refusal('no metrics') }, 'body /message'],
  [
    'a code that is a number',
    { status: 400, body: '{"code":400,"result":"false","message":"metrics missing"}' },
    'body /code',
  ],
  [
    'another order of properties',
    { status: 400, body: '{"message":"metrics missing","code":"400","result":"false"}' },
    'body properties',
  ],
  [
    'an additional property',
    { status: 400, body: '{"code":"400","result":"false","message":"metrics missing","id":1}' },
    'body properties',
  ],
  [
    'another Content-Type',
    { status: 400, body: refusal('metrics missing'), type: 'text/html' },
    'response media type',
  ],
  ['a status that is not documented', { status: 418, body: refusal('metrics missing') }, 'response status'],
  ['text that is not JSON', { status: 400, body: 'metrics missing' }, 'response body'],
  ['no body', { status: 400, body: '' }, 'response body'],
])('fails %s', async (_, response, what) => {
  const { outcome, problems } = await play(refused, await fixedServer(response), 'exact');
  expect(outcome).toBe('failed');
  expect(problems.map((problem) => problem.what)).toContain(what);
});

it.each<[string, string]>([
  ['another wording of a free-form message', '{"code":"400","result":"false","message":"no metrics"}'],
  ['another order of properties', '{"message":"metrics missing","code":"400","result":"false"}'],
  ['an additional property', '{"code":"400","result":"false","message":"metrics missing","id":1}'],
])('passes %s, unless it compares exactly', async (_, body) => {
  const { outcome, problems } = await play(refused, await fixedServer({ status: 400, body }));
  expect({ outcome, problems }).toEqual({ outcome: 'passed', problems: [] });
});

it('fails if a request succeeds that must be refused', async () => {
  const body =
    '{"code":"200","message":"success","request_id":"a75ad22e-3c4f-4481-9096-c4947bf47187","result":"true"}';
  const { outcome } = await play(refused, await fixedServer({ status: 200, body }));
  expect(outcome).toBe('failed');
});

it('fails a scenario that expects success for a request that breaks the contract', async () => {
  const body =
    '{"code":"200","message":"success","request_id":"a75ad22e-3c4f-4481-9096-c4947bf47187","result":"true"}';
  const properties = 'call: { kind: metric, data: [{ metrics: { cpu_load: high } }] }';
  const { problems } = await play(properties, await fixedServer({ status: 200, body }));
  expect(problems.map(({ what }) => what)).toContain('request body');
});

it('compares expectations that the scenario adds to the contract', async () => {
  const target = await fixedServer({ status: 400, body: refusal('metrics missing') });
  const { problems } = await play(`${refused}expect: { headers: { allow: POST } }`, target);
  expect(problems).toEqual([{ what: 'header allow', expected: '"POST"', got: 'nothing' }]);
});

it('shows no credential of the configuration', async () => {
  const [{ accessToken } = { accessToken: '' }] = developmentConfig.blueking.dataIds;
  const target = await fixedServer({ status: 400, body: refusal(`no metrics for ${accessToken}`) });
  const { problems } = await play(refused, target, 'exact');
  expect(JSON.stringify(problems)).toContain('no metrics for ***');
  expect(JSON.stringify(problems)).not.toContain(accessToken);
});

it.each([
  ['given: { clock: 2026-11-21T00:00:00Z }', 'its clock cannot be set'],
  ['given: { fault: internal-error }', 'it cannot be made to fail'],
  [
    'given: { exhausted: rate-limited }',
    'a rate limit with a long window takes a long time to reset: --exhaust-limits runs it',
  ],
  ['onlyNotes: true', 'only NOTES.md states this rule: --exact runs it'],
  ['given: { config: { rateLimits: off } }', 'its configuration must set rateLimits "off"'],
  ['given: { as: nobody }', 'the configuration has no blueking credential for nobody'],
  ['except: { http: The weather is too bad for it. }', 'The weather is too bad for it.'],
])('skips %s with the reason', async (given, because) => {
  const target = await fixedServer({ status: 400, body: refusal('metrics missing') });
  const scenarios = [await scenario(refused), await scenario(`${refused}${given}`)];
  const summary = await runScenarios({
    scenarios,
    target,
    contracts: [loadContract('blueking', 'documented')],
  });
  expect(summary).toMatchObject({ passed: 1, skipped: 1, failed: 0 });
  expect(summary.results[1]).toMatchObject({ outcome: 'skipped', because });
});

it('excludes scenarios of the other profile', async () => {
  const target = await fixedServer({ status: 400, body: refusal('metrics missing') });
  const scenarios = [await scenario(refused), await scenario(`${refused}profile: receiver`)];
  const { results } = await runScenarios({
    scenarios,
    target,
    contracts: [loadContract('blueking', 'documented')],
  });
  expect(results).toHaveLength(1);
});

it('rejects if a run executes nothing', async () => {
  const target = await fixedServer({ status: 400, body: '' });
  const contracts = [loadContract('blueking', 'documented')];
  await expect(runScenarios({ scenarios: [], target, contracts })).rejects.toThrow(EmptyRunError);
  const scenarios = [await scenario(`${refused}given: { fault: internal-error }`)];
  await expect(runScenarios({ scenarios, target, contracts })).rejects.toThrow('it cannot be made to fail');
});

it('fails a scenario whose request gets no response', async () => {
  const target = await fixedServer({ status: 200, body: '' });
  const silent: Target = {
    ...target,
    send: async () => Promise.reject(new Error('the connection was closed')),
  };
  const { outcome, problems } = await play(accepted, silent);
  expect(outcome).toBe('failed');
  expect(problems[0]?.got).toBe('the connection was closed');
});

it('rejects immediately if no server responds at the address', async () => {
  const opening = httpTarget({ url: 'http://127.0.0.1:1', config: developmentConfig, profile: 'documented' });
  await expect(opening).rejects.toThrow(/^no server responds at http:\/\/127\.0\.0\.1:1: /);
});
