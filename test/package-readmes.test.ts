/** The READMEs of the packages have one shape, links that lead somewhere, and no number that belongs to a contract. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadBundle, profiles, vendors } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { limitsOf } from './limit-drill/limits.ts';

const root = join(import.meta.dirname, '..');
const packages = readdirSync(join(root, 'packages'));
const read = (file: string) => readFileSync(join(root, file), 'utf8').replaceAll('\r\n', '\n');
const readmeOf = (name: string) => read(`packages/${name}/README.md`);
const FENCE = /^```[^\n]*\n[\s\S]*?^```$/gm;

const headingsOf = (text: string) =>
  [...text.replace(FENCE, '').matchAll(/^#+ (.*)$/gm)].map(([, title]) => title ?? '');

/** As the pages of repositories make them. */
const anchorOf = (title: string) =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

/** Sections that every README has, in this order; others may stand between them. */
const SECTIONS = [
  /^Example$/,
  /^What it .*, by vendor$/,
  /^How it differs from /,
  /^Limits and reasons$/,
  /^Troubleshooting$/,
];

it.each(packages)('the README of %s has the sections that all have', (name) => {
  const found = headingsOf(readmeOf(name)).filter((title) => SECTIONS.some((section) => section.test(title)));
  expect(found).toEqual(SECTIONS.map((section) => expect.stringMatching(section)));
});

it.each(packages)('the README of %s ends with a table of symptoms', (name) => {
  const [, table = ''] = readmeOf(name).split('## Troubleshooting\n\n');
  const [head, , ...rows] = table.trimEnd().split('\n');
  expect(head).toBe('| what you see | why | what to do |');
  expect(rows).not.toEqual([]);
  for (const row of rows) expect(row).toMatch(/^\| \S.* \| \S.* \| \S.* \|$/);
});

it.each(packages)(
  'links of the README of %s lead to a file, and to a heading where they name one',
  (name) => {
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
  },
);

it.each(packages)('the README of %s says what each JavaScript example prints', (name) => {
  for (const [block] of readmeOf(name).matchAll(/^```js\n[\s\S]*?^```\n\n.*$/gm))
    expect(block).toMatch(/\n```text$/);
});

const IMPORT = /^import \{([^}]+)\} from '((?:@pushspec\/|pushspec)[^']*)'/gm;

it.each(packages)('the examples in the README of %s import what is exported', async (name) => {
  for (const [fence] of readmeOf(name).matchAll(FENCE)) {
    for (const [, names = '', from = ''] of fence.matchAll(IMPORT)) {
      const values = names.split(',').map((one) => one.trim());
      expect(Object.keys(await import(from)), from).toEqual(
        expect.arrayContaining(values.filter((one) => !one.startsWith('type '))),
      );
    }
  }
});

/** Smaller numbers mean other things as well. */
const TELLING = 1001;
const numbers = vendors.flatMap((vendor) =>
  profiles.flatMap((profile) => limitsOf(loadBundle(vendor, profile)).map(({ value }) => value)),
);
const telling = [...new Set(numbers)].filter((value) => Number.isInteger(value) && value >= TELLING);

it.each(packages)('the README of %s has the number of a limit in generated tables only', (name) => {
  expect(telling).not.toEqual([]);
  const byHand = readmeOf(name).replace(/^<!-- (.*): start -->$[\s\S]*?^<!-- \1: end -->$/gm, '');
  const words = byHand.match(/\d[\d,]*\d/g)?.map((number) => Number(number.replaceAll(',', ''))) ?? [];
  expect(words.filter((number) => telling.includes(number))).toEqual([]);
});
