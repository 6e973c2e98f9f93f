import { expect, it } from 'vitest';
import { loadContract } from '../contract/contract.ts';
import { parseScenario } from '../scenario/load.ts';
import { behavioursOf } from './behaviours.ts';
import { gaps } from './gaps.ts';

const contract = loadContract('blueking', 'receiver');

function shows(members: string) {
  const text = `summary: One behaviour.\noperation: pushCustomReport\nsource: bk-collector\nraw: {}\n${members}`;
  return parseScenario(text, { vendor: 'blueking', name: 'one' });
}

async function uncovered(...members: string[]): Promise<string[]> {
  return gaps(contract, await Promise.all(members.map(shows))).map(({ reason }) => reason);
}

it('asks for the success, each reason on the wire and each reason behind a success', () => {
  const behaviours = behavioursOf(contract);
  expect(behaviours).toContainEqual({ operation: 'pushCustomReport', status: 200, reason: 'accepted' });
  expect(behaviours).toContainEqual({ operation: 'pushCustomReport', status: 429, reason: 'rate-limited' });
  expect(behaviours).toContainEqual({
    operation: 'pushCustomReport',
    status: 200,
    reason: 'dimension-coerced',
  });
  expect(behaviours).toHaveLength(Object.keys(contract.reasons).length + 1);
});

it('misses nothing that has a scenario', async () => {
  expect(await uncovered('reason: rate-limited')).not.toContain('rate-limited');
  expect(await uncovered('reason: rate-limited')).toContain('accepted');
});

it('does not count a scenario of the other profile', async () => {
  expect(await uncovered('reason: rate-limited\nprofile: documented')).toContain('rate-limited');
});

it('counts what a scenario expects of the verdict beside its reason', async () => {
  const members = 'reason: metrics-missing\nexpect: { verdict: { warnings: [kind-mismatch] } }';
  expect(await uncovered(members)).not.toContain('kind-mismatch');
});

it('does not take an answer that is not the application for a success', async () => {
  expect(await uncovered('expect: { undocumented: true, status: 404 }')).toContain('accepted');
});
