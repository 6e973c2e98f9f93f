/** Builds the site: the guides with their landing page, and one reference page per API and language. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { loadBundle } from '@pushspec/contract';
import { withTables } from './document.ts';
import { machineFiles } from './machine/machine-files.ts';
import {
  guidesHash,
  guidesStamp,
  isGuidesReady,
  type PlannedPage,
  planPages,
  receiverOverlay,
  type SiteOptions,
  type SitePage,
  stampOf,
} from './page.ts';
import { buildPages } from './pages/build-pages.ts';
import { renderPage } from './redocly.ts';
import { selfContained } from './self-contained.ts';
import { noticePage, redirectPage, withoutGuidesPage } from './small-pages.ts';
import { readDifferences } from './tables/differences.ts';

/** Options of `buildSite`. */
export interface BuildOptions extends SiteOptions {
  /** Called for each reference page when it is ready. */
  onPage?: (page: BuiltPage) => void;
  /**
   * Whether to build the landing page and the guides too. They always cover all APIs and languages.
   * @default true
   */
  guides?: boolean;
  /** Stops the build early. Existing pages stay intact. */
  signal?: AbortSignal;
}

/** A page that is now up to date. */
export interface BuiltPage extends SitePage {
  /** `false` if the existing page was up to date. */
  built: boolean;
}

/** Number of concurrent Redocly processes. Each keeps one core busy. */
const CONCURRENT = Math.min(4, availableParallelism());

/**
 * Builds the pages that are missing or out of date, and resolves to all reference pages. A page that is replaced stays
 * readable until the new one is complete. If a page cannot be built, finishes the others and then rejects.
 *
 * @example
 * import { buildSite } from '@pushspec/docs/build';
 *
 * const pages = await buildSite({ outDir: 'site', apis: ['guance'], languages: ['en'], guides: false });
 * console.log(pages.map(({ path }) => path)); // [ 'docs/guance/en/index.html' ]
 */
export async function buildSite(options: BuildOptions): Promise<BuiltPage[]> {
  const { outDir, onPage = () => {} } = options;
  const pages = planPages(options);
  writeSmallPages(options, pages);
  for (const [path, content] of machineFiles(options.apis)) replaceFile(join(outDir, path), content);
  const results: BuiltPage[] = [];
  const finish = (page: PlannedPage, built: boolean) => {
    const { api, language, path } = page;
    const result: BuiltPage = { api, language, path, state: 'ready', built };
    results.push(result);
    onPage(result);
  };
  for (const page of pages) if (page.state === 'ready') finish(page, false);
  const waiting = pages.filter(({ state }) => state !== 'ready');
  const failures: string[] = [];
  if (options.guides !== false)
    await buildGuides(options).catch((error: Error) => {
      failures.push(error.message);
      replaceNotice(outDir, pages);
    });
  const worker = async () => {
    for (let page = waiting.shift(); page && !options.signal?.aborted; page = waiting.shift()) {
      try {
        await buildPage(outDir, page, options.signal);
        finish(page, true);
      } catch (error) {
        failures.push(`${page.path}: ${error instanceof Error ? error.message : error}`);
      }
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT }, worker));
  options.signal?.throwIfAborted();
  if (failures.length > 0) throw new Error(`cannot build ${failures.join('\n')}`);
  return results;
}

/** Builds the guides. They come first, because readers open the landing page first. */
async function buildGuides({ outDir, signal }: BuildOptions): Promise<void> {
  if (isGuidesReady(outDir)) return;
  rmSync(guidesStamp(outDir), { force: true });
  await buildPages(outDir, signal);
  replaceFile(guidesStamp(outDir), `${guidesHash()}\n`);
}

/** Replaces the notice on the landing page, which would reload forever. */
function replaceNotice(outDir: string, pages: readonly PlannedPage[]): void {
  const landing = join(outDir, 'index.html');
  if (existsSync(landing) && readFileSync(landing, 'utf8') !== noticePage()) return;
  const references = pages.map(({ api, language, path }): [string, string] => [
    String(loadBundle(api, 'documented', language).info.title),
    `/${path.replace(/index\.html$/, '')}`,
  ]);
  replaceFile(landing, withoutGuidesPage(references));
}

async function buildPage(outDir: string, page: PlannedPage, signal: AbortSignal | undefined): Promise<void> {
  const { api, language, path, hash } = page;
  const folder = mkdtempSync(join(outDir, '.building-'));
  try {
    const document = withTables({
      api,
      bundle: loadBundle(api, 'documented', language),
      language,
      differences: readDifferences(receiverOverlay(api), language),
    });
    const html = await renderPage({ document, folder, signal });
    const file = join(outDir, path);
    rmSync(stampOf(file), { force: true });
    replaceFile(file, selfContained(html, { language }));
    replaceFile(stampOf(file), `${hash}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeSmallPages({ outDir, guides }: BuildOptions, pages: readonly PlannedPage[]): void {
  const landing = join(outDir, 'index.html');
  if (guides !== false && !existsSync(landing)) replaceFile(landing, noticePage());
  replaceFile(join(outDir, 'docs/index.html'), redirectPage('../'));
  for (const { api, language, path, state } of pages) {
    const first = pages.find((page) => page.api === api)?.language ?? language;
    if (language === first) replaceFile(join(outDir, `docs/${api}/index.html`), redirectPage(`${first}/`));
    if (state === 'missing') replaceFile(join(outDir, path), noticePage());
  }
}

/** Replaces a file atomically. */
function replaceFile(file: string, content: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.new`;
  writeFileSync(temporary, content);
  renameSync(temporary, file);
}
