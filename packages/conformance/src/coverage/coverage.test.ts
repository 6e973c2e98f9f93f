import { expect, it } from 'vitest';
import { loadContract } from '../contract/contract.ts';
import { generateCases } from '../generate/generate-cases.ts';
import type { GeneratedCase } from '../generate/generated-case.ts';
import { runScenarios } from '../run/run.ts';
import { changed, schemaTarget } from '../schema-target.fixture.ts';
import { type Coverage, coverageOf } from './coverage.ts';
import { coverageJson, coverageText } from './coverage-text.ts';

const contract = loadContract('guance', 'documented');
const STATUS = '/components/schemas/Event/properties/status';

/** Cases about the body only, which is all that a schema target supports. */
const cases = (await generateCases(contract)).filter(({ id, given, raw }) => {
  const isAboutBody = /: (event|extraData|the body is|the example)/.test(id);
  return isAboutBody && !given.fault && raw?.size === undefined && raw?.headers === undefined;
});

async function covered(played: readonly GeneratedCase[], on = contract): Promise<Coverage> {
  const target = await schemaTarget(on);
  const summary = await runScenarios({ scenarios: played, target, contracts: [contract] });
  return coverageOf({ summary, contracts: [contract] });
}

const gaps = ({ missing }: Coverage) => missing.flatMap(({ item, because }) => (because ? [] : [item]));

it('counts a rule as kept and as broken only if a case shows it', async () => {
  const ofStatus = cases.filter(({ id }) => id.includes('event.status'));
  const without = gaps(await covered(cases.filter((one) => !ofStatus.includes(one))));
  expect(without).toContain(`${STATUS}/enum invalid`);
  expect(without).toContain(`${STATUS}/enum/0 valid`);
  const all = gaps(await covered(cases));
  expect(all.filter((item) => item.startsWith(STATUS))).toEqual([]);
});

it('does not count what a failed case shows', async () => {
  const wrong = changed(contract, (schemas) => {
    delete (schemas as { Event: { properties: { status: { enum?: unknown } } } }).Event.properties.status
      .enum;
  });
  expect(gaps(await covered(cases, wrong))).toContain(`${STATUS}/enum invalid`);
});

it('excludes what the target cannot show, and says why', async () => {
  const { missing, counts } = await covered(cases);
  expect(missing).toContainEqual({
    api: 'guance',
    item: 'pushEvent 200 title-too-long',
    because: 'it reports no verdict on a request',
  });
  expect(counts.expressible).toBeLessThan(counts.total);
});

it('reports a gap if no case shows an item', async () => {
  const { missing, percent } = await covered(cases);
  expect(missing).toContainEqual({ api: 'guance', item: 'pushEvent 404 unknown-path' });
  expect(percent).toBeLessThan(100);
});

it('prints the percentage, a table, the gaps and the reasons', async () => {
  const text = coverageText(await covered(cases)).split('\n');
  expect(text[0]).toMatch(
    /^coverage of schema \(documented\): \d+\.\d %, \d+ of \d+ rules and behaviors shown, \d+ failed or have no case, \d+ could not be checked$/,
  );
  expect(text[2]).toMatch(/^guance +\d+\/\d+/);
  expect(text).toContain('GAP guance: pushEvent 404 unknown-path');
  expect(text.at(-1)).toMatch(/^NOT SHOWN \d+: /);
});

it('prints identical text for identical cases', async () => {
  const [one, other] = [await covered(cases), await covered(cases)];
  expect(coverageJson(one)).toBe(coverageJson(other));
});
