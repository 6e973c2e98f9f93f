/** Formats the limits of all APIs side by side, for one profile. */
import {
  apiNames,
  type Language,
  loadBundle,
  operationsOf,
  type Profile,
  profiles,
  type StatedLimit,
  statedLimits,
} from '@pushspec/contract';
import { limitName, limitNumbers } from '../../tables/limits.ts';
import { literal, table } from '../../tables/markdown.ts';
import { tableLabels } from '../../tables/table-labels.ts';

/** Returns a table with a column per operation and a row per kind of limit. Throws for an unknown profile. */
export function limitsTable(profile: string, language: Language): string {
  if (!(profiles as readonly string[]).includes(profile)) throw new Error(`unknown profile ${profile}`);
  const columns = apiNames.flatMap((api) => {
    const document = loadBundle(api, profile as Profile, language);
    return operationsOf(document).map((entry) => ({
      title: String(document.info.title),
      cells: cellsOf(statedLimits(document, entry), language),
    }));
  });
  const names = [...new Set(columns.flatMap(({ cells }) => [...cells.keys()]))];
  const rows = names.map((name) => [name, ...columns.map(({ cells }) => cells.get(name) ?? '')]);
  return table([tableLabels[language].limit, ...columns.map(({ title }) => title)], rows);
}

function cellsOf(limits: readonly StatedLimit[], language: Language): Map<string, string> {
  const labels = tableLabels[language];
  const cells = new Map<string, string>();
  const hasMaximum = limits.some(({ kind }) => kind === 'maxItems');
  for (const limit of limits.filter(({ kind }) => kind !== 'minItems' || !hasMaximum)) {
    const name = limitName(limit.kind, labels);
    const numbers = limitNumbers(limit, labels);
    const { reason, origin } = limit;
    const isNone = numbers === labels.none;
    const cell =
      reason === undefined || isNone
        ? numbers
        : `${numbers} · ${literal(reason)}, ${labels.provenance[origin.provenance]}`;
    const before = cells.get(name);
    cells.set(name, before === undefined ? cell : `${before}<br>${cell}`);
  }
  return cells;
}
