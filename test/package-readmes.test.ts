/** Checks that package READMEs are short, share a structure, have working links, and contain no limits of a contract. */
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
const readmeOf = (name: string) => read(`packages/${name}/README.md`);
const FENCE = /^```[^\n]*\n[\s\S]*?^```$/gm;

const headingsOf = (text: string) =>
  [...text.replace(FENCE, '').matchAll(/^#+ (.*)$/gm)].map(([, title]) => title ?? '');

/** Returns the anchor that GitHub gives to a heading. */
const anchorOf = (title: string) =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

/** The order of sections: description, installation and usage first, symptoms last. Everything else is on the site. */
const SECTIONS = [/^Example$/, /^Troubleshooting$/];

/** Bytes. The client has three things to show: a request, the reporter and validation. */
const MOST_BYTES: Readonly<Record<string, number>> = { client: 8_000 };

it.each(packages)('the README of %s has the common sections', (name) => {
  const found = headingsOf(readmeOf(name)).filter((title) => SECTIONS.some((section) => section.test(title)));
  expect(found).toEqual(SECTIONS.map((section) => expect.stringMatching(section)));
});

it.each(packages)('the README of %s is short', (name) => {
  expect(Buffer.byteLength(readmeOf(name))).toBeLessThanOrEqual(MOST_BYTES[name] ?? 6_000);
});

it.each(packages)('the README of %s ends with a table of symptoms', (name) => {
  const [, table = ''] = readmeOf(name).split('## Troubleshooting\n\n');
  // A link to all messages may follow.
  const [head, , ...rows] = table.split('\n\n')[0]?.trimEnd().split('\n') ?? [];
  expect(head).toBe('| what you see | why | what to do |');
  expect(rows).not.toEqual([]);
  for (const row of rows) expect(row).toMatch(/^\| \S.* \| \S.* \| \S.* \|$/);
});

it.each(packages)('links in the README of %s lead to an existing file and heading', (name) => {
  const links = [
    ...readmeOf(name)
      .replace(FENCE, '')
      .matchAll(/\]\((?!https:)([^)]+)\)/g),
  ];
  expect(links).not.toEqual([]);
  for (const [, link = ''] of links) {
    const [path = '', anchor] = link.split('#');
    const file = join('packages', name, path);
    expect(existsSync(join(root, file)), link).toBe(true);
    if (anchor !== undefined) expect(headingsOf(read(file)).map(anchorOf), link).toContain(anchor);
  }
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

it.each(packages)('the README of %s contains no limit values', (name) => {
  expect(uniqueLimits).not.toEqual([]);
  const words =
    readmeOf(name)
      .match(/\d[\d,]*\d/g)
      ?.map((number) => Number(number.replaceAll(',', ''))) ?? [];
  expect(words.filter((number) => uniqueLimits.includes(number))).toEqual([]);
});
