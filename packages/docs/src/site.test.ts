import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { apiNames, loadBundle } from '@pushspec/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { machineFiles } from './machine/machine-files.ts';
import { pageStates } from './page.ts';
import { type BuiltPage, buildSite } from './site.ts';
import { withoutGuidesPage } from './small-pages.ts';

const page = 'docs/blueking/en/index.html';
const only = { apis: ['blueking'], languages: ['en'], guides: false } as const;
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
  expect(built).toEqual([{ api: 'blueking', language: 'en', path: page, state: 'ready', built: true }]);
  const title = /<title>(.*)<\/title>/.exec(read(page))?.[1];
  expect(title).toBe(loadBundle('blueking', 'documented').info.title);
});

it('has every vendor and both languages by default', () => {
  const pages = pageStates({ outDir });
  expect(pages.map(({ path }) => path)).toEqual(
    apiNames.flatMap((api) => [`docs/${api}/en/index.html`, `docs/${api}/zh/index.html`]),
  );
});

it('inserts the tables into the page', () => {
  const html = read(page);
  for (const fact of ['up to 512,000 bytes', 'timestamp-not-milliseconds', 'No body limit on port 10205.']) {
    expect(html).toContain(fact);
  }
});

/** Returns everything that the page's markup and styles make the browser load. */
function loadedBy(html: string): string[] {
  const markup = html.replace(/<script type="module">[\s\S]*<\/script>/, '');
  const tags = markup.matchAll(/<(?:script|img|iframe|source|link)\b[^>]*\s(?:src|href)=["']?([^"'\s>]+)/gi);
  const styles = markup.matchAll(/(?:@import\s+|url\()["']?([^"')]+)/gi);
  return [...tags, ...styles]
    .map(([, address]) => String(address))
    .filter((address) => !/^(data:|#)/.test(address));
}

it('loads no script, style, image or font', () => {
  expect(loadedBy(read(page))).toEqual([]);
});

it('names no image host in its script', () => {
  expect(read(page).includes('cdn.redoc.ly')).toBe(false);
});

it('forbids the browser from loading or sending anything', () => {
  const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(read(page))?.[1];
  expect(policy).toContain("default-src 'none'; script-src 'unsafe-inline' blob:;");
});

it('sends no telemetry', () => {
  expect(read(page).includes('"disableTelemetry":true')).toBe(true);
});

it('redirects from the vendor to its first language without a script', () => {
  expect(read('docs/blueking/index.html')).toContain('<meta http-equiv="refresh" content="0; url=en/">');
});

it('leaves only pages, their stamps and machine-readable files in the folder', () => {
  const machinePaths = [...machineFiles(only.apis)].map(([path]) => path);
  const files = readdirSync(outDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(outDir, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
  expect(files.filter((path) => !machinePaths.includes(path)).sort()).toEqual(
    ['docs/blueking/index.html', 'docs/index.html', page, `${page}.stamp`].sort(),
  );
});

it('keeps a page whose inputs have not changed', async () => {
  const before = statSync(join(outDir, page)).mtimeMs;
  const again = await buildSite({ outDir, ...only });
  expect(again).toMatchObject([{ path: page, built: false }]);
  expect(statSync(join(outDir, page)).mtimeMs).toBe(before);
});

it('reports each page to the caller as soon as it is built', async () => {
  const reported: BuiltPage[] = [];
  await buildSite({ outDir, ...only, onPage: (each) => reported.push(each) });
  expect(reported).toMatchObject([{ path: page, state: 'ready' }]);
});

it('distinguishes missing, stale and current pages', () => {
  expect(pageStates({ outDir: emptyFolder(), ...only })).toMatchObject([{ state: 'missing' }]);
  expect(pageStates({ outDir, ...only })).toMatchObject([{ state: 'ready' }]);
  const stamp = join(outDir, `${page}.stamp`);
  const hash = readFileSync(stamp, 'utf8');
  writeFileSync(stamp, 'older');
  expect(pageStates({ outDir, ...only })).toMatchObject([{ state: 'stale' }]);
  writeFileSync(stamp, hash);
});

it('serves a notice in place of a page that is not built yet', async () => {
  const folder = emptyFolder();
  await expect(buildSite({ outDir: folder, ...only, signal: AbortSignal.abort() })).rejects.toThrow();
  const html = readFileSync(join(folder, page), 'utf8');
  expect(html).toContain('This page is being built.');
  expect(pageStates({ outDir: folder, ...only })).toMatchObject([{ state: 'missing' }]);
});

it('stops Redocly on request and leaves no partial page', async () => {
  const folder = emptyFolder();
  const stop = new AbortController();
  const work = buildSite({ outDir: folder, ...only, signal: stop.signal });
  setImmediate(() => stop.abort());
  await expect(work).rejects.toThrow();
  expect(existsSync(join(folder, `${page}.stamp`))).toBe(false);
  expect(readdirSync(folder).filter((name) => name.startsWith('.building-'))).toEqual([]);
});

it('links to the other pages if the guides cannot be built, and does not try again', () => {
  const html = withoutGuidesPage([['BlueKing', '/docs/blueking/en/']]);
  expect(html).toContain('<a href="/docs/blueking/en/">BlueKing</a>');
  expect(html).not.toContain('http-equiv="refresh"');
});
