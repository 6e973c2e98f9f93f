/** The tables of limits in the READMEs of packages, each between two comments. All else in a README is written by hand. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  bodySchemaPointer,
  isObject,
  type JsonObject,
  type OpenApiDocument,
  type OperationEntry,
  operationsOf,
} from '../document.ts';
import { itemArrays } from './item-arrays.ts';
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
  const { operation, method, path } = entry;
  const bytes = operation['x-max-body-bytes'] as JsonObject;
  const depth = operation['x-max-depth'] as JsonObject;
  const clock = operation['x-clock-skew'];
  const rates = (operation['x-rate-limits'] as JsonObject[]).map((rate) =>
    limit(document, rate, { value: rateText(rate) }),
  );
  const rows: [string, string][] = [
    ['operation', `\`${method} ${path}\``],
    [
      'body',
      bytes.bytes === null ? 'no limit' : limit(document, bytes, { value: `${grouped(bytes.bytes)} bytes` }),
    ],
    ['nesting', limit(document, depth, { value: `${grouped(depth.depth)} levels` })],
    ['items per request', itemLimits(document, entry).join('; ')],
    ['rate', rates.join('; ')],
    [
      'clock of the sender',
      isObject(clock) ? limit(document, clock, { value: `${grouped(clock.seconds)} s off` }) : '',
    ],
    ['time of an item', futureLimits(document).join('; ')],
  ];
  return new Map(rows.filter(([, value]) => value !== ''));
}

/** The value, what happens beyond it, and how surely that is known. */
function limit(
  { info, 'x-reasons': reasons }: OpenApiDocument,
  node: JsonObject,
  {
    value,
    reason = String(node.reason),
    ofReason = false,
  }: { value: string; reason?: string; ofReason?: boolean },
): string {
  const provenance = node['x-provenance'] ?? (ofReason ? reasons[reason]?.provenance : info['x-provenance']);
  return `${value} (\`${reason}\`, ${provenance})`;
}

function itemLimits(document: OpenApiDocument, entry: OperationEntry): string[] {
  const pointer = entry.operation['x-item-pointer'];
  if (typeof pointer !== 'string') return [];
  const array = itemArrays(document, bodySchemaPointer(entry), pointer)[0] ?? {};
  const reasonOf = (keyword: string) =>
    String(isObject(array['x-reason']) ? array['x-reason'][keyword] : array['x-reason']);
  return (['minItems', 'maxItems'] as const)
    .filter((keyword) => array[keyword] !== undefined)
    .map((keyword) => {
      const value = `${grouped(array[keyword])} at ${keyword === 'minItems' ? 'least' : 'most'}`;
      return limit(document, array, { value, reason: reasonOf(keyword), ofReason: true });
    });
}

/** How far the time of an item may lie ahead; kinds of items that agree are told once. */
function futureLimits(document: OpenApiDocument): string[] {
  const texts = new Set<string>();
  JSON.stringify(document.components.schemas, (name, node) => {
    if (name === 'x-max-future')
      texts.add(limit(document, node, { value: `${grouped(node.seconds)} s ahead`, ofReason: true }));
    return node;
  });
  return [...texts];
}

function rateText({ requests, windowSeconds, scope, burst }: JsonObject): string {
  const atOnce = burst === undefined ? '' : `, ${grouped(burst)} at once`;
  return `${grouped(requests)} requests in ${grouped(windowSeconds)} s for each \`${scope}\`${atOnce}`;
}

const grouped = (number: unknown) => Number(number).toLocaleString('en-US');
