import { expect, it } from 'vitest';
import { loadContract } from '../contract/contract.ts';
import { loadScenarios } from '../scenario/load.ts';
import { casesTouching } from './cases-touching.ts';
import { generateCases } from './generate-cases.ts';

const contract = loadContract('guance', 'documented');
const cases = [...(await loadScenarios({ vendor: 'guance' })), ...(await generateCases(contract))];
const touching = await casesTouching({ contract, cases });

const STATUS = '/components/schemas/Event/properties/status';

it('finds the cases that break a rule, and some that keep it', () => {
  const found = touching([`${STATUS}/enum`]);
  const reasons = found.map(({ reason }) => reason);
  expect(reasons).toContain('status-invalid');
  expect(found.map(({ id }) => id)).toContain('guance/pushEvent: event.status is "fatal"');
  expect(found.length).toBeLessThan(cases.length / 4);
});

it('finds the cases that end with a reason, written and generated ones', () => {
  const found = touching(['/x-reasons/title-type/status']);
  expect(found.map(({ id }) => id)).toContain('guance/title-type');
  expect(found.map(({ id }) => id)).toContain('guance/pushEvent: event.title is null');
  expect(found.every(({ reason }) => reason === 'title-type')).toBe(true);
});

it('finds the cases that use a rate limit up', () => {
  const pointer = '/paths/~1api~1v1~1push-events~1{secret}~1{subUri}/post/x-rate-limits/0/requests';
  const found = touching([pointer]);
  expect(found.map(({ reason }) => reason)).toContain('rate-limited-key');
  expect(found.every(({ given, reason }) => [given.exhausted, reason].includes('rate-limited-key'))).toBe(
    true,
  );
});

it('finds nothing at a place that no case looks at', () => {
  expect(touching(['/info/title'])).toEqual([]);
});
