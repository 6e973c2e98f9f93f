/** Lists how the running receiver differs, from the descriptions in the receiver overlay. */
import { existsSync, readFileSync } from 'node:fs';
import {
  type JsonObject,
  type Language,
  type OpenApiDocument,
  REASONS,
  reasonTable,
} from '@pushspec/contract';
import { parse } from 'yaml';
import { requestFields } from '../pages/request-fields.ts';
import { literal, table } from './markdown.ts';
import { messageOf } from './reasons.ts';
import type { TableLabels } from './table-labels.ts';

/** A known difference of the running service. */
export interface Difference {
  /** JSONPath of the part of the contract that differs. */
  target: string;
  description: string;
}

/** All known differences of a running service. */
export interface Differences {
  /** Title of the overlay, which names the receiver. */
  title: string;
  list: readonly Difference[];
}

/** Reads the described actions of an overlay. Returns `undefined` if the file does not exist. */
export function readDifferences(overlayFile: string, language: Language = 'en'): Differences | undefined {
  if (!existsSync(overlayFile)) return undefined;
  const { info, actions } = parse(readFileSync(overlayFile, 'utf8')) as {
    info: JsonObject;
    actions: JsonObject[];
  };
  // Bundles do not contain these strings, so the overlay has them in both languages.
  const translated = (node: JsonObject, name: string) => node[language === 'en' ? name : `x-${name}-zh-CN`];
  const list = actions.flatMap((action) => {
    const description = translated(action, 'description');
    return typeof description === 'string' ? [{ target: String(action.target), description }] : [];
  });
  return { title: String(translated(info, 'title')), list };
}

/** Returns the table of differences. The document is the contract that the overlay changes. */
export function differenceTable(
  { list }: Differences,
  document: OpenApiDocument,
  labels: TableLabels,
): string {
  const rows = list.map(({ target, description }) => [subjectOf(target, document, labels), description]);
  return table([labels.subject, labels.difference], rows);
}

/**
 * Returns what the target of an action is about, as Markdown: an operation, a field of the request, or the status and message
 * of a reason. Empty for the whole contract.
 */
export function subjectOf(target: string, document: OpenApiDocument, labels: TableLabels): string {
  const [[root] = [], [first = ''] = [], second = [], ...rest] = stepsOf(target);
  if (root === 'paths') return literal(`${String(second[0] ?? '').toUpperCase()} ${first}`.trim());
  if (root === REASONS) return reasonSubject(first, document);
  if (root !== 'components') return '';
  const names = propertyNames(rest.map(([name = '']) => name));
  const pointers = second.map((schema) =>
    [`/components/schemas/${schema}`, ...names.map((name) => `properties/${name}`)].join('/'),
  );
  const fields = requestFields(document, pointers).map(({ name, kinds }) =>
    kinds.length === 0 ? literal(name) : labels.inKinds(literal(name), kinds),
  );
  if (fields.length > 0) return fields.join(', ');
  return second.map((schema) => literal([schema, ...names].join('.'))).join(', ');
}

/** Returns the steps of a JSONPath. A step may list several names. */
function stepsOf(target: string): string[][] {
  return [...target.matchAll(/\.([\w-]+)|\[((?:'[^']+',?)+)\]|@=='([^']+)'/g)].map(
    ([, dotted, quoted, compared]) =>
      quoted === undefined
        ? [dotted ?? compared ?? '']
        : [...quoted.matchAll(/'([^']+)'/g)].map(([, name = '']) => name),
  );
}

/** Returns the property names in a path into a schema. An element of `required` also counts. */
function propertyNames(steps: readonly string[]): string[] {
  return steps.filter((_, index) => ['properties', 'required'].includes(steps[index - 1] ?? ''));
}

function reasonSubject(code: string, document: OpenApiDocument): string {
  const reason = reasonTable(document)[code];
  if (reason === undefined) return literal(code);
  return [...(reason.status === undefined ? [] : [String(reason.status)]), messageOf(reason)].join(' ');
}
