/** Builds `llms-full.txt`: all contracts in one Markdown file, with operations, limits, reasons and examples. */
import {
  type ApiName,
  bodySchemaPointer,
  isObject,
  type Json,
  type JsonObject,
  type Language,
  loadBundle,
  type OpenApiDocument,
  type OperationEntry,
  operationsOf,
  requestExamples,
  valueAt,
} from '@pushspec/contract';
import { receiverOverlay } from '../page.ts';
import { differenceTable, readDifferences } from '../tables/differences.ts';
import { limitTable } from '../tables/limits.ts';
import { heading, sections } from '../tables/markdown.ts';
import { reasonTables } from '../tables/reasons.ts';
import { sourceTable } from '../tables/sources.ts';
import { type TableLabels, tableLabels } from '../tables/table-labels.ts';

/** Returns the content of `llms-full.txt` in one language. */
export function llmsFull(apis: readonly ApiName[], language: Language): string {
  return `${sections(...apis.map((api) => apiMarkdown(api, language)))}\n`;
}

function apiMarkdown(api: ApiName, language: Language): string {
  const bundle = loadBundle(api, 'documented', language);
  const labels = tableLabels[language];
  const differences = readDifferences(receiverOverlay(api), language);
  return sections(
    heading(1, String(bundle.info.title)),
    demoteHeadings(String(bundle.info.description ?? ''), 1),
    ...operationsOf(bundle).map((entry) => operationMarkdown(bundle, entry, labels)),
    heading(2, labels.reasons),
    demoteHeadings(reasonTables(bundle, labels), 1),
    ...(differences
      ? [
          heading(2, labels.differences),
          labels.differencesIntro(differences.title),
          differenceTable(differences, bundle, labels),
        ]
      : []),
    heading(2, labels.sources),
    labels.provenanceMeans,
    sourceTable(bundle, labels),
  );
}

function operationMarkdown(bundle: OpenApiDocument, entry: OperationEntry, labels: TableLabels): string {
  const { operation, method, path } = entry;
  const schema = valueAt(bundle, bodySchemaPointer(entry)) ?? null;
  const parameters = Array.isArray(operation.parameters) ? operation.parameters : [];
  return sections(
    heading(2, `${method} ${path}`),
    String(operation.summary ?? ''),
    demoteHeadings(String(operation.description ?? ''), 0),
    heading(3, labels.limits),
    limitTable(bundle, entry, labels),
    heading(3, 'JSON Schema'),
    json({ parameters, body: schema, schemas: reachable(bundle, [schema, parameters]) }),
    ...requestExamples(bundle, entry).flatMap(({ name, value }) => [heading(3, name), json(value)]),
  );
}

/** Returns the named schemas that these nodes refer to, directly or indirectly. */
function reachable(bundle: OpenApiDocument, roots: Json): JsonObject {
  const found = new Map<string, Json>();
  const pending: Json[] = [roots];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (typeof node !== 'object' || node === null) continue;
    const name = isObject(node) && /^#\/components\/schemas\/(.+)$/.exec(String(node.$ref))?.[1];
    if (name && !found.has(name)) {
      found.set(name, bundle.components.schemas[name] ?? null);
      pending.push(bundle.components.schemas[name] ?? null);
    }
    pending.push(...Object.values(node));
  }
  return Object.fromEntries(found);
}

function json(value: Json): string {
  return `\`\`\`json\n${JSON.stringify(value, undefined, 1)}\n\`\`\``;
}

/** Lowers the level of all headings, so that they fit below ours. */
function demoteHeadings(markdown: string, levels: number): string {
  return markdown.replaceAll(/^#(?=#* )/gm, `#${'#'.repeat(levels)}`);
}
