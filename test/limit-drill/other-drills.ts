/** What docs, mock, tables and scenarios make of the limits. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  generateCases,
  isGenerated,
  loadContract,
  loadScenarios,
  runScenarios,
  runSequences,
  type Scenario,
  sequenceText,
} from '@pushspec/conformance';
import {
  type Json,
  type OpenApiDocument,
  operationsOf,
  type Profile,
  type Vendor,
  vendors,
} from '@pushspec/contract';
import { createMock } from '@pushspec/mock';
import { labels } from '../../packages/docs/src/tables/labels.ts';
import { limitTable } from '../../packages/docs/src/tables/limits.ts';
import { serverTarget } from '../conformance/server-target.ts';
import { sign } from '../conformance/sign.ts';
import type { Boundary, Probe } from './boundary.ts';
import { aimAt, limitsOf } from './limits.ts';
import { post } from './server-drill.ts';

/** The numbers in the rows of the docs' table of limits, those of a row together. */
export function numbersInDocs(document: OpenApiDocument): number[][] {
  const [entry] = operationsOf(document);
  if (!entry) return [];
  const rows = limitTable(document, entry, labels.en).split('\n').slice(2);
  return rows.map((row) =>
    [...String(row.split('|')[2]).matchAll(/\d[\d,]*/g)].map(([text]) => Number(text.replaceAll(',', ''))),
  );
}

/** The table of limits that clients read. */
export async function generatedLimits(vendor: Vendor): Promise<{ [name: string]: Json }> {
  const { limits } = (await import(`@pushspec/contract/${vendor}`)) as {
    limits: { [operation: string]: { [name: string]: Json } };
  };
  return Object.values(limits)[0] as { [name: string]: Json };
}

export interface MockDrill {
  /** Statuses of the answers. */
  at(
    vendor: Vendor,
    document: OpenApiDocument,
    boundary: Boundary,
  ): Promise<{ fits: number; beyond?: number }>;
  close(): Promise<void>;
}

export async function mockDrill(): Promise<MockDrill> {
  const mock = createMock();
  const { url } = await mock.listen({ port: 0 });
  return {
    async at(vendor, document, { fits, beyond }) {
      const status = (probe: Probe) => post(url, vendor, document, probe, false);
      return { fits: await status(fits), ...(beyond ? { beyond: await status(beyond) } : {}) };
    },
    close: () => mock.close(),
  };
}

export interface PlayedCases {
  /** Scenarios that people wrote. */
  written: number;
  /** JSON pointers of the limits that generated cases were made for, each with its vendor. */
  generatedFor: string[];
  /** The sequences that used up a rate limit to the end of its window. */
  edges: string[];
  problems: string[];
}

/** Plays the scenarios and the generated cases that are about limits by the contracts of this tree. */
export async function limitScenarios(profile: Profile): Promise<PlayedCases> {
  const root = join(import.meta.dirname, '../..');
  const isAboutLimit = (file: string) =>
    /\{\{(?:[^}]*limits\.|#\/)|exhausted/.test(readFileSync(join(root, file), 'utf8'));
  const target = await serverTarget(profile);
  const contracts = vendors.map((vendor) => loadContract(vendor, profile));
  const written = (await loadScenarios()).filter(({ file }) => isAboutLimit(file));
  const generated = await Promise.all(
    contracts.map(async (contract) => {
      const limits = new Set(limitsOf(contract.document).map(({ pointer }) => aimAt(pointer)));
      const cases = await generateCases(contract);
      return cases.filter(({ aims }) => aims.some((aim) => limits.has(aim)));
    }),
  );
  const scenarios: Scenario[] = [...written, ...generated.flat()];
  const { results } = await runScenarios({ scenarios, target, contracts, sign });
  const isEdge = (name: string) => name.includes('lasts as long as its window');
  const edges = await runSequences({ target, contracts, sign, filter: isEdge });
  await target.close();
  const problems = results.flatMap(({ scenario, problems: found }) =>
    found.map(({ what, expected, got }) => `${scenario.file}: ${what}: expected ${expected}, got ${got}`),
  );
  const failed = edges.filter(({ outcome }) => outcome === 'failed');
  const played = results.filter(({ outcome }) => outcome === 'passed').map(({ scenario }) => scenario);
  const aimedAt = played.flatMap((scenario) =>
    isGenerated(scenario) ? scenario.aims.map((aim) => `${scenario.vendor} ${aim}`) : [],
  );
  return {
    written: played.filter((scenario) => !isGenerated(scenario)).length,
    generatedFor: [...new Set(aimedAt)],
    edges: edges.filter(({ outcome }) => outcome === 'passed').map(({ name }) => name),
    problems: [...problems, ...failed.map((one) => sequenceText([one]))],
  };
}
