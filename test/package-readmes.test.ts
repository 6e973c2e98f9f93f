/**
 * Checks that package READMEs, in English and Chinese, are short, share a structure, have working links, and contain no limits of
 * a contract. `readme-twins.test.ts` compares the Chinese ones with the English ones.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiNames, loadBundle, profiles } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { limitsOf } from './limit-drill/limits.ts';

const root = join(import.meta.dirname, '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8').replaceAll('\r\n', '\n');
/** Packages that users install. */
const packages = readdirSync(join(root, 'packages')).filter(
  (name) => !JSON.parse(read(`packages/${name}/package.json`)).private,
);
const languages = {
  'README.md': {
    sections: ['Example', 'Troubleshooting'],
    symptoms: '| what you see | why | what to do |',
  },
  'README.zh-CN.md': {
    sections: ['示例', '故障排查'],
    symptoms: '| 现象 | 原因 | 处理办法 |',
  },
} as const;
type Readme = keyof typeof languages;
const readmes = packages.flatMap((name) =>
  (Object.keys(languages) as Readme[]).map((readme) => ({ name, readme })),
);
const readmeOf = (name: string, readme: Readme = 'README.md') => read(`packages/${name}/${readme}`);
const FENCE = /^```[^\n]*\n[\s\S]*?^```$/gm;

const headingsOf = (text: string) =>
  [...text.replace(FENCE, '').matchAll(/^#+ (.*)$/gm)].map(([, title]) => title ?? '');

/** Returns the anchor that GitHub gives to a heading. */
const anchorOf = (title: string) =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

/** Bytes. The client has three things to show: a request, the reporter and validation. */
const MOST_BYTES: Readonly<Record<string, number>> = { client: 8_000 };

/** The order of sections: description, installation and usage first, symptoms last. Everything else is on the site. */
it.each(readmes)('$readme of $name has the common sections', ({ name, readme }) => {
  const { sections } = languages[readme];
  const found = headingsOf(readmeOf(name, readme)).filter((title) =>
    (sections as readonly string[]).includes(title),
  );
  expect(found).toEqual(sections);
});

// The limit is the same for both: a Chinese character has three bytes, but Chinese needs a third of the characters.
it.each(readmes)('$readme of $name is short', ({ name, readme }) => {
  expect(Buffer.byteLength(readmeOf(name, readme))).toBeLessThanOrEqual(MOST_BYTES[name] ?? 6_000);
});

it.each(readmes)('$readme of $name ends with a table of symptoms', ({ name, readme }) => {
  const { sections, symptoms } = languages[readme];
  const [, last = '', ...more] = readmeOf(name, readme).split(`## ${sections[1]}\n\n`);
  expect(more).toEqual([]);
  expect(headingsOf(last)).toEqual([]);
  // A link to all messages may follow.
  const [table = '', link = ''] = last.trimEnd().split('\n\n');
  expect(link).toMatch(/^(\[[^\]]+\]\([^)]+\))?$/);
  const [head, , ...rows] = table.split('\n');
  expect(head).toBe(symptoms);
  expect(rows).not.toEqual([]);
  for (const row of rows) expect(row).toMatch(/^\| \S.* \| \S.* \| \S.* \|$/);
});

const linksOf = (name: string, readme: Readme) =>
  [
    ...readmeOf(name, readme)
      .replace(FENCE, '')
      .matchAll(/\]\((?!https:)([^)]+)\)/g),
  ].map(([, link = '']) => link);

it.each(readmes)('links in $readme of $name lead to an existing file and heading', ({ name, readme }) => {
  const links = linksOf(name, readme);
  expect(links).not.toEqual([]);
  for (const link of links) {
    const [path = '', anchor] = link.split('#');
    const file = join('packages', name, path);
    expect(existsSync(join(root, file)), link).toBe(true);
    if (anchor !== undefined) expect(headingsOf(read(file)).map(anchorOf), link).toContain(anchor);
  }
});

/** Returns the Chinese version of a page if there is one, and otherwise the page itself. */
function chineseOf(name: string, path: string): string {
  const chinese = path.replace(/\bREADME\.md$/, 'README.zh-CN.md').replace(/\ben\.md$/, 'zh.md');
  return existsSync(join(root, 'packages', name, chinese)) ? chinese : path;
}

it.each(packages)('the Chinese README of %s has the links of the English one, to Chinese pages', (name) => {
  const pathsOf = (readme: Readme) => linksOf(name, readme).map((link) => link.split('#')[0] ?? '');
  const [toChinese, ...english] = pathsOf('README.md');
  const [toEnglish, ...chinese] = pathsOf('README.zh-CN.md');
  expect([toChinese, toEnglish]).toEqual(['README.zh-CN.md', 'README.md']);
  expect(chinese.toSorted()).toEqual(english.map((path) => chineseOf(name, path)).toSorted());
});

it.each(packages)('the Chinese README of %s has no spaces around Chinese punctuation', (name) => {
  const prose = readmeOf(name, 'README.zh-CN.md').replace(FENCE, '');
  expect(prose.match(/.{0,10}(?<!\|) +[，。；：、（）？！](?!$).{0,10}/gm) ?? []).toEqual([]);
  expect(prose.match(/.{0,10}[，。；：、（）？！] +(?!\|).{0,10}/gm) ?? []).toEqual([]);
});

it.each(packages)('the Chinese README of %s has a space between Chinese and Latin characters', (name) => {
  const prose = readmeOf(name, 'README.zh-CN.md')
    .replace(FENCE, '')
    .replace(/\]\([^)]*\)/g, ']');
  const joined = /.{0,10}(?:\p{Script=Han}[A-Za-z0-9`]|[A-Za-z0-9`]\p{Script=Han}).{0,10}/gu;
  expect(prose.match(joined) ?? []).toEqual([]);
});

it.each(packages)('the package %s contains its Chinese README', (name) => {
  const { files } = JSON.parse(read(`packages/${name}/package.json`));
  expect(files).toContain('README.zh-CN.md');
});

it.each(packages)('the README of %s shows the output of each JavaScript example', (name) => {
  for (const [block] of readmeOf(name).matchAll(/^```js\n[\s\S]*?^```\n\n.*$/gm))
    expect(block).toMatch(/\n```text$/);
});

const IMPORT = /^import \{([^}]+)\} from '((?:@pushspec\/|pushspec)[^']*)'/gm;

it.each(packages)('the examples in the README of %s import existing exports', async (name) => {
  for (const [fence] of readmeOf(name).matchAll(FENCE)) {
    for (const [, names = '', from = ''] of fence.matchAll(IMPORT)) {
      const values = names.split(',').map((one) => one.trim());
      expect(Object.keys(await import(from)), from).toEqual(
        expect.arrayContaining(values.filter((one) => !one.startsWith('type '))),
      );
    }
  }
});

/** Smaller numbers may mean other things. */
const SMALLEST_UNIQUE = 1001;
const numbers = apiNames.flatMap((api) =>
  profiles.flatMap((profile) => limitsOf(loadBundle(api, profile)).map(({ value }) => value)),
);
const uniqueLimits = [...new Set(numbers)].filter(
  (value) => Number.isInteger(value) && value >= SMALLEST_UNIQUE,
);

it.each(readmes)('$readme of $name contains no limit values', ({ name, readme }) => {
  expect(uniqueLimits).not.toEqual([]);
  const words =
    readmeOf(name, readme)
      .match(/\d[\d,]*\d/g)
      ?.map((number) => Number(number.replaceAll(',', ''))) ?? [];
  expect(words.filter((number) => uniqueLimits.includes(number))).toEqual([]);
});
