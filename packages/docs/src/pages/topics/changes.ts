/** Builds the changes page of an API: changes by the vendor, and the date of each source. */
import { existsSync, readFileSync } from 'node:fs';
import {
  type ApiName,
  guideAddress,
  type Language,
  loadBundle,
  type OpenApiDocument,
  originOfReason,
  reasonTable,
  sourcesOf,
} from '@pushspec/contract';
import { parse } from 'yaml';
import { changesFile, receiverOverlay } from '../../page.ts';
import { differenceTable, readDifferences } from '../../tables/differences.ts';
import { heading, plain, sections, table } from '../../tables/markdown.ts';
import { tableLabels } from '../../tables/table-labels.ts';
import { changeLabels } from './change-labels.ts';

/** A change by the vendor. */
export interface Change {
  /** Day, month or year; absent if the source does not say. */
  date?: string;
  /** Key of `info.x-sources`. */
  source: string;
  /** Number of the note in NOTES.md. */
  note?: number;
  en: string;
  zh: string;
}

/** Returns the changes, newest first and undated ones last. Empty if the contract has no `changes.yaml`. */
export function readChanges(api: ApiName): Change[] {
  const file = changesFile(api);
  return existsSync(file) ? (parse(readFileSync(file, 'utf8')) as Change[]) : [];
}

/** Returns the changes page as Markdown. */
export function changesPage(api: ApiName, language: Language): string {
  const labels = changeLabels[language];
  const document = loadBundle(api, 'documented', language);
  const differences = readDifferences(receiverOverlay(api), language);
  const lastRead = Object.values(sourcesOf(document))
    .map(({ read }) => read)
    .sort()
    .at(-1);
  return sections(
    labels.intro({ version: String(document.info.version), read: String(lastRead) }),
    heading(2, labels.vendor),
    changeTable(api, document, language),
    heading(2, labels.service),
    ...(differences
      ? [
          tableLabels[language].differencesIntro(differences.title),
          differenceTable(differences, document, tableLabels[language]),
        ]
      : [labels.noDifferences]),
    heading(2, labels.read),
    labels.readIntro,
    readingTable(document, language),
    labels.more(`${guideAddress(api, language)}reasons/`),
  );
}

function changeTable(api: ApiName, document: OpenApiDocument, language: Language): string {
  const labels = changeLabels[language];
  const changes = readChanges(api);
  if (changes.length === 0) return labels.noChanges;
  const rows = changes.map(({ date, source, note, ...descriptions }) => [
    date ?? labels.undated,
    descriptions[language],
    `${sourceLink(document, source)}${note === undefined ? '' : ` (${tableLabels[language].note(note)})`}`,
  ]);
  return table([labels.date, labels.change, labels.source], rows);
}

/** Lists each source with the day it was read and the number of reasons that cite it. */
function readingTable(document: OpenApiDocument, language: Language): string {
  const labels = changeLabels[language];
  const codes = Object.keys(reasonTable(document));
  const keys = codes.map((code) => originOfReason(document, code)?.source);
  const rows = Object.entries(sourcesOf(document))
    .map(([key, { title, read }]) => ({
      key,
      title,
      read,
      count: keys.filter((each) => each === key).length,
    }))
    .sort((a, b) => b.read.localeCompare(a.read) || b.count - a.count)
    .map(({ key, title, read, count }) => [
      read,
      `${sourceLink(document, key)}: ${plain(title)}`,
      String(count),
    ]);
  return table([labels.readOn, labels.source, labels.reasons], rows);
}

function sourceLink(document: OpenApiDocument, key: string): string {
  const url = sourcesOf(document)[key]?.url;
  return url === undefined ? key : `[${key}](${url})`;
}
