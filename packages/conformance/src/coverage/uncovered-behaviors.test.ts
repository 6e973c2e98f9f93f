import { expect, it } from 'vitest';
import { loadContract } from '../contract/contract.ts';
import { parseScenario } from '../scenario/load.ts';
import { behaviorsOf } from './behaviors.ts';
import { uncoveredBehaviors } from './uncovered-behaviors.ts';

const contract = loadContract('blueking', 'receiver');

function shows(properties: string) {
  const yaml = `summary: One behavior.\noperation: pushCustomReport\nsource: bk-collector\nraw: {}\n${properties}`;
  return parseScenario(yaml, { api: 'blueking', name: 'one' });
}

async function uncovered(...properties: string[]): Promise<string[]> {
  return uncoveredBehaviors(contract, await Promise.all(properties.map(shows))).map(({ reason }) => reason);
}

it('requires the success, each reason on the wire and each reason behind a success', () => {
  const behaviors = behaviorsOf(contract);
  expect(behaviors).toContainEqual({ operation: 'pushCustomReport', status: 200, reason: 'accepted' });
  expect(behaviors).toContainEqual({ operation: 'pushCustomReport', status: 429, reason: 'rate-limited' });
  expect(behaviors).toContainEqual({
    operation: 'pushCustomReport',
    status: 200,
    reason: 'dimension-coerced',
  });
  expect(behaviors).toHaveLength(Object.keys(contract.reasons).length + 1);
});

it('reports nothing that has a scenario', async () => {
  expect(await uncovered('reason: rate-limited')).not.toContain('rate-limited');
  expect(await uncovered('reason: rate-limited')).toContain('accepted');
});

it('does not count a scenario of the other profile', async () => {
  expect(await uncovered('reason: rate-limited\nprofile: documented')).toContain('rate-limited');
});

it('counts further codes that a scenario expects in the verdict', async () => {
  const properties = 'reason: metrics-missing\nexpect: { verdict: { warnings: [kind-mismatch] } }';
  expect(await uncovered(properties)).not.toContain('kind-mismatch');
});

it('does not count a response from outside the application as a success', async () => {
  expect(await uncovered('expect: { undocumented: true, status: 404 }')).toContain('accepted');
});
