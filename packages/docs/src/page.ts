/** Lists the pages of the site and whether they are up to date. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type ApiName, apiNames, type Language, languages, loadBundle } from '@pushspec/contract';
import { readRepositoryFile, repositoryFiles } from './pages/topics/repository-files.ts';
import { redoclyVersion } from './redocly.ts';
import { sdkProgramsFile } from './samples/sdk.ts';

/** The folder, APIs and languages of a site. */
export interface SiteOptions {
  /** Folder for the site. */
  outDir: string;
  /** @default all vendors of the contract */
  apis?: readonly ApiName[];
  /** @default all languages of the contract */
  languages?: readonly Language[];
}

/** A reference page and its state. */
export interface SitePage {
  api: ApiName;
  language: Language;
  /** Path relative to the folder of the site, with slashes. */
  path: string;
  /** `stale` if the page was built from older inputs. `missing` if there is no page, or only a notice that it is being built. */
  state: 'ready' | 'stale' | 'missing';
}

/** A page with the hash of its inputs. */
export interface PlannedPage extends SitePage {
  hash: string;
}

/** Returns the reference pages of the site with their states. Takes a few milliseconds. */
export function pageStates(options: SiteOptions): SitePage[] {
  return planPages(options).map(({ hash: _, ...page }) => page);
}

/** Returns the reference pages with their states and the hashes of their inputs. */
export function planPages(options: SiteOptions): PlannedPage[] {
  const code = packageCode();
  return (options.apis ?? apiNames).flatMap((api) =>
    (options.languages ?? languages).map((language) => {
      const path = `docs/${api}/${language}/index.html`;
      const hash = inputHash(api, language, code);
      return { api, language, path, hash, state: stateOf(join(options.outDir, path), hash) };
    }),
  );
}

/** Returns the file with the hash of a page's inputs. It is written after the page and removed before the page changes. */
export function stampOf(file: string): string {
  return `${file}.stamp`;
}

/** Returns the path of the overlay for the receiver profile. The file exists only if the running service differs. */
export function receiverOverlay(api: ApiName): string {
  return createRequire(import.meta.url)
    .resolve(`@pushspec/spec/${api}/openapi.yaml`)
    .replace(/openapi\.yaml$/, 'receiver.overlay.yaml');
}

/** Returns the file with the hash of all guides, next to the landing page. */
export function guidesStamp(outDir: string): string {
  return join(outDir, 'guides.stamp');
}

/** Returns whether the guides are up to date. */
export function isGuidesReady(outDir: string): boolean {
  const stamp = guidesStamp(outDir);
  return existsSync(stamp) && readFileSync(stamp, 'utf8').trim() === guidesHash();
}

/** Returns a hash of everything that the guides are built from. */
export function guidesHash(): string {
  const hash = createHash('sha256').update(packageCode());
  for (const name of ['astro', '@astrojs/starlight']) hash.update(versionOf(name));
  for (const api of apiNames) {
    for (const language of languages) hash.update(JSON.stringify(loadBundle(api, 'documented', language)));
    const overlay = receiverOverlay(api);
    if (existsSync(overlay)) hash.update(readFileSync(overlay));
    if (existsSync(vectorsFile(api))) hash.update(readFileSync(vectorsFile(api)));
    hash.update(scenarioNames(api).join());
    if (existsSync(changesFile(api))) hash.update(readFileSync(changesFile(api)));
    if (existsSync(sdkProgramsFile(api))) hash.update(readFileSync(sdkProgramsFile(api)));
    // A page may show a limit of either profile.
    hash.update(JSON.stringify(loadBundle(api, 'receiver', 'en')));
  }
  for (const path of repositoryFiles()) hash.update(readRepositoryFile(path));
  for (const file of topicFiles()) hash.update(readFileSync(file));
  return hash.digest('hex');
}

/** Returns the path of the signed requests with their known signatures. Not every API has this file. */
export function vectorsFile(api: ApiName): string {
  return join(dirname(receiverOverlay(api)), 'vectors/signatures.json');
}

/** Returns the path of the list of changes by the vendor. Not every API has this file. */
export function changesFile(api: ApiName): string {
  return join(dirname(receiverOverlay(api)), 'changes.yaml');
}

/** Returns the file names of the scenarios of an API. */
export function scenarioNames(api: ApiName): string[] {
  return readdirSync(join(dirname(receiverOverlay(api)), 'scenarios')).sort();
}

/** Returns the Markdown files and samples of the tool pages. */
function topicFiles(): string[] {
  return readdirSync(join(import.meta.dirname, 'pages/topics'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function versionOf(name: string): string {
  const manifest = join(import.meta.dirname, '../node_modules', name, 'package.json');
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}

function stateOf(file: string, hash: string): SitePage['state'] {
  if (!existsSync(file) || !existsSync(stampOf(file))) return 'missing';
  return readFileSync(stampOf(file), 'utf8').trim() === hash ? 'ready' : 'stale';
}

function inputHash(api: ApiName, language: Language, code: string): string {
  const hash = createHash('sha256').update(redoclyVersion).update(code);
  hash.update(JSON.stringify(loadBundle(api, 'documented', language)));
  const overlay = receiverOverlay(api);
  if (existsSync(overlay)) hash.update(readFileSync(overlay));
  return hash.digest('hex');
}

/** Returns all code of this package, because any change to it makes every page stale. */
function packageCode(): string {
  return readdirSync(import.meta.dirname, { recursive: true, withFileTypes: true })
    .filter(
      (entry) => entry.isFile() && /\.([jt]s|css|svg)$/.test(entry.name) && !entry.name.endsWith('.test.ts'),
    )
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .sort()
    .join('\0');
}
