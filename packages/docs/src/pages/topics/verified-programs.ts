/** Formats the results of `npm run test:programs`, which runs other people's programs against the server. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ApiName, apiNames, guideAddress, type Language, loadBundle } from '@pushspec/contract';
import { literal, sections, table } from '../../tables/markdown.ts';
import { verifiedLabels } from './verified-labels.ts';

/** Results of one program in the last recorded run. */
export interface ProgramResult {
  /** Name of the program in Markdown, in each language. */
  title: Record<Language, string>;
  /** Registry, such as `PyPI`. */
  origin: string;
  version: string;
  /** Day of the recorded run, such as `2026-11-30`. */
  date: string;
  api: ApiName;
  operation: string;
  /** Number of accepted events or data points by the kind of values in them, a key of the labels. */
  sent: Record<string, number>;
  /** Kinds of values that the program cannot send. */
  cannotSend: readonly string[];
  /** What its user sees of each refusal, by a key of the labels. */
  refused: Record<string, RefusalResult>;
  /** What its user must set, in Markdown, in each language. */
  settings: Record<Language, string>;
}

export interface RefusalResult {
  /** Exit code. */
  code: number;
  /** The program's own words, if it does not show the message in the response. */
  shows?: string;
}

/** File with the results, which `npm run test:programs -- --record` writes. */
export const VERIFIED_FILE = join(import.meta.dirname, 'verified-with/results.json');

/** Returns the recorded results by the name of the program, in the order of the page. */
export function readVerified(): Record<string, ProgramResult> {
  return JSON.parse(readFileSync(VERIFIED_FILE, 'utf8')) as Record<string, ProgramResult>;
}

/** Returns a table for each API, of its programs with what they sent and what their users must set. */
export function verifiedPrograms(language: Language): string {
  const { program, accepted, settings } = verifiedLabels[language];
  const tables = apiNames.flatMap((api) => {
    const rows = resultsOf(api).map((result) => [
      `${result.title[language]}<br>${versionText(result)}, ${result.date}<br>${literal(result.operation)}`,
      sentText(result, language),
      result.settings[language],
    ]);
    const link = `[${loadBundle(api, 'documented', language).info.title}](${guideAddress(api, language)})`;
    return rows.length === 0 ? [] : [`**${link}**`, table([program, accepted, settings], rows)];
  });
  return sections(...tables);
}

function resultsOf(api: ApiName): ProgramResult[] {
  return Object.values(readVerified()).filter((result) => result.api === api);
}

function versionText({ version, origin }: ProgramResult): string {
  return `${version} (${origin})`;
}

function sentText({ sent, cannotSend }: ProgramResult, language: Language): string {
  const labels = verifiedLabels[language];
  const kinds = Object.entries(sent).map(([name, count]) => labels.values[name]?.(count) ?? name);
  const not = cannotSend.map((name) => labels.not(labels.values[name]?.(1) ?? name));
  return [...kinds, ...not].join(labels.comma);
}

/** Returns a table of the programs that use an API and what their users must set, or `undefined` if there are none. */
export function programsOf(api: ApiName, language: Language): string | undefined {
  const { program, version, settings } = verifiedLabels[language];
  const rows = resultsOf(api).map((result) => [
    `${result.title[language]}, ${literal(result.operation)}`,
    versionText(result),
    result.settings[language],
  ]);
  if (rows.length === 0) return undefined;
  return table([program, version, settings], rows);
}

/** Returns a table of the refusals that the user of each program sees, and of the exit codes. */
export function verifiedRefusals(language: Language): string {
  const labels = verifiedLabels[language];
  const rows = Object.values(readVerified()).map(({ title, operation, refused }) => {
    const refusals = Object.entries(refused).map(([kind, { shows }]) => {
      const name = labels.refusals[kind] ?? kind;
      return shows === undefined ? name : labels.shownAs(name, literal(shows));
    });
    const codes = [...new Set(Object.values(refused).map(({ code }) => String(code)))];
    return [
      `${title[language]}, ${literal(operation)}`,
      refusals.join(labels.comma),
      codes.join(labels.comma),
    ];
  });
  return table([labels.program, labels.refused, labels.code], rows);
}
