import { expect, it } from 'vitest';
import { loadContract } from '../contract/contract.ts';
import { generateCases } from '../generate/generate-cases.ts';
import { runScenarios, type Summary } from '../run/run.ts';
import { changed, schemaTarget } from '../schema-target.fixture.ts';
import { matchDifferences, parseDifferences } from './known-differences.ts';

const contract = loadContract('guance', 'documented');
const cases = (await generateCases(contract)).filter(({ id }) => id.includes('event.title'));

/** Runs the cases against a target that accepts a title of any type. */
async function played(): Promise<Summary> {
  const wrong = changed(contract, (schemas) => {
    delete (schemas as { Event: { properties: { title: { type?: unknown } } } }).Event.properties.title.type;
  });
  return runScenarios({ scenarios: cases, target: await schemaTarget(wrong), contracts: [contract] });
}

const why = 'Titles are not checked.';
const failures = (settled: ReturnType<typeof matchDifferences>) =>
  settled.unexpected.map(({ scenario }) => scenario.id);

it('finds a difference that is not listed', async () => {
  expect(failures(matchDifferences(await played(), []))).toContain('guance/pushEvent: event.title is null');
});

it('accepts a listed difference, and returns its cause', async () => {
  const summary = await played();
  const settled = matchDifferences(summary, [{ target: 'schema', cases: 'guance/*: event.title is *', why }]);
  expect(failures(settled)).toEqual([]);
  expect(settled.stale).toEqual([]);
  const [failed] = summary.results.filter(({ outcome }) => outcome === 'failed');
  expect(failed && settled.known(failed)).toBe(why);
});

it('reports a listed difference that no longer occurs', async () => {
  const entry = { target: 'schema', cases: 'guance/*: event.message is *', why };
  expect(matchDifferences(await played(), [entry]).stale).toEqual([entry]);
});

it('ignores entries for other targets and profiles', async () => {
  const entries = [
    { target: 'mock', cases: '*', why },
    { target: 'schema', profile: 'receiver', cases: '*', why },
  ];
  const settled = matchDifferences(await played(), entries);
  expect(settled.stale).toEqual([]);
  expect(failures(settled)).not.toEqual([]);
});

it('rejects a list with an empty entry', async () => {
  await expect(parseDifferences('- { target: mock, cases: x }')).rejects.toThrow(
    'known differences at /0 break the rule',
  );
  await expect(parseDifferences('- [')).rejects.toThrow(/^known differences: .+ at line 1, column \d+$/);
  await expect(parseDifferences('[]')).resolves.toEqual([]);
});
