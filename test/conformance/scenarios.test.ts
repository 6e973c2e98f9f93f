import { existsSync, readFileSync } from 'node:fs';
import {
  ACCEPTED,
  loadContract,
  loadScenarios,
  type Scenario,
  uncoveredBehaviors,
} from '@pushspec/conformance';
import { type ApiName, apiNames, developmentConfig, profiles } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { isJsonApi } from '../json-apis.ts';

const scenarios = await loadScenarios();

const contracts = apiNames.flatMap((api) => profiles.map((profile) => loadContract(api, profile)));

function contractsOf({ api, profiles: own }: Scenario) {
  return contracts.filter((contract) => contract.api === api && own.includes(contract.profile));
}

/** Returns the numbers of the entries in a vendor's NOTES.md. */
function notesOf(api: ApiName): Set<number> {
  const file = new URL(`../../spec/${api}/NOTES.md`, import.meta.url);
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return new Set([...text.matchAll(/^## (\d+)\. /gm)].map(([, number]) => Number(number)));
}

it.each(contracts)('each response and reason of $api ($profile) has a scenario', (contract) => {
  // The operations of a gateway have one pipeline, so a scenario of one shows a reason of all.
  const shown = new Set(
    scenarios
      .filter(({ api }) => api === contract.api)
      .map(({ reason, operation }) => (isJsonApi(contract.api) ? `${operation} ${reason}` : reason)),
  );
  const isShown = ({ operation, reason }: { operation: string; reason: string }) =>
    shown.has(isJsonApi(contract.api) ? `${operation} ${reason}` : reason);
  expect(uncoveredBehaviors(contract, scenarios).filter((one) => !isShown(one))).toEqual([]);
});

it('each scenario names an operation and a reason of its contracts', () => {
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

it('each scenario cites an existing note or source', () => {
  const notes = new Map(apiNames.map((api) => [api, notesOf(api)]));
  const dangling = scenarios.filter(({ api, note, source, ...scenario }) => {
    const [contract] = contractsOf({ api, ...scenario });
    const sources = Object.keys(contract?.document.info['x-sources'] ?? {});
    const noteIsThere = note === undefined || notes.get(api)?.has(note);
    return !noteIsThere || (source !== undefined && !sources.includes(source));
  });
  expect(dangling.map(({ file, note, source }) => `${file}: ${note ?? source}`)).toEqual([]);
});

it('no two scenarios of a vendor have the same summary', () => {
  const summaries = scenarios.map(({ api, summary }) => `${api}: ${summary}`);
  expect(summaries.filter((summary, index) => summaries.indexOf(summary) !== index)).toEqual([]);
});

it('no scenario contains a credential of the development configuration', () => {
  const secrets = [
    ...JSON.stringify(developmentConfig).matchAll(/"(?:\w*[tT]oken|\w*[sS]ecret|dataId)":"?([\w-]+)/g),
  ];
  const written = scenarios.filter(({ file }) => {
    const text = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
    return secrets.some(([, secret]) => text.includes(String(secret)));
  });
  expect(written.map(({ file }) => file)).toEqual([]);
});
