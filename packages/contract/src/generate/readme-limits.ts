/** The tables of limits in the READMEs of packages, each between two comments. All else in a README is written by hand. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type JsonObject, type OpenApiDocument, type OperationEntry, operationsOf } from '../document.ts';
import { type StatedLimit, statedLimits } from '../model/stated-limits.ts';
import { root } from './vendors.ts';

/** Which profiles a README shows. */
const READMES: Readonly<Record<string, readonly string[]>> = {
  'packages/client/README.md': ['documented'],
  'packages/server/README.md': ['documented', 'receiver'],
};

interface ProfileDocument {
  profile: string;
  document: OpenApiDocument;
}

/** The READMEs with tables made anew; a copy of the repository may lack some of them. */
export function readmesWithLimits(documents: readonly ProfileDocument[]): Map<string, string> {
  const files = new Map<string, string>();
  for (const [file, profiles] of Object.entries(READMES)) {
    if (!existsSync(join(root, file))) continue;
    let text = readFileSync(join(root, file), 'utf8').replaceAll('\r\n', '\n');
    for (const profile of profiles) {
      const some = documents.filter((each) => each.profile === profile).map(({ document }) => document);
      text = withBlock(file, text, { name: `limits of ${profile}`, content: limitsTable(some) });
    }
    files.set(file, text);
  }
  return files;
}

/** The text with other content between the comments of this name. Fails without them: the table would go stale unseen. */
export function withBlock(file: string, text: string, block: { name: string; content: string }): string {
  const [start, end] = [`<!-- ${block.name}: start -->`, `<!-- ${block.name}: end -->`];
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`${file} needs the lines ${start} and ${end}`);
  return `${text.slice(0, from + start.length)}\n\n${block.content}\n\n${text.slice(to)}`;
}

/** A column for each contract, a row for each kind of limit that one of them has. */
export function limitsTable(documents: readonly OpenApiDocument[]): string {
  const columns = documents.flatMap((document) =>
    operationsOf(document).map((entry) => ({
      title: String(document.info.title),
      limits: limitsOf(document, entry),
    })),
  );
  const names = [...new Set(columns.flatMap(({ limits }) => [...limits.keys()]))];
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(['', ...columns.map(({ title }) => title)]),
    `|${'---|'.repeat(columns.length + 1)}`,
    ...names.map((name) => line([name, ...columns.map(({ limits }) => limits.get(name) ?? '')])),
  ].join('\n');
}

function limitsOf(document: OpenApiDocument, entry: OperationEntry): Map<string, string> {
  const rows = new Map([['operation', `\`${entry.method} ${entry.path}\``]]);
  for (const limit of statedLimits(document, entry)) {
    const [name, value] = worded(limit);
    const text = limit.reason === undefined || value === NONE ? value : withReason(value, limit);
    const before = rows.get(name);
    rows.set(name, before === undefined ? text : `${before}; ${text}`);
  }
  return rows;
}

const NONE = 'no limit';

/** The value, what happens beyond it, and how surely that is known. */
function withReason(value: string, { reason, known }: StatedLimit): string {
  return `${value} (\`${reason}\`, ${known.provenance})`;
}

function worded({ kind, node }: StatedLimit): [name: string, value: string] {
  switch (kind) {
    case 'body':
      return ['body', node.bytes === null ? NONE : `${grouped(node.bytes)} bytes`];
    case 'depth':
      return ['nesting', `${grouped(node.depth)} levels`];
    case 'minItems':
      return ['items per request', `${grouped(node.minItems)} at least`];
    case 'maxItems':
      return ['items per request', `${grouped(node.maxItems)} at most`];
    case 'rate':
      return ['rate', rateText(node)];
    case 'clock':
      return ['clock of the sender', `${grouped(node.seconds)} s off`];
    case 'future':
      return ['time of an item', `${grouped(node.seconds)} s ahead`];
  }
}

function rateText({ requests, windowSeconds, scope, burst }: JsonObject): string {
  const atOnce = burst === undefined ? '' : `, ${grouped(burst)} at once`;
  return `${grouped(requests)} requests in ${grouped(windowSeconds)} s for each \`${scope}\`${atOnce}`;
}

const grouped = (number: unknown) => Number(number).toLocaleString('en-US');
