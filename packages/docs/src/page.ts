/** The pages of the site, and which of them are up to date. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type Language, languages, loadBundle, type Vendor, vendors } from '@pushspec/contract';
import { redoclyVersion } from './redocly.ts';

export interface SiteOptions {
  /** Folder of the site. */
  outDir: string;
  /** @default all vendors of the contract */
  vendors?: readonly Vendor[];
  /** @default all languages of the contract */
  languages?: readonly Language[];
}

export interface SitePage {
  vendor: Vendor;
  language: Language;
  /** Relative to the folder of the site, with slashes. */
  path: string;
  /** `stale`: there is one, made from older inputs. `missing`: there is none, or a notice that it is being built. */
  state: 'ready' | 'stale' | 'missing';
}

/** A page together with the hash of all that it is made from. */
export interface PlannedPage extends SitePage {
  hash: string;
}

/** The reference pages of the site and their states. Reads some small files; takes a few milliseconds. */
export function pageStates(options: SiteOptions): SitePage[] {
  return planPages(options).map(({ hash: _, ...page }) => page);
}

export function planPages(options: SiteOptions): PlannedPage[] {
  const code = ownCode();
  return (options.vendors ?? vendors).flatMap((vendor) =>
    (options.languages ?? languages).map((language) => {
      const path = `docs/${vendor}/${language}/index.html`;
      const hash = inputHash(vendor, language, code);
      return { vendor, language, path, hash, state: stateOf(join(options.outDir, path), hash) };
    }),
  );
}

/** The stamp stands beside its page, is written after it and removed before it. */
export function stampOf(file: string): string {
  return `${file}.stamp`;
}

/** File of the overlay that makes the receiver profile; a vendor may have none. */
export function receiverOverlay(vendor: Vendor): string {
  return createRequire(import.meta.url)
    .resolve(`@pushspec/spec/${vendor}/openapi.yaml`)
    .replace(/openapi\.yaml$/, 'receiver.overlay.yaml');
}

/** Stands beside the landing page, for all guides together. */
export function guidesStamp(outDir: string): string {
  return join(outDir, 'guides.stamp');
}

/** Whether the guides are there and made from what is there now. */
export function isGuidesReady(outDir: string): boolean {
  const stamp = guidesStamp(outDir);
  return existsSync(stamp) && readFileSync(stamp, 'utf8').trim() === guidesHash();
}

/** Hash of all that the guides are made from. */
export function guidesHash(): string {
  const hash = createHash('sha256').update(ownCode());
  for (const name of ['astro', '@astrojs/starlight']) hash.update(versionOf(name));
  for (const vendor of vendors) {
    for (const language of languages) hash.update(JSON.stringify(loadBundle(vendor, 'documented', language)));
    const overlay = receiverOverlay(vendor);
    if (existsSync(overlay)) hash.update(readFileSync(overlay));
    hash.update(scenarioNames(vendor).join());
  }
  return hash.digest('hex');
}

/** Names of the files of a vendor's scenarios. */
export function scenarioNames(vendor: Vendor): string[] {
  return readdirSync(join(dirname(receiverOverlay(vendor)), 'scenarios')).sort();
}

function versionOf(name: string): string {
  const manifest = join(import.meta.dirname, '../node_modules', name, 'package.json');
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}

function stateOf(file: string, hash: string): SitePage['state'] {
  if (!existsSync(file) || !existsSync(stampOf(file))) return 'missing';
  return readFileSync(stampOf(file), 'utf8').trim() === hash ? 'ready' : 'stale';
}

function inputHash(vendor: Vendor, language: Language, code: string): string {
  const hash = createHash('sha256').update(redoclyVersion).update(code);
  hash.update(JSON.stringify(loadBundle(vendor, 'documented', language)));
  const overlay = receiverOverlay(vendor);
  if (existsSync(overlay)) hash.update(readFileSync(overlay));
  return hash.digest('hex');
}

/** All of this package's own code, so that no page outlives what made it. */
function ownCode(): string {
  return readdirSync(import.meta.dirname, { recursive: true, withFileTypes: true })
    .filter(
      (entry) => entry.isFile() && /\.([jt]s|css|svg)$/.test(entry.name) && !entry.name.endsWith('.test.ts'),
    )
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .sort()
    .join('\0');
}
