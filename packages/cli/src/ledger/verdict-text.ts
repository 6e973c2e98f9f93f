/** Formats a verdict as text: the outcome, the reasons with their fixes, and the result of each item. */
import type { Finding, ItemVerdict, Verdict } from '@pushspec/server';
import { type Paint, plain } from './paint.ts';
import { formatTime } from './verdict-line.ts';

/** A request from the admin API, with credentials masked. */
export interface ShownRecord {
  verdict: Verdict;
  request: { method: string; target: string };
  answer: { status: number; body: string };
}

/** Maximum number of items to show. */
const MAX_ITEMS = 10;

/** @param site Base URL of the pages that explain reasons, or `undefined` if the server has none. */
export function recordText(
  { verdict, request, answer }: ShownRecord,
  paint: Paint,
  site: string | undefined,
): string {
  const { id, receivedAt, api, profile, outcome, reasons, warnings, notShown } = verdict;
  const sections = [
    [
      `${paint(outcome)} ${MEANING[outcome]}`,
      `${api} (${profile}), ${formatTime(receivedAt)}, ${plain(request.method)} ${plain(request.target)}`,
      `id ${id}`,
      ...(notShown === undefined ? [] : [plain(notShown)]),
    ],
    findingsText('Why', reasons, paint, site),
    findingsText('Warnings', warnings, paint, site),
    itemsText(verdict, paint),
    ['Response', `  ${answer.status} ${plain(answer.body)}`],
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

const MEANING: Readonly<Record<Verdict['outcome'], string>> = {
  accepted: '- the vendor accepts it',
  rejected: '- the vendor refuses it and keeps nothing',
  ignored: '- the response is a success, but nothing is kept',
};

function findingsText(
  title: string,
  findings: readonly Finding[],
  paint: Paint,
  site: string | undefined,
): string[] {
  if (findings.length === 0) return [];
  return [title, ...findings.flatMap((finding) => findingLines(finding, paint, site))];
}

function findingLines(
  { code, outcome, message, pointer, provenance, source, fix, page }: Finding,
  paint: Paint,
  site: string | undefined,
): string[] {
  const location = pointer ? ` at ${plain(pointer)}` : '';
  return [
    `  ${paint(outcome, code)}${location}`,
    `    ${plain(message)}`,
    `    fix: ${plain(fix)}`,
    `    source: ${source.title} (${provenance})`,
    ...(site === undefined ? [] : [`    see: ${site}${page}`]),
  ];
}

function itemsText({ items, itemCount = items.length }: Verdict, paint: Paint): string[] {
  if (items.length === 0) return [];
  const more = itemCount - MAX_ITEMS;
  const rest =
    itemCount > items.length ? `--json shows the first ${items.length}` : '--json shows all of them';
  return [
    itemCount === 1 ? 'Result' : `Results of ${itemCount} items`,
    ...items.slice(0, MAX_ITEMS).flatMap((item) => itemLines(item, paint)),
    ...(more > 0 ? [`  ... and ${more} more; ${rest}`] : []),
  ];
}

function itemLines({ pointer, outcome, transformed, result }: ItemVerdict, paint: Paint): string[] {
  const changes = transformed.map(({ code, message, provenance }) => {
    const mark = provenance === 'assumed' ? ' (assumed)' : '';
    return `    ${code}: ${plain(message)}${mark}`;
  });
  const resultLines = result === undefined ? [] : JSON.stringify(result, null, 2).split('\n');
  return [
    `  ${pointer === '' ? 'the request' : plain(pointer)}: ${paint(outcome)}`,
    ...changes,
    ...resultLines.map((line) => `      ${plain(line)}`),
  ];
}
