/** What the running receiver does differently: made from the descriptions of the receiver overlay's actions. */
import { existsSync, readFileSync } from 'node:fs';
import type { JsonObject, Language } from '@pushspec/contract';
import { parse } from 'yaml';
import type { Labels } from './labels.ts';
import { literal, table } from './markdown.ts';

export interface Difference {
  /** What of the contract it is about; empty for all of it. */
  subject: string;
  description: string;
}

export interface Differences {
  /** Title of the overlay: whose behaviour it is. */
  title: string;
  list: readonly Difference[];
}

/** The described actions of an overlay; undefined where there is no such file. */
export function readDifferences(overlayFile: string, language: Language = 'en'): Differences | undefined {
  if (!existsSync(overlayFile)) return undefined;
  const { info, actions } = parse(readFileSync(overlayFile, 'utf8')) as {
    info: JsonObject;
    actions: JsonObject[];
  };
  // No bundle has these texts, so the overlay itself has them in both languages.
  const text = (node: JsonObject, name: string) => node[language === 'en' ? name : `x-${name}-zh-CN`];
  const list = actions.flatMap((action) => {
    const description = text(action, 'description');
    return typeof description === 'string'
      ? [{ subject: subjectOf(String(action.target)), description }]
      : [];
  });
  return { title: String(text(info, 'title')), list };
}

export function differenceTable({ list }: Differences, words: Labels): string {
  const rows = list.map(({ subject, description }) => [subject && literal(subject), description]);
  return table([words.subject, words.difference], rows);
}

/** A short name for the target of an action, which is a JSONPath. */
export function subjectOf(target: string): string {
  const names = [...target.matchAll(/\.([\w-]+)|\['([^']+)'\]|@=='([^']+)'/g)].map(
    ([, dotted, quoted, compared]) => dotted ?? quoted ?? compared ?? '',
  );
  const [root, first = '', second = '', ...rest] = names;
  if (root === 'paths') return `${second.toUpperCase()} ${first}`.trim();
  if (root === 'x-reasons') return first;
  if (root === 'components') return [second, ...propertyNames(rest)].join('.');
  return '';
}

/** The names of properties on the way into a schema; an element of `required` is one too. */
function propertyNames(steps: readonly string[]): string[] {
  return steps.filter((_, index) => ['properties', 'required'].includes(steps[index - 1] ?? ''));
}
