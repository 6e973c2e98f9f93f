/** A verdict for a reader: what happened, why, what to do, and what became of the items. */
import type { Finding, ItemVerdict, Verdict } from '@pushspec/server';
import { type Paint, plain } from './paint.ts';
import { instant } from './verdict-line.ts';

/** A request as the admin API shows it; credentials are masked there. */
export interface ShownRecord {
  verdict: Verdict;
  request: { method: string; target: string };
  answer: { status: number; body: string };
}

/** Items that are shown one by one. */
const ITEMS_SHOWN = 10;

/** @param site Address of the server, which serves the pages that explain reasons, too. */
export function recordText({ verdict, request, answer }: ShownRecord, paint: Paint, site: string): string {
  const { id, receivedAt, vendor, profile, outcome, reasons, warnings, notShown } = verdict;
  const sections = [
    [
      `${paint(outcome)} ${MEANING[outcome]}`,
      `${vendor} (${profile}), ${instant(receivedAt)}, ${plain(request.method)} ${plain(request.target)}`,
      `id ${id}`,
      ...(notShown === undefined ? [] : [plain(notShown)]),
    ],
    findingsText('Why', reasons, paint, site),
    findingsText('Also worth a look', warnings, paint, site),
    itemsText(verdict, paint),
    ['Answer', `  ${answer.status} ${plain(answer.body)}`],
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

const MEANING: Readonly<Record<Verdict['outcome'], string>> = {
  accepted: '- the vendor takes it',
  rejected: '- the vendor refuses it, and nothing of it is kept',
  ignored: '- the answer is a success, and nothing of it is kept',
};

function findingsText(title: string, findings: readonly Finding[], paint: Paint, site: string): string[] {
  if (findings.length === 0) return [];
  return [title, ...findings.flatMap((finding) => findingLines(finding, paint, site))];
}

function findingLines(
  { code, outcome, message, pointer, provenance, source, fix, page }: Finding,
  paint: Paint,
  site: string,
): string[] {
  const place = pointer ? ` at ${plain(pointer)}` : '';
  return [
    `  ${paint(outcome, code)}${place}`,
    `    ${plain(message)}`,
    `    do: ${plain(fix)}`,
    `    known from: ${source.title} (${provenance})`,
    `    read on: ${site}${page}`,
  ];
}

function itemsText({ items, itemCount = items.length }: Verdict, paint: Paint): string[] {
  if (items.length === 0) return [];
  const more = itemCount - ITEMS_SHOWN;
  const rest =
    itemCount > items.length ? `--json shows the first ${items.length}` : '--json shows all of them';
  return [
    itemCount === 1 ? 'What became of it' : `What became of the ${itemCount} items`,
    ...items.slice(0, ITEMS_SHOWN).flatMap((item) => itemLines(item, paint)),
    ...(more > 0 ? [`  ... and ${more} more; ${rest}`] : []),
  ];
}

function itemLines({ pointer, outcome, transformed, result }: ItemVerdict, paint: Paint): string[] {
  const changes = transformed.map(({ code, message, provenance }) => {
    const mark = provenance === 'assumed' ? ' (assumed)' : '';
    return `    ${code}: ${plain(message)}${mark}`;
  });
  const became = result === undefined ? [] : JSON.stringify(result, null, 2).split('\n');
  return [
    `  ${pointer === '' ? 'the request' : plain(pointer)}: ${paint(outcome)}`,
    ...changes,
    ...became.map((line) => `      ${plain(line)}`),
  ];
}
