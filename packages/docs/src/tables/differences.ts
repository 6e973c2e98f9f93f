/** Lists how the running receiver differs, from the descriptions in the receiver overlay. */
import { existsSync, readFileSync } from 'node:fs';
import { type JsonObject, type Language, REASONS } from '@pushspec/contract';
import { parse } from 'yaml';
import { literal, table } from './markdown.ts';
import type { TableLabels } from './table-labels.ts';

/** A known difference of the running service. */
export interface Difference {
  /** The part of the contract that differs; empty for the whole contract. */
  subject: string;
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
    return typeof description === 'string'
      ? [{ subject: subjectOf(String(action.target)), description }]
      : [];
  });
  return { title: String(translated(info, 'title')), list };
}

/** Returns the table of differences. */
export function differenceTable({ list }: Differences, labels: TableLabels): string {
  const rows = list.map(({ subject, description }) => [subject && literal(subject), description]);
  return table([labels.subject, labels.difference], rows);
}

/** Returns a short name for the target of an action, which is a JSONPath. */
export function subjectOf(target: string): string {
  const names = [...target.matchAll(/\.([\w-]+)|\['([^']+)'\]|@=='([^']+)'/g)].map(
    ([, dotted, quoted, compared]) => dotted ?? quoted ?? compared ?? '',
  );
  const [root, first = '', second = '', ...rest] = names;
  if (root === 'paths') return `${second.toUpperCase()} ${first}`.trim();
  if (root === REASONS) return first;
  if (root === 'components') return [second, ...propertyNames(rest)].join('.');
  return '';
}

/** Returns the property names in a path into a schema. An element of `required` also counts. */
function propertyNames(steps: readonly string[]): string[] {
  return steps.filter((_, index) => ['properties', 'required'].includes(steps[index - 1] ?? ''));
}
