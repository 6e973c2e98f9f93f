/** The built guides, as files. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import {
  fieldAddress,
  fieldAnchor,
  languages,
  loadBundle,
  type OpenApiDocument,
  operationsOf,
  reasonAddress,
  vendors,
} from '@pushspec/contract';
import { beforeAll, expect, it } from 'vitest';
import { builtGuides } from './guides.fixture.ts';

let root: string;
/** Addresses of all pages, such as `/zh/guance/`. */
let pages: string[];

beforeAll(async () => {
  root = await builtGuides();
  pages = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((path) => `/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('/index.html') && !path.startsWith('/docs/'))
    .map((path) => path.slice(0, -'index.html'.length))
    .sort();
});

const read = (page: string) => readFileSync(join(root, page, 'index.html'), 'utf8');

function idsOf(html: string): Set<string> {
  return new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => decoded(String(id))));
}

function decoded(text: string): string {
  return text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'");
}

function hrefsOf(html: string): string[] {
  return [...html.matchAll(/<a\b[^>]*\shref="([^"]*)"/g)].map(([, href]) => decoded(String(href)));
}

/** What is wrong with the address, if anything. */
function fault(address: string): string | undefined {
  const { pathname, hash } = new URL(address, 'http://site');
  // The full reference is built by others, and the inspector stands beside the site.
  if (/^\/(docs|inspector)\//.test(pathname)) return undefined;
  if (!pathname.endsWith('/') && existsSync(join(root, pathname))) return undefined;
  if (!pages.includes(pathname)) return `${address}: there is no such page`;
  const id = decodeURIComponent(hash.slice(1));
  return id === '' || idsOf(read(pathname)).has(id) ? undefined : `${address}: there is no such anchor`;
}

it('has a landing page, and guide, fields and reasons of each vendor, in each language', () => {
  const expected = ['/', '/zh/'].flatMap((start) => [
    start,
    ...vendors.flatMap((name) => ['', 'fields/', 'reasons/'].map((part) => `${start}${name}/${part}`)),
  ]);
  expect(pages).toEqual(expected.sort());
});

it('has no link that leads nowhere', () => {
  const faults = pages.flatMap((page) =>
    hrefsOf(read(page))
      .map((href) => new URL(href, `http://site${page}`))
      .filter(({ host }) => host === 'site')
      .map(({ pathname, hash }) => fault(pathname + hash)),
  );
  expect([...new Set(faults)].filter((each) => each !== undefined)).toEqual([]);
});

it('has an anchor for every reason', () => {
  const addresses = languages.flatMap((language) =>
    vendors.flatMap((vendor) =>
      Object.keys(loadBundle(vendor, 'documented')['x-reasons']).map((code) =>
        reasonAddress(vendor, code, language),
      ),
    ),
  );
  expect(addresses.length).toBeGreaterThan(100);
  expect(addresses.map(fault).filter((each) => each !== undefined)).toEqual([]);
});

/** Pointers to the schemas, to every property in them, and to the parameters. */
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
    vendors.flatMap((vendor) =>
      fieldPointers(loadBundle(vendor, 'documented')).map((pointer) =>
        fieldAddress(vendor, pointer, language),
      ),
    ),
  );
  expect(addresses.length).toBeGreaterThan(100);
  expect([...new Set(addresses)].map(fault).filter((each) => each !== undefined)).toEqual([]);
});

it('gives what stands below a field the anchor of the field', () => {
  const field = '/components/schemas/Event/properties/status';
  expect(fieldAnchor(field)).toBe('Event.status');
  expect(fieldAnchor(`${field}/enum/0`)).toBe('Event.status');
});

it('leads from a place in the catalogue of reasons to the reason', () => {
  expect(fieldAddress('guance', '/x-reasons/status-invalid/message', 'zh')).toBe(
    '/zh/guance/reasons/#status-invalid',
  );
});

it('has the same headings in both languages, by their levels', () => {
  const levels = (html: string) =>
    [...html.slice(html.indexOf('<main')).matchAll(/<h([1-6])[\s>]/g)].map(([, level]) => level).join('');
  for (const page of pages.filter((each) => !each.startsWith('/zh/'))) {
    expect([page, levels(read(`/zh${page}`))]).toEqual([page, levels(read(page))]);
  }
});

it('never skips a level of headings', () => {
  for (const page of pages) {
    const html = read(page);
    const levels = [...html.slice(html.indexOf('<main')).matchAll(/<h([1-6])[\s>]/g)].map(([, each]) =>
      Number(each),
    );
    const skipped = levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1);
    expect([page, skipped]).toEqual([page, []]);
  }
});

/** Styles, scripts, pictures and fonts that the page loads, as addresses. */
function loadedBy(html: string): string[] {
  const tags = [...html.matchAll(/<(script|link|img|iframe|source)\b[^>]*>/g)].map(([tag]) => tag);
  return tags
    .filter((tag) => !/rel="(canonical|alternate|sitemap)"/.test(tag))
    .flatMap((tag) => /\s(?:src|href)="([^"]+)"/.exec(tag)?.[1] ?? []);
}

it('loads nothing from another host', () => {
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

/** A file and the scripts that it imports, at once or when the page is idle. Pagefind's own are loaded by a search only. */
function closure(address: string, seen = new Set<string>()): Set<string> {
  const file = join(root, address);
  if (seen.has(address) || !existsSync(file)) return seen;
  seen.add(address);
  if (!address.endsWith('.js')) return seen;
  for (const [, name] of readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?["'`]\.\/([^"'`]+)["'`]/g))
    closure(`/_astro/${name}`, seen);
  return seen;
}

it('weighs no more than 60 kB compressed per page, with all that it loads', () => {
  for (const page of pages) {
    const html = read(page);
    const files = new Set(loadedBy(html).flatMap((address) => [...closure(address)]));
    const sizes = [...files].map((address) => gzipSync(readFileSync(join(root, address))).length);
    const total = sizes.reduce((sum, size) => sum + size, gzipSync(html).length);
    expect(total, page).toBeLessThanOrEqual(60_000);
    expect(
      [...files].some((address) => address.includes('ui-core')),
      page,
    ).toBe(true);
  }
});

it('allows a page its own inline scripts only', () => {
  for (const page of pages) {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(read(page))?.[1] ?? '';
    const scripts = policy.split('; ').find((part) => part.startsWith('script-src')) ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(scripts).toContain('sha256-');
    expect(scripts).not.toContain('unsafe-inline');
  }
});
