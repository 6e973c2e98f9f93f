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

interface Wire {
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

/** A server that gives every request the same answer, and has no admin API. */
async function serverThatAnswers({ status, body, type = 'application/json' }: Wire): Promise<HttpTarget> {
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

function scenario(members: string): Promise<Scenario> {
  const text = `summary: One behaviour.\noperation: pushCustomReport\nsource: bk-collector\n${members}`;
  return parseScenario(text, { vendor: 'blueking', name: 'one' });
}

const refused = `
reason: metrics-missing
call: { kind: metric, data: [{ target: 10.0.0.1 }] }
`;

const accepted = `
call: { kind: metric, data: [{ target: 10.0.0.1, metrics: { cpu_load: 1 } }] }
`;

async function play(members: string, target: Target, strictness?: Strictness): Promise<Result> {
  const { results } = await runScenarios({
    scenarios: [await scenario(members)],
    target,
    contracts: [loadContract('blueking', 'documented')],
    strictness,
  });
  return results[0] as Result;
}

const refusal = (message: string) => JSON.stringify({ code: '400', result: 'false', message });

it('passes an answer that is as the contract has it', async () => {
  const result = await play(
    refused,
    await serverThatAnswers({ status: 400, body: refusal('metrics missing') }),
  );
  expect(result).toMatchObject({ outcome: 'passed', problems: [], verdictChecked: false });
});

it.each<[string, Wire, string]>([
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
    'another order of members',
    { status: 400, body: '{"message":"metrics missing","code":"400","result":"false"}' },
    'body members',
  ],
  [
    'a member more',
    { status: 400, body: '{"code":"400","result":"false","message":"metrics missing","id":1}' },
    'body members',
  ],
  [
    'another Content-Type',
    { status: 400, body: refusal('metrics missing'), type: 'text/html' },
    'answer media type',
  ],
  ['a status that is not documented', { status: 418, body: refusal('metrics missing') }, 'answer status'],
  ['text that is not JSON', { status: 400, body: 'metrics missing' }, 'answer body'],
  ['no body', { status: 400, body: '' }, 'answer body'],
])('fails %s', async (_, wire, what) => {
  const { outcome, problems } = await play(refused, await serverThatAnswers(wire), 'exact');
  expect(outcome).toBe('failed');
  expect(problems.map((problem) => problem.what)).toContain(what);
});

it.each<[string, string]>([
  ['another wording where it is free', '{"code":"400","result":"false","message":"no metrics"}'],
  ['another order of members', '{"message":"metrics missing","code":"400","result":"false"}'],
  ['a member more', '{"code":"400","result":"false","message":"metrics missing","id":1}'],
])('passes %s, unless it compares exactly', async (_, body) => {
  const { outcome, problems } = await play(refused, await serverThatAnswers({ status: 400, body }));
  expect({ outcome, problems }).toEqual({ outcome: 'passed', problems: [] });
});

it('fails a success where a refusal is expected', async () => {
  const body =
    '{"code":"200","message":"success","request_id":"a75ad22e-3c4f-4481-9096-c4947bf47187","result":"true"}';
  const { outcome } = await play(refused, await serverThatAnswers({ status: 200, body }));
  expect(outcome).toBe('failed');
});

it('fails a scenario that expects success for a request which the contract does not allow', async () => {
  const body =
    '{"code":"200","message":"success","request_id":"a75ad22e-3c4f-4481-9096-c4947bf47187","result":"true"}';
  const members = 'call: { kind: metric, data: [{ metrics: { cpu_load: high } }] }';
  const { problems } = await play(members, await serverThatAnswers({ status: 200, body }));
  expect(problems.map(({ what }) => what)).toContain('request body');
});

it('compares what the scenario says beyond the contract', async () => {
  const target = await serverThatAnswers({ status: 400, body: refusal('metrics missing') });
  const { problems } = await play(`${refused}expect: { headers: { allow: POST } }`, target);
  expect(problems).toEqual([{ what: 'header allow', expected: '"POST"', got: 'nothing' }]);
});

it('shows no credential of the configuration', async () => {
  const [{ accessToken } = { accessToken: '' }] = developmentConfig.blueking.dataIds;
  const target = await serverThatAnswers({ status: 400, body: refusal(`no metrics for ${accessToken}`) });
  const { problems } = await play(refused, target, 'exact');
  expect(JSON.stringify(problems)).toContain('no metrics for ***');
  expect(JSON.stringify(problems)).not.toContain(accessToken);
});

it.each([
  ['given: { clock: 2026-11-21T00:00:00Z }', 'its clock cannot be set'],
  ['given: { fault: internal-error }', 'it cannot be made to fail'],
  [
    'given: { exhausted: rate-limited }',
    'a rate limit with a long window takes its time to come back: --exhaust-limits plays it',
  ],
  ['onlyNotes: true', 'only NOTES.md states this rule: --exact plays it'],
  ['given: { config: { rateLimits: off } }', 'its configuration has to have rateLimits "off"'],
  ['given: { as: nobody }', 'the configuration has no blueking credential for nobody'],
  ['except: { http: The weather is too bad for it. }', 'The weather is too bad for it.'],
])('skips %s with the reason', async (given, because) => {
  const target = await serverThatAnswers({ status: 400, body: refusal('metrics missing') });
  const scenarios = [await scenario(refused), await scenario(`${refused}${given}`)];
  const summary = await runScenarios({
    scenarios,
    target,
    contracts: [loadContract('blueking', 'documented')],
  });
  expect(summary).toMatchObject({ passed: 1, skipped: 1, failed: 0 });
  expect(summary.results[1]).toMatchObject({ outcome: 'skipped', because });
});

it('leaves out scenarios of the other profile', async () => {
  const target = await serverThatAnswers({ status: 400, body: refusal('metrics missing') });
  const scenarios = [await scenario(refused), await scenario(`${refused}profile: receiver`)];
  const { results } = await runScenarios({
    scenarios,
    target,
    contracts: [loadContract('blueking', 'documented')],
  });
  expect(results).toHaveLength(1);
});

it('takes a run that has executed nothing for an error', async () => {
  const target = await serverThatAnswers({ status: 400, body: '' });
  const contracts = [loadContract('blueking', 'documented')];
  await expect(runScenarios({ scenarios: [], target, contracts })).rejects.toThrow(EmptyRunError);
  const scenarios = [await scenario(`${refused}given: { fault: internal-error }`)];
  await expect(runScenarios({ scenarios, target, contracts })).rejects.toThrow('it cannot be made to fail');
});

it('fails a scenario whose request gets no answer', async () => {
  const target = await serverThatAnswers({ status: 200, body: '' });
  const silent: Target = {
    ...target,
    send: async () => Promise.reject(new Error('the connection was closed')),
  };
  const { outcome, problems } = await play(accepted, silent);
  expect(outcome).toBe('failed');
  expect(problems[0]?.got).toBe('the connection was closed');
});

it('says at once when nothing answers at the address', async () => {
  const opening = httpTarget({ url: 'http://127.0.0.1:1', config: developmentConfig, profile: 'documented' });
  await expect(opening).rejects.toThrow(/^nothing answers at http:\/\/127\.0\.0\.1:1: /);
});
