/** Checks that the pending release is large enough for the changes of the contracts since the last one. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { root as repository } from '../generate/apis.ts';
import { type ContractChange, changesBetween } from './bundle-changes.ts';
import { pendingReleases, versionStep } from './changesets.ts';
import { type Grade, isAtLeast, largest } from './effects.ts';
import { BUNDLES_FOLDER, type Bundles, bundlesAt, documentsOf, fileAt, lastRelease } from './released.ts';

export type { ContractChange } from './bundle-changes.ts';
export { DiffError } from './released.ts';

/** The pending release of a package that publishes the contracts. */
export interface PackageRelease {
  readonly name: string;
  /** The release that the pending changesets ask for, or the step of the version if it has been raised. */
  readonly release: Grade;
  readonly isLargeEnough: boolean;
}

export interface ContractReport {
  /** The revision that the contracts were compared with; `null` before the first release. */
  readonly base: string | null;
  readonly grade: Grade;
  readonly changes: readonly ContractChange[];
  readonly packages: readonly PackageRelease[];
  /** Whether the release of every package is at least as large as the grade. */
  readonly ok: boolean;
}

export interface DiffOptions {
  /** The revision to compare with. @default the tag of the last release */
  readonly base?: string | undefined;
  /** Root of the repository. @default the repository of this file */
  readonly root?: string;
}

/** Folders of the packages that publish the contracts. */
const PACKAGES = { '@pushspec/spec': 'spec', '@pushspec/contract': 'packages/contract' };

/**
 * Compares the bundles of the work tree, which must be up to date, with those of a revision.
 * Before the first release, the report is empty unless `base` is given.
 * Rejects with a DiffError if a revision or a changeset cannot be read.
 */
export async function diffContracts({ base, root = repository }: DiffOptions = {}): Promise<ContractReport> {
  const revision = base ?? (await lastRelease(root));
  if (revision === undefined) return { base: null, grade: 'none', changes: [], packages: [], ok: true };
  const changes = await changesBetween(await bundlesAt(root, revision), bundlesIn(root));
  const grade = largest(...changes.map((change) => change.grade));
  const pending = pendingReleases(root);
  const packages = await Promise.all(
    Object.entries(PACKAGES).map(async ([name, folder]) => {
      const manifest = `${folder}/package.json`;
      const raised = versionStep(
        versionIn(await fileAt(root, revision, manifest)),
        versionIn(readFileSync(join(root, manifest), 'utf8')),
      );
      const release = largest(raised, pending.get(name) ?? 'none');
      return { name, release, isLargeEnough: isAtLeast(release, grade) };
    }),
  );
  return {
    base: revision,
    grade,
    changes,
    packages,
    ok: packages.every(({ isLargeEnough }) => isLargeEnough),
  };
}

function versionIn(manifest: string | undefined): string | undefined {
  return manifest === undefined ? undefined : (JSON.parse(manifest) as { version?: string }).version;
}

function bundlesIn(root: string): Bundles {
  const folder = join(root, BUNDLES_FOLDER);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.json'),
  );
  const read = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));
  return documentsOf(new Map(files.map((file) => [file.split(sep).join('/'), read(file)])));
}
