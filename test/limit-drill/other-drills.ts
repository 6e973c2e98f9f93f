/** Observes how docs, mock, generated tables and scenarios treat the limits. */
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
  type ApiName,
  apiNames,
  type Json,
  type OpenApiDocument,
  operationsOf,
  type Profile,
} from '@pushspec/contract';
import { createMock } from '@pushspec/mock';
import { limitTable } from '../../packages/docs/src/tables/limits.ts';
import { tableLabels } from '../../packages/docs/src/tables/table-labels.ts';
import { serverTarget } from '../conformance/server-target.ts';
import { sign } from '../conformance/sign.ts';
import type { Boundary, Probe } from './boundary.ts';
import { aimOf, type Limit, limitsOf } from './limits.ts';
import { post } from './server-drill.ts';

/** Returns the numbers in each row of the docs' table of limits. */
export function numbersInDocs(document: OpenApiDocument): number[][] {
  const rows = operationsOf(document).flatMap((entry) =>
    limitTable(document, entry, tableLabels.en).split('\n').slice(2),
  );
  return rows.map((row) =>
    [...String(row.split('|')[2]).matchAll(/\d[\d,]*/g)].map(([text]) => Number(text.replaceAll(',', ''))),
  );
}

export interface LimitTables {
  readonly [operation: string]: { [name: string]: Json };
}

/** Returns the generated table of limits that clients read, by operation. */
export async function generatedLimits(api: ApiName): Promise<LimitTables> {
  const { limits } = (await import(`@pushspec/contract/${api}`)) as { limits: LimitTables };
  return limits;
}

export interface MockDrill {
  /** Resolves to the response statuses. */
  at(
    api: ApiName,
    document: OpenApiDocument,
    limit: Limit,
    boundary: Boundary,
  ): Promise<{ allowed: number; exceeded?: number }>;
  close(): Promise<void>;
}

export async function mockDrill(): Promise<MockDrill> {
  const mock = createMock();
  const { url } = await mock.listen({ port: 0 });
  return {
    async at(api, document, limit, { allowed, exceeded }) {
      const status = (probe: Probe) => post(url, { api, document, limit, probe, withApiKey: false });
      return { allowed: await status(allowed), ...(exceeded ? { exceeded: await status(exceeded) } : {}) };
    },
    close: () => mock.close(),
  };
}

export interface PlayedCases {
  /** Number of written scenarios that passed. */
  written: number;
  /** APIs and JSON pointers of the limits with generated cases. */
  generatedFor: string[];
  /** Names of the sequences that check the end of a rate limit window. */
  edges: string[];
  problems: string[];
}

/** Runs the scenarios and generated cases about limits against the contracts of this workspace. */
export async function playLimitCases(profile: Profile): Promise<PlayedCases> {
  const root = join(import.meta.dirname, '../..');
  const isAboutLimit = (file: string) =>
    /\{\{(?:[^}]*limits\.|#\/)|exhausted/.test(readFileSync(join(root, file), 'utf8'));
  const target = await serverTarget(profile);
  const contracts = apiNames.map((api) => loadContract(api, profile));
  const written = (await loadScenarios()).filter(({ file }) => isAboutLimit(file));
  const generated = await Promise.all(
    contracts.map(async (contract) => {
      const limits = new Set(limitsOf(contract.document).map(({ pointer }) => aimOf(pointer)));
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
    isGenerated(scenario) ? scenario.aims.map((aim) => `${scenario.api} ${aim}`) : [],
  );
  return {
    written: played.filter((scenario) => !isGenerated(scenario)).length,
    generatedFor: [...new Set(aimedAt)],
    edges: edges.filter(({ outcome }) => outcome === 'passed').map(({ name }) => name),
    problems: [...problems, ...failed.map((one) => sequenceText([one]))],
  };
}
