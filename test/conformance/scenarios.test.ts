import { existsSync, readFileSync } from 'node:fs';
import { ACCEPTED, gaps, loadContract, loadScenarios, type Scenario } from '@pushspec/conformance';
import { profiles, type Vendor, vendors } from '@pushspec/contract';
import { expect, it } from 'vitest';

const scenarios = await loadScenarios();

const contracts = vendors.flatMap((vendor) => profiles.map((profile) => loadContract(vendor, profile)));

function contractsOf({ vendor, profiles: own }: Scenario) {
  return contracts.filter((contract) => contract.vendor === vendor && own.includes(contract.profile));
}

/** Numbers of the entries in a vendor's NOTES.md. */
function notesOf(vendor: Vendor): Set<number> {
  const file = new URL(`../../spec/${vendor}/NOTES.md`, import.meta.url);
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return new Set([...text.matchAll(/^## (\d+)\. /gm)].map(([, number]) => Number(number)));
}

it.each(contracts)('each answer and reason of $vendor ($profile) has a scenario', (contract) => {
  expect(gaps(contract, scenarios)).toEqual([]);
});

it('each scenario is for an operation and a reason that the contract of its profiles has', () => {
  const strangers = scenarios.flatMap((scenario) =>
    contractsOf(scenario)
      .filter(({ operations, reasons }) => {
        const isKnown = scenario.reason === ACCEPTED || Object.hasOwn(reasons, scenario.reason);
        return !isKnown || !operations.has(scenario.operation);
      })
      .map(({ profile }) => `${scenario.file} (${profile}): ${scenario.operation} ${scenario.reason}`),
  );
  expect(strangers).toEqual([]);
});

it('each scenario cites a note or a source that there is', () => {
  const notes = new Map(vendors.map((vendor) => [vendor, notesOf(vendor)]));
  const dangling = scenarios.filter(({ vendor, note, source, ...scenario }) => {
    const [contract] = contractsOf({ vendor, ...scenario });
    const sources = Object.keys(contract?.document.info['x-sources'] ?? {});
    const noteIsThere = note === undefined || notes.get(vendor)?.has(note);
    return !noteIsThere || (source !== undefined && !sources.includes(source));
  });
  expect(dangling.map(({ file, note, source }) => `${file}: ${note ?? source}`)).toEqual([]);
});

it('no two scenarios of a vendor have the same summary', () => {
  const summaries = scenarios.map(({ vendor, summary }) => `${vendor}: ${summary}`);
  expect(summaries.filter((summary, index) => summaries.indexOf(summary) !== index)).toEqual([]);
});

it('no scenario writes out a credential of the development configuration', () => {
  const development = new URL('../../packages/contract/src/config/development.json', import.meta.url);
  const secrets = [
    ...readFileSync(development, 'utf8').matchAll(/"(?:\w*[tT]oken|\w*[sS]ecret|dataId)": "?([\w-]+)/g),
  ];
  const written = scenarios.filter(({ file }) => {
    const text = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
    return secrets.some(([, secret]) => text.includes(String(secret)));
  });
  expect(written.map(({ file }) => file)).toEqual([]);
});
