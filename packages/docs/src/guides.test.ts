/** Checks the files of the built guides. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import {
  apiNames,
  fieldAddress,
  fieldAnchor,
  languages,
  loadBundle,
  type OpenApiDocument,
  operationsOf,
  reasonAddress,
} from '@pushspec/contract';
import { beforeAll, expect, it } from 'vitest';
import { builtGuides } from './guides.fixture.ts';
import { topicNames } from './pages/topics/topics.ts';

let root: string;
/** The paths of all pages, such as `/zh/guance/`. */
let pages: string[];

beforeAll(async () => {
  root = await builtGuides();
  pages = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((path) => `/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('/index.html') && !/^\/(docs|local)\//.test(path))
    .map((path) => path.slice(0, -'index.html'.length))
    .sort();
});

const read = (page: string) => readFileSync(join(root, page, 'index.html'), 'utf8');

function idsOf(html: string): Set<string> {
  return new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => decoded(String(id))));
}

function decoded(html: string): string {
  return html.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'");
}

function hrefsOf(html: string): string[] {
  return [...html.matchAll(/<a\b[^>]*\shref="([^"]*)"/g)].map(([, href]) => decoded(String(href)));
}

/** Returns why the link is broken, or `undefined` if it works. */
function brokenLink(address: string): string | undefined {
  const { pathname, hash } = new URL(address, 'http://site');
  // This build has no full reference, no inspector and no machine-readable files.
  if (/^\/(docs|inspector|bundles)\//.test(pathname)) return undefined;
  if (!pathname.endsWith('/') && existsSync(join(root, pathname))) return undefined;
  if (!pages.includes(pathname)) return `${address}: there is no such page`;
  const id = decodeURIComponent(hash.slice(1));
  return id === '' || idsOf(read(pathname)).has(id) ? undefined : `${address}: there is no such anchor`;
}

it('has a landing page, a list of references, API pages and tool pages in each language', () => {
  const parts = ['', 'fields/', 'reasons/', 'changes/'];
  const expected = ['/', '/zh/'].flatMap((start) => [
    start,
    `${start}reference/`,
    ...apiNames.flatMap((name) => parts.map((part) => `${start}${name}/${part}`)),
    ...topicNames.map((name) => `${start}${name}/`),
  ]);
  expect(pages).toEqual(expected.sort());
});

it('has no broken links', () => {
  const broken = pages.flatMap((page) =>
    hrefsOf(read(page))
      .map((href) => new URL(href, `http://site${page}`))
      .filter(({ host }) => host === 'site')
      .map(({ pathname, hash }) => brokenLink(pathname + hash)),
  );
  expect([...new Set(broken)].filter((each) => each !== undefined)).toEqual([]);
});

it('links every page with a menu to the inspector of its server', () => {
  for (const page of pages.filter((each) => each !== '/' && each !== '/zh/')) {
    const address = page.startsWith('/zh/') ? '/inspector/?lang=zh' : '/inspector/';
    expect([page, hrefsOf(read(page)).includes(address)]).toEqual([page, true]);
  }
});

it('has an anchor for every reason', () => {
  const addresses = languages.flatMap((language) =>
    apiNames.flatMap((api) =>
      Object.keys(loadBundle(api, 'documented')['x-reasons']).map((code) =>
        reasonAddress(api, code, language),
      ),
    ),
  );
  expect(addresses.length).toBeGreaterThan(100);
  expect(addresses.map(brokenLink).filter((each) => each !== undefined)).toEqual([]);
});

/** Returns pointers to all schemas, their properties, and the parameters. */
function fieldPointers(document: OpenApiDocument): string[] {
  const found: string[] = [];
  const visit = (node: unknown, pointer: string): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, child] of Object.entries(node)) {
      if (/^x-|^(example|examples|default|const|enum)$/.test(key)) continue;
      const below = `${pointer}/${key}`;
      if (pointer.endsWith('/properties') || pointer === '/components/schemas') found.push(below);
      visit(child, below);
    }
  };
  visit(document.components.schemas, '/components/schemas');
  for (const { operation, pointer } of operationsOf(document))
    for (const index of ((operation.parameters as unknown[] | undefined) ?? []).keys())
      found.push(`${pointer}/parameters/${index}`);
  return found;
}

it('has an anchor for every field', () => {
  const addresses = languages.flatMap((language) =>
    apiNames.flatMap((api) =>
      fieldPointers(loadBundle(api, 'documented')).map((pointer) => fieldAddress(api, pointer, language)),
    ),
  );
  expect(addresses.length).toBeGreaterThan(100);
  expect([...new Set(addresses)].map(brokenLink).filter((each) => each !== undefined)).toEqual([]);
});

it('uses the anchor of the field for its nested content', () => {
  const field = '/components/schemas/Event/properties/status';
  expect(fieldAnchor(field)).toBe('Event.status');
  expect(fieldAnchor(`${field}/enum/0`)).toBe('Event.status');
});

it('links each entry of the reason catalog to its reason', () => {
  expect(fieldAddress('guance', '/x-reasons/status-invalid/message', 'zh')).toBe(
    '/zh/guance/reasons/#status-invalid',
  );
});

