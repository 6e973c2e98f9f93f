/** Lists the published packages. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..');

export interface Manifest {
  name: string;
  version: string;
  private?: boolean;
  description?: string;
  keywords?: string[];
  license?: string;
  engines?: { node: string };
  sideEffects?: boolean | string[];
  files?: string[];
  exports: Record<string, string | Record<string, string>>;
  bin?: Record<string, string>;
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
}

export interface PublishedPackage {
  name: string;
  /** Relative to the root of the repository. */
  folder: string;
}

const folders = ['spec', ...readdirSync(join(root, 'packages')).map((name) => `packages/${name}`)];

/** The published packages. */
export const published: readonly PublishedPackage[] = folders
  .map((folder) => ({ folder, manifest: readManifest(join(root, folder)) }))
  .filter(({ manifest }) => manifest.private !== true)
  .map(({ folder, manifest }) => ({ name: manifest.name, folder }));

/** Returns the manifest of a published package. */
export function manifestOf(name: string): Manifest {
  const { folder } = published.find((each) => each.name === name) ?? {};
  if (folder === undefined) throw new Error(`no package is named ${name}`);
  return readManifest(join(root, folder));
}

export function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}
