/** Checks the pages about our tools: both languages match, and every sample comes from a file. */
import { existsSync, globSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  apiNames,
  languages,
  loadBundle,
  reasonTable,
  sourcesOf,
  strayChineseSpace,
} from '@pushspec/contract';
import { expect, it } from 'vitest';
import { adminStrings } from './admin-strings.zh.ts';
import { changesPage, readChanges } from './changes.ts';
import { DIRECTIVE } from './directives.ts';
import { generatedStrings } from './generated-strings.ts';
import { optionStrings } from './option-strings.zh.ts';
import { readRepositoryFile } from './repository-files.ts';
import { readTopic, sampleFiles, topicFolder, topicNames, topicSource } from './topics.ts';
import { isTranslated } from './translated.ts';

const FENCE = /^```([^\n]*)\n[\s\S]*?^```$/gm;
const proseOf = (text: string) => text.replace(FENCE, '');
const levelsOf = (text: string) => [...proseOf(text).matchAll(/^(#+) /gm)].map(([, marks]) => marks?.length);
const rowsOf = (text: string) =>
  (proseOf(text).match(/(?:^\|.*\n?)+/gm) ?? []).map((each) => each.trim().split('\n').length);
const itemsOf = (text: string) => (proseOf(text).match(/^(?:-|\d+\.) /gm) ?? []).length;

it.each(topicNames)(
  '%s has the same headings, directives, blocks, tables and lists in both languages',
  (name) => {
    const [english, chinese] = languages.map((language) => {
      const text = topicSource(name, language);
      return {
        levels: levelsOf(text),
        directives: text.match(DIRECTIVE),
        blocks: (text.match(FENCE) ?? []).map((block) => block.replace(/\s+(#|\/\/) .*$/gm, '')),
        rows: rowsOf(text),
        items: itemsOf(text),
      };
    });
    expect(chinese).toEqual(english);
  },
);

it.each(topicNames)('%s has a separate file for each sample that is not marked `no-run`', (name) => {
  const infos = [...topicSource(name, 'en').matchAll(FENCE)].map(([, info = '']) => info);
  const runnable = infos.filter((info) => /^(sh|ts|js|python|java|go)\b/.test(info));
  expect(runnable.filter((info) => !info.endsWith(' no-run'))).toEqual([]);
});

it.each(topicNames)('%s shows every file of its samples', (name) => {
  const folder = join(topicFolder(name), 'samples');
  const files = existsSync(folder) ? readdirSync(folder).map((file) => `samples/${file}`) : [];
  const shown = sampleFiles(name);
  const outputs = shown.map((file) => `${file}.out`);
  expect(files.filter((file) => !shown.includes(file) && !outputs.includes(file))).toEqual([]);
});

it.each(topicNames)('%s renders without an error', (name) => {
  for (const language of languages) {
    const { title, description, body } = readTopic(name, language);
    expect(body).not.toMatch(/^<!-- /m);
    expect([title, description].every((text) => text.length > 1 && !text.includes('\n'))).toBe(true);
  }
});

it('has Chinese for every string generated from English, and no Chinese without English', () => {
  const strings = generatedStrings();
  expect(strings.filter((text) => !isTranslated(text))).toEqual([]);
  const unused = [...Object.keys(optionStrings), ...Object.keys(adminStrings)].filter(
    (text) => !strings.includes(text),
  );
  expect(unused).toEqual([]);
});

const clientFolder = join(import.meta.dirname, '../../../../client');
const clientSources = globSync('src/**/*.ts', { cwd: clientFolder }).filter(
  (file) => !/\.(test|fixture)\.ts$/.test(file),
);
const clientManifest: { exports: Record<string, string> } = JSON.parse(
  readRepositoryFile('client/package.json'),
);
const clientEntries = Object.values(clientManifest.exports).filter((file) => file.endsWith('.ts'));
const clientFile = (file: string) => readRepositoryFile(`client/${file}`);

/** The interfaces of options that users can name: those that an entry exports. Types that combine others are shown as their parts. */
function publicOptionTypes(): string[] {
  const exported = clientEntries.map(clientFile).join('\n');
  return clientSources.flatMap((file) => {
    const source = clientFile(file);
    const names = [...source.matchAll(/^export interface (\w+(?:Options|Input))\b/gm)].map(
      ([, name = '']) => name,
    );
    return names.filter((name) => new RegExp(`\\b${name}\\b`).test(exported));
  });
}

it('shows the options of the client on the page in both languages', () => {
  const types = publicOptionTypes();
  expect(types).toEqual(expect.arrayContaining(['ReporterOptions', 'ExitOptions', 'InMemoryOptions']));
  for (const language of languages) {
    const tables = topicSource('client-options', language).match(DIRECTIVE) ?? [];
    const shown = tables.flatMap((line) => [...line.matchAll(/client\.(\w+)/g)].map(([, name = '']) => name));
    expect(types.filter((name) => !shown.includes(name))).toEqual([]);
  }
});

it.each(apiNames)('the changes of %s cite sources in the contract, newest first', (api) => {
  const changes = readChanges(api);
  const sources = Object.keys(sourcesOf(loadBundle(api, 'documented')));
  expect(changes.filter(({ source }) => !sources.includes(source))).toEqual([]);
  const dates = changes.map(({ date }) => date ?? '');
  expect(dates).toEqual([...dates].sort().reverse());
  for (const change of changes) {
    expect(change.en.length).toBeGreaterThan(10);
    expect(change.zh).toMatch(/\p{Script=Han}/u);
    expect(strayChineseSpace(change.zh)).toBeUndefined();
  }
});

it.each(apiNames)('all reasons of %s are counted with their sources', (api) => {
  const rows = changesPage(api, 'en')
    .split('\n')
    .filter((line) => /^\| \d{4}-\d\d-\d\d \| .* \| \d+ \|$/.test(line));
  const counts = rows.map((row) => Number(/(\d+) \|$/.exec(row)?.[1]));
  const total = Object.keys(reasonTable(loadBundle(api, 'documented'))).length;
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(total);
});
