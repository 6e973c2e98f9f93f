/** Checks that a Chinese page `*.zh-CN.md` has the same structure as the English page next to it. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

/** Chinese pages with an English twin. The glossary has none. */
const twins = globSync(
  ['*.zh-CN.md', 'packages/*/*.zh-CN.md', 'packages/*/guides/**/*.zh-CN.md', 'spec/README.zh-CN.md'],
  {
    cwd: root,
  },
);

const FENCE = /^```[^\n]*\n[\s\S]*?^```$/gm;
/** Returns the code blocks without comments, which are translated. */
const blocksOf = (page: string) =>
  (page.match(FENCE) ?? []).map((block) => block.replace(/(^|\s+)(#|\/\/) .*$/gm, ''));
const proseOf = (page: string) => page.replace(FENCE, '');
const headingsOf = (page: string) =>
  (proseOf(page).match(/^#+ /gm) ?? []).map((marks) => marks.trim().length);
const tablesOf = (page: string) =>
  proseOf(page)
    .match(/(^\|.*\n)+/gm)
    ?.map((table) => table.split('\n').length);

it('finds the twins', () => {
  expect(twins).toContain('README.zh-CN.md');
});

it.each(twins)('%s has the same headings, blocks and tables as its twin', (file) => {
  const chinese = read(file);
  const english = read(file.replace('.zh-CN', ''));
  expect(headingsOf(chinese)).toEqual(headingsOf(english));
  expect(blocksOf(chinese)).toEqual(blocksOf(english));
  expect(tablesOf(chinese)).toEqual(tablesOf(english));
});

it.each(twins)('%s and its twin link to each other', (file) => {
  const name = file.split('/').at(-1) as string;
  expect(read(file)).toContain(`](${name.replace('.zh-CN', '')})`);
  expect(read(file.replace('.zh-CN', ''))).toContain(`](${name})`);
});

it('detects a block that differs in more than a comment', () => {
  const page = (line: string) => `\`\`\`sh\n${line}\n\`\`\`\n`;
  expect(blocksOf(page('npm start  # serve'))).toEqual(blocksOf(page('npm start  # 启动')));
  expect(blocksOf(page('npm start'))).not.toEqual(blocksOf(page('npm stop')));
});
