import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { loadBundle, vendors } from '@pushspec/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { machineFiles } from './machine/machine-files.ts';
import { pageStates } from './page.ts';
import { type BuiltPage, buildSite } from './site.ts';

const page = 'docs/blueking/en/index.html';
const only = { vendors: ['blueking'], languages: ['en'], guides: false } as const;
const folders: string[] = [];

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pushspec-site-'));
  folders.push(folder);
  return folder;
}

let outDir: string;
let built: BuiltPage[];
const read = (path: string) => readFileSync(join(outDir, path), 'utf8');

beforeAll(async () => {
  outDir = emptyFolder();
  built = await buildSite({ outDir, ...only });
});
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

it('builds the page of a vendor and language', () => {
  expect(built).toEqual([{ vendor: 'blueking', language: 'en', path: page, state: 'ready', built: true }]);
  const title = /<title>(.*)<\/title>/.exec(read(page))?.[1];
  expect(title).toBe(loadBundle('blueking', 'documented').info.title);
});

it('has every vendor and both languages by default', () => {
  const pages = pageStates({ outDir });
  expect(pages.map(({ path }) => path)).toEqual(
    vendors.flatMap((vendor) => [`docs/${vendor}/en/index.html`, `docs/${vendor}/zh/index.html`]),
  );
});

it('puts the tables into the page', () => {
  const text = read(page);
  for (const fact of [
    '512,000 bytes at most',
    'timestamp-not-milliseconds',
    'No body limit on port 10205.',
  ]) {
    expect(text).toContain(fact);
  }
});

/** Everything that the page's markup and styles would have the browser load. */
function loadedBy(html: string): string[] {
  const markup = html.replace(/<script type="module">[\s\S]*<\/script>/, '');
  const tags = markup.matchAll(/<(?:script|img|iframe|source|link)\b[^>]*\s(?:src|href)=["']?([^"'\s>]+)/gi);
  const styles = markup.matchAll(/(?:@import\s+|url\()["']?([^"')]+)/gi);
  return [...tags, ...styles]
    .map(([, address]) => String(address))
    .filter((address) => !/^(data:|#)/.test(address));
}

it('loads no script, style, picture or font from anywhere', () => {
  expect(loadedBy(read(page))).toEqual([]);
});

it('names no host of pictures in its script', () => {
  expect(read(page).includes('cdn.redoc.ly')).toBe(false);
});

it('forbids the browser to load or send anything', () => {
  const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(read(page))?.[1];
  expect(policy).toContain("default-src 'none'; script-src 'unsafe-inline' blob:;");
});

it('sends no telemetry', () => {
  expect(read(page).includes('"disableTelemetry":true')).toBe(true);
});

it('leads from the vendor to its first language without a script', () => {
  expect(read('docs/blueking/index.html')).toContain('<meta http-equiv="refresh" content="0; url=en/">');
});

it('leaves nothing in the folder but pages, their stamps and the files for programs', () => {
  const forPrograms = [...machineFiles(only.vendors)].map(([path]) => path);
  const files = readdirSync(outDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(outDir, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
  expect(files.filter((path) => !forPrograms.includes(path)).sort()).toEqual(
    ['docs/blueking/index.html', 'docs/index.html', page, `${page}.stamp`].sort(),
  );
});

it('keeps a page whose inputs have not changed', async () => {
  const before = statSync(join(outDir, page)).mtimeMs;
  const again = await buildSite({ outDir, ...only });
  expect(again).toMatchObject([{ path: page, built: false }]);
  expect(statSync(join(outDir, page)).mtimeMs).toBe(before);
});

it('tells each page to the caller as soon as it is there', async () => {
  const told: BuiltPage[] = [];
  await buildSite({ outDir, ...only, onPage: (each) => told.push(each) });
  expect(told).toMatchObject([{ path: page, state: 'ready' }]);
});

it('tells a missing page, a stale one and a good one apart', () => {
  expect(pageStates({ outDir: emptyFolder(), ...only })).toMatchObject([{ state: 'missing' }]);
  expect(pageStates({ outDir, ...only })).toMatchObject([{ state: 'ready' }]);
  const stamp = join(outDir, `${page}.stamp`);
  const hash = readFileSync(stamp, 'utf8');
  writeFileSync(stamp, 'older');
  expect(pageStates({ outDir, ...only })).toMatchObject([{ state: 'stale' }]);
  writeFileSync(stamp, hash);
});

it('puts a notice in the place of a page that is not there yet', async () => {
  const folder = emptyFolder();
  await expect(buildSite({ outDir: folder, ...only, signal: AbortSignal.abort() })).rejects.toThrow();
  const text = readFileSync(join(folder, page), 'utf8');
  expect(text).toContain('This page is being built.');
  expect(pageStates({ outDir: folder, ...only })).toMatchObject([{ state: 'missing' }]);
});

it('ends Redocly when it is told to stop, and leaves no half of a page', async () => {
  const folder = emptyFolder();
  const stop = new AbortController();
  const work = buildSite({ outDir: folder, ...only, signal: stop.signal });
  setImmediate(() => stop.abort());
  await expect(work).rejects.toThrow();
  expect(existsSync(join(folder, `${page}.stamp`))).toBe(false);
  expect(readdirSync(folder).filter((name) => name.startsWith('.building-'))).toEqual([]);
});
