import { expect, it } from 'vitest';
import { loadContract } from '../contract/contract.ts';
import { loadScenarios } from '../scenario/load.ts';
import { affectedCases } from './affected-cases.ts';
import { generateCases } from './generate-cases.ts';

const contract = loadContract('guance', 'documented');
const cases = [...(await loadScenarios({ api: 'guance' })), ...(await generateCases(contract))];
const affectedBy = await affectedCases({ contract, cases });

const STATUS = '/components/schemas/Event/properties/status';

it('finds the cases that break a rule, and some that keep it', () => {
  const found = affectedBy([`${STATUS}/enum`]);
  const reasons = found.map(({ reason }) => reason);
  expect(reasons).toContain('status-invalid');
  expect(found.map(({ id }) => id)).toContain('guance/pushEvent: event.status is "fatal"');
  expect(found.length).toBeLessThan(cases.length / 4);
});

it('finds the written and generated cases that end with a reason', () => {
  const found = affectedBy(['/x-reasons/title-type/status']);
  expect(found.map(({ id }) => id)).toContain('guance/title-type');
  expect(found.map(({ id }) => id)).toContain('guance/pushEvent: event.title is null');
  expect(found.every(({ reason }) => reason === 'title-type')).toBe(true);
});

it('finds the cases that use up a rate limit', () => {
  const pointer = '/paths/~1api~1v1~1push-events~1{secret}~1{subUri}/post/x-rate-limits/0/requests';
  const found = affectedBy([pointer]);
  expect(found.map(({ reason }) => reason)).toContain('rate-limited-key');
  expect(found.every(({ given, reason }) => [given.exhausted, reason].includes('rate-limited-key'))).toBe(
    true,
  );
});

it('finds nothing for a pointer that affects no case', () => {
  expect(affectedBy(['/info/title'])).toEqual([]);
});
