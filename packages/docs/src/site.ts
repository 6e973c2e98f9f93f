/** Builds the site: the guides with their landing page, and one reference page per vendor and language. */
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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
import { noticePage, redirectPage } from './small-pages.ts';
import { readDifferences } from './tables/differences.ts';

export interface BuildOptions extends SiteOptions {
  /** Called for each page as soon as it is there. */
  onPage?: (page: BuiltPage) => void;
  /**
   * Whether the landing page and the guides are built too, which are always all of them.
   * @default true
   */
  guides?: boolean;
  /** Ends the work early; the pages that are there stay whole. */
  signal?: AbortSignal;
}

export interface BuiltPage extends SitePage {
  /** False where the page of an earlier build was still good. */
  built: boolean;
}

/** Each Redocly is one busy process. */
const AT_ONCE = Math.min(4, availableParallelism());

/**
 * Builds what is missing or out of date; nothing of Redocly is loaded when all is there.
 * A page that is replaced stays readable until the new one takes its place in one step.
 * Rejects when a page cannot be built, after the others are done.
 */
export async function buildSite(options: BuildOptions): Promise<BuiltPage[]> {
  const { outDir, onPage = () => {} } = options;
  const pages = planPages(options);
  writeSmallPages(options, pages);
  for (const [path, text] of machineFiles(options.vendors)) replaceFile(join(outDir, path), text);
  const results: BuiltPage[] = [];
  const finish = (page: PlannedPage, built: boolean) => {
    const { vendor, language, path } = page;
    const result: BuiltPage = { vendor, language, path, state: 'ready', built };
    results.push(result);
    onPage(result);
  };
  for (const page of pages) if (page.state === 'ready') finish(page, false);
  const waiting = pages.filter(({ state }) => state !== 'ready');
  const failures: string[] = [];
  if (options.guides !== false)
    await buildGuides(options).catch((error: Error) => failures.push(error.message));
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
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  options.signal?.throwIfAborted();
  if (failures.length > 0) throw new Error(`cannot build ${failures.join('\n')}`);
  return results;
}

/** They come first, as the landing page is what is opened first. */
async function buildGuides({ outDir, signal }: BuildOptions): Promise<void> {
  if (isGuidesReady(outDir)) return;
  rmSync(guidesStamp(outDir), { force: true });
  await buildPages(outDir, signal);
  replaceFile(guidesStamp(outDir), `${guidesHash()}\n`);
}

async function buildPage(outDir: string, page: PlannedPage, signal: AbortSignal | undefined): Promise<void> {
  const { vendor, language, path, hash } = page;
  const folder = mkdtempSync(join(outDir, '.building-'));
  try {
    const document = withTables({
      vendor,
      bundle: loadBundle(vendor, 'documented', language),
      language,
      differences: readDifferences(receiverOverlay(vendor), language),
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
  for (const { vendor, language, path, state } of pages) {
    const first = pages.find((page) => page.vendor === vendor)?.language ?? language;
    if (language === first) replaceFile(join(outDir, `docs/${vendor}/index.html`), redirectPage(`${first}/`));
    if (state === 'missing') replaceFile(join(outDir, path), noticePage());
  }
}

/** Puts a file in place in one step, so that nobody reads half of it. */
function replaceFile(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const whole = `${file}.${process.pid}.new`;
  writeFileSync(whole, text);
  renameSync(whole, file);
}
