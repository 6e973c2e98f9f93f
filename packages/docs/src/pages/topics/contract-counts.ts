/** Counts the documented, observed and assumed rules and the scenarios of each contract. */
import { apiNames, guideAddress, type Language, loadBundle, reasonTable } from '@pushspec/contract';
import type { Provenance } from '@pushspec/contract/reasons';
import { receiverOverlay, scenarioNames } from '../../page.ts';
import { readDifferences } from '../../tables/differences.ts';
import { table } from '../../tables/markdown.ts';
import { tableLabels } from '../../tables/table-labels.ts';

const PROVENANCES: readonly Provenance[] = ['documented', 'observed', 'assumed'];

const HEADINGS: Record<
  Language,
  { api: string; version: string; all: string; scenarios: string; differences: string }
> = {
  en: {
    api: 'API',
    version: 'Contract version',
    all: 'Reasons',
    scenarios: 'Hand-written scenarios',
    differences: 'Differences of the running service',
  },
  zh: {
    api: 'API',
    version: '契约版本',
    all: '原因码',
    scenarios: '手写场景',
    differences: '线上服务的差异',
  },
};

/** Returns a table with the number of reasons per API and provenance. */
export function reasonCounts(language: Language): string {
  const { api, version, all } = HEADINGS[language];
  const rows = apiNames.map((name) => {
    const document = loadBundle(name, 'documented', language);
    const reasons = Object.values(reasonTable(document));
    const counts = PROVENANCES.map((each) => reasons.filter(({ provenance }) => provenance === each).length);
    const link = `[${document.info.title}](${guideAddress(name, language)}reasons/)`;
    return [link, String(document.info.version), String(reasons.length), ...counts.map(String)];
  });
  const provenances = PROVENANCES.map((each) => tableLabels[language].provenance[each]);
  return table([api, version, all, ...provenances], rows);
}

/** Returns a table with the number of scenarios and known differences per API. */
export function scenarioCounts(language: Language): string {
  const { api, scenarios, differences } = HEADINGS[language];
  const rows = apiNames.map((name) => [
    `[${loadBundle(name, 'documented', language).info.title}](${guideAddress(name, language)})`,
    String(scenarioNames(name).length),
    String(readDifferences(receiverOverlay(name))?.list.length ?? 0),
  ]);
  return table([api, scenarios, differences], rows);
}
