/** `llms-full.txt`: the contracts as one text, with operations, limits, reasons and examples. */
import {
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
  type Vendor,
  valueAt,
} from '@pushspec/contract';
import { receiverOverlay } from '../page.ts';
import { differenceTable, readDifferences } from '../tables/differences.ts';
import { type Labels, labels } from '../tables/labels.ts';
import { limitTable } from '../tables/limits.ts';
import { heading, sections } from '../tables/markdown.ts';
import { reasonTables } from '../tables/reasons.ts';
import { sourceTable } from '../tables/sources.ts';

export function llmsFull(vendors: readonly Vendor[], language: Language): string {
  return `${sections(...vendors.map((vendor) => vendorText(vendor, language)))}\n`;
}

function vendorText(vendor: Vendor, language: Language): string {
  const bundle = loadBundle(vendor, 'documented', language);
  const words = labels[language];
  const differences = readDifferences(receiverOverlay(vendor), language);
  return sections(
    heading(1, String(bundle.info.title)),
    deeper(String(bundle.info.description ?? ''), 1),
    ...operationsOf(bundle).map((entry) => operationText(bundle, entry, words)),
    heading(2, words.reasons),
    deeper(reasonTables(bundle, words), 1),
    ...(differences
      ? [
          heading(2, words.differences),
          words.differencesIntro(differences.title),
          differenceTable(differences, words),
        ]
      : []),
    heading(2, words.sources),
    words.provenanceMeans,
    sourceTable(bundle, words),
  );
}

function operationText(bundle: OpenApiDocument, entry: OperationEntry, words: Labels): string {
  const { operation, method, path } = entry;
  const schema = valueAt(bundle, bodySchemaPointer(entry)) ?? null;
  const parameters = Array.isArray(operation.parameters) ? operation.parameters : [];
  return sections(
    heading(2, `${method} ${path}`),
    String(operation.summary ?? ''),
    deeper(String(operation.description ?? ''), 0),
    heading(3, words.limits),
    limitTable(bundle, entry, words),
    heading(3, 'JSON Schema'),
    json({ parameters, body: schema, schemas: reachable(bundle, [schema, parameters]) }),
    ...requestExamples(bundle, entry).flatMap(({ name, value }) => [heading(3, name), json(value)]),
  );
}

/** The named schemas that these refer to, one by way of another. */
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

/** Moves the headings of a text down, so that they stand below ours. */
function deeper(text: string, levels: number): string {
  return text.replaceAll(/^#(?=#* )/gm, `#${'#'.repeat(levels)}`);
}
