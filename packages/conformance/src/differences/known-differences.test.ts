import { expect, it } from 'vitest';
import { loadContract } from '../contract/contract.ts';
import { generateCases } from '../generate/generate-cases.ts';
import { changed, paperTarget } from '../paper-target.fixture.ts';
import { runScenarios, type Summary } from '../run/run.ts';
import { parseDifferences, settle } from './known-differences.ts';

const contract = loadContract('guance', 'documented');
const cases = (await generateCases(contract)).filter(({ id }) => id.includes('event.title'));

/** What comes of a target that takes a title of any type. */
async function played(): Promise<Summary> {
  const wrong = changed(contract, (schemas) => {
    delete (schemas as { Event: { properties: { title: { type?: unknown } } } }).Event.properties.title.type;
  });
  return runScenarios({ scenarios: cases, target: await paperTarget(wrong), contracts: [contract] });
}

const why = 'Titles are not looked at.';
const failures = (settled: ReturnType<typeof settle>) =>
  settled.unexpected.map(({ scenario }) => scenario.id);

it('finds a difference that is not written down', async () => {
  expect(failures(settle(await played(), []))).toContain('guance/pushEvent: event.title is null');
});

it('lets a difference pass that is written down, and says why', async () => {
  const summary = await played();
  const settled = settle(summary, [{ target: 'paper', cases: 'guance/*: event.title is *', why }]);
  expect(failures(settled)).toEqual([]);
  expect(settled.stale).toEqual([]);
  const [failed] = summary.results.filter(({ outcome }) => outcome === 'failed');
  expect(failed && settled.known(failed)).toBe(why);
});

it('holds one that no longer shows against the list', async () => {
  const entry = { target: 'paper', cases: 'guance/*: event.message is *', why };
  expect(settle(await played(), [entry]).stale).toEqual([entry]);
});

it('leaves the entries of other targets and profiles aside', async () => {
  const entries = [
    { target: 'mock', cases: '*', why },
    { target: 'paper', profile: 'receiver', cases: '*', why },
  ];
  const settled = settle(await played(), entries);
  expect(settled.stale).toEqual([]);
  expect(failures(settled)).not.toEqual([]);
});

it('takes no list with an entry that says nothing', async () => {
  await expect(parseDifferences('- { target: mock, cases: x }')).rejects.toThrow(
    'known differences/0: it breaks',
  );
  await expect(parseDifferences('- [')).rejects.toThrow(/^known differences: .+ at line 1, column \d+$/);
  await expect(parseDifferences('[]')).resolves.toEqual([]);
});
