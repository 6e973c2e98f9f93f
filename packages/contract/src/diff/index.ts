/** Whether the release to come is as large as the change of the contracts since the last one. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { root as repository } from '../generate/vendors.ts';
import { type ContractChange, changesBetween } from './bundle-changes.ts';
import { pendingReleases, versionStep } from './changesets.ts';
import { type Grade, isAtLeast, largest } from './effects.ts';
import { BUNDLES_FOLDER, type Bundles, bundlesAt, documentsOf, fileAt, lastRelease } from './released.ts';

export type { ContractChange } from './bundle-changes.ts';
export { DiffError } from './released.ts';

/** What becomes of a package that publishes the contracts. */
export interface PackageRelease {
  readonly name: string;
  /** By the pending changesets, or by its version where that was raised since. */
  readonly release: Grade;
  readonly isLargeEnough: boolean;
}

export interface ContractReport {
  /** What the contracts were compared with; null before the first release. */
  readonly base: string | null;
  readonly grade: Grade;
  readonly changes: readonly ContractChange[];
  readonly packages: readonly PackageRelease[];
  /** Whether every package's release is at least as large as the grade. */
  readonly ok: boolean;
}

export interface DiffOptions {
  /** Revision to compare with. @default the tag of the last release */
  readonly base?: string | undefined;
  /** Root of the repository. @default the one that this file is in */
  readonly root?: string;
}

/** Folders of the packages that publish the contracts. */
const PACKAGES = { '@pushspec/spec': 'spec', '@pushspec/contract': 'packages/contract' };

/**
 * Compares the bundles of the work tree, which have to be up to date, with those of a revision.
 * Before the first release, when none is named, there is nothing that could be broken: the report has no changes.
 * Rejects with a DiffError for a revision or a changeset that cannot be read.
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
