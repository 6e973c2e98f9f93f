/** Replaces the directives in a page, which are HTML comments, with samples, outputs and generated tables. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '@pushspec/contract';
import { adminOperations } from './admin-operations.ts';
import { reasonCounts, scenarioCounts } from './contract-counts.ts';
import { diagram } from './diagrams.ts';
import { limitsTable } from './limits-table.ts';
import { methodTable, optionTable } from './option-tables.ts';
import { verifiedPrograms, verifiedRefusals } from './verified-programs.ts';

/** The page that a directive is on. */
export interface DirectiveContext {
  /** Folder of the page. */
  folder: string;
  language: Language;
}

type Directive = (argument: string, context: DirectiveContext) => string;

const DIRECTIVES: Readonly<Record<string, Directive>> = {
  /** Inserts a file from the folder `samples`. A test runs it. */
  sample: (file, { folder }) => fence(languageOf(file), readFileSync(join(folder, 'samples', file), 'utf8')),
  /** Inserts the output of the sample from `samples/<file>.out`. A test compares it. */
  output: (file, { folder }) => fence('text', readFileSync(join(folder, 'samples', `${file}.out`), 'utf8')),
  options: (names, { language }) => optionTable(names, language),
  methods: (name, { language }) => methodTable(name, language),
  'admin-operations': (_, { language }) => adminOperations(language),
  'reason-counts': (_, { language }) => reasonCounts(language),
  'scenario-counts': (_, { language }) => scenarioCounts(language),
  'verified-programs': (_, { language }) => verifiedPrograms(language),
  'verified-refusals': (_, { language }) => verifiedRefusals(language),
  diagram: (name, { language }) => diagram(name, language),
  limits: (profile, { language }) => limitsTable(profile, language),
};

/** Matches a directive on its own line, such as `<!-- sample: push.sh -->`. */
export const DIRECTIVE = /^<!-- ([a-z-]+)(?:: (.+?))? -->$/gm;

/** Replaces all directives. Throws for an unknown directive or a missing file. */
export function fillDirectives(markdown: string, context: DirectiveContext): string {
  return markdown.replace(DIRECTIVE, (line, name: string, argument = '') => {
    const directive = DIRECTIVES[name];
    if (!directive) throw new Error(`${context.folder}: unknown directive ${line}`);
    return directive(argument, context);
  });
}

const LANGUAGES: Readonly<Record<string, string>> = {
  ts: 'ts',
  mjs: 'js',
  py: 'python',
  java: 'java',
  go: 'go',
  sh: 'sh',
  json: 'json',
};

function languageOf(file: string): string {
  const language = LANGUAGES[file.split('.').at(-1) ?? ''];
  if (language === undefined)
    throw new Error(`${file}: add the language of this file extension to directives.ts`);
  return language;
}

function fence(language: string, code: string): string {
  return `\`\`\`${language}\n${code.trimEnd()}\n\`\`\``;
}