it('has a descriptive title without repetition on each page', () => {
  const titles = pages.map((page) => /<title>(.*?)<\/title>/.exec(read(page))?.[1] ?? '');
  expect(new Set(titles).size).toBe(titles.length);
  for (const title of titles) {
    const words = title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    expect([title, words.length]).toEqual([title, new Set(words).size]);
  }
});

it('has the same heading levels in both languages', () => {
  const levels = (html: string) =>
    [...html.slice(html.indexOf('<main')).matchAll(/<h([1-6])[\s>]/g)].map(([, level]) => level).join('');
  for (const page of pages.filter((each) => !each.startsWith('/zh/'))) {
    expect([page, levels(read(`/zh${page}`))]).toEqual([page, levels(read(page))]);
  }
});

it('has no space next to full-width punctuation or between Han characters on Chinese pages', () => {
  for (const page of pages.filter((each) => each.startsWith('/zh/'))) {
    const html = read(page);
    const text = html
      .slice(html.indexOf('<main'))
      .replace(/<(pre|script|svg)\b[\s\S]*?<\/\1>/g, '|')
      .replace(/<[^>]*>/g, '|');
    const stray = /[、-〿！-･]\s+[^\s|·]|[^\s|·]\s+[、-〿！-･]|\p{Script=Han}\s+\p{Script=Han}/gu;
    expect([page, ...[...text.matchAll(stray)].map(([found]) => found)]).toEqual([page]);
  }
});

it('never skips a heading level', () => {
  for (const page of pages) {
    const html = read(page);
    const levels = [...html.slice(html.indexOf('<main')).matchAll(/<h([1-6])[\s>]/g)].map(([, each]) =>
      Number(each),
    );
    const skipped = levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1);
    expect([page, skipped]).toEqual([page, []]);
  }
});

/** Returns the URLs of styles, scripts, images and fonts that the page loads. */
function loadedBy(html: string): string[] {
  const tags = [...html.matchAll(/<(script|link|img|iframe|source)\b[^>]*>/g)].map(([tag]) => tag);
  return tags
    .filter((tag) => !/rel="(canonical|alternate|sitemap)"/.test(tag))
    .flatMap((tag) => /\s(?:src|href)="([^"]+)"/.exec(tag)?.[1] ?? []);
}

it('loads nothing from other hosts', () => {
  for (const page of pages) {
    const foreign = loadedBy(read(page)).filter(
      (address) => !address.startsWith('/') || address.startsWith('//'),
    );
    expect([page, foreign]).toEqual([page, []]);
  }
  for (const name of readdirSync(join(root, '_astro')).filter((each) => each.endsWith('.css'))) {
    expect(readFileSync(join(root, '_astro', name), 'utf8')).not.toMatch(/url\(["']?(https?:)?\/\//);
  }
});

/** Returns a file and the scripts that it imports, immediately or when the page is idle. */
function closure(address: string, seen = new Set<string>()): Set<string> {
  const file = join(root, address);
  if (seen.has(address) || !existsSync(file)) return seen;
  seen.add(address);
  if (!address.endsWith('.js')) return seen;
  for (const [, name] of readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?["'`]\.\/([^"'`]+)["'`]/g))
    closure(`/_astro/${name}`, seen);
  return seen;
}

it('loads at most 60 kB per page, compressed and with all resources', () => {
  for (const page of pages) {
    const html = read(page);
    const files = new Set(loadedBy(html).flatMap((address) => [...closure(address)]));
    const sizes = [...files].map((address) => gzipSync(readFileSync(join(root, address))).length);
    const total = sizes.reduce((sum, size) => sum + size, gzipSync(html).length);
    expect(total, page).toBeLessThanOrEqual(60_000);
  }
});

it('loads Pagefind and the search index only on the first search', () => {
  for (const page of pages)
    expect([page, loadedBy(read(page)).filter((address) => /pagefind|search\..*json/.test(address))]).toEqual(
      [page, []],
    );
});

it('allows only the inline scripts of each page', () => {
  for (const page of pages) {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(read(page))?.[1] ?? '';
    const scripts = policy.split('; ').find((part) => part.startsWith('script-src')) ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(scripts).toContain('sha256-');
    expect(scripts).not.toContain('unsafe-inline');
  }
});

it.each([
  ['/cloudmonitor/', 'Which API to choose', '../cloudmonitor-rpc/'],
  ['/cloudmonitor-rpc/', 'Which API to choose', '../cloudmonitor/'],
  ['/zh/cloudmonitor/', '选择哪个接口', '../cloudmonitor-rpc/'],
  ['/zh/cloudmonitor-rpc/', '选择哪个接口', '../cloudmonitor/'],
])("says on %s which of the vendor's APIs to choose, and links to the other one", (page, title, other) => {
  const section =
    read(page)
      .split(`>${title}</h3>`)[1]
      ?.split(/<h[23]\b/)[0] ?? '';
  expect([...section.matchAll(/<li>/g)]).toHaveLength(4);
  expect(section).toContain(`href="${other}"`);
});

it('shows no choice in the guide to an API that is the only one of its vendor', () => {
  expect(read('/guance/')).not.toContain('Which API to choose');
});
