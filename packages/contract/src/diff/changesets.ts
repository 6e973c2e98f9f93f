/** Reads the releases that the pending changesets and the package versions announce. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { isObject } from '../document.ts';
import { type Grade, grades, largest } from './effects.ts';
import { DiffError } from './released.ts';

const FOLDER = '.changeset';

/** Returns the largest release that the changesets ask for, by package. The folder may be missing. */
export function pendingReleases(root: string): Map<string, Grade> {
  const releases = new Map<string, Grade>();
  const folder = join(root, FOLDER);
  if (!existsSync(folder)) return releases;
  const files = readdirSync(folder).filter((name) => name.endsWith('.md') && name !== 'README.md');
  for (const file of files) {
    for (const [name, grade] of releasesOf(`${FOLDER}/${file}`, readFileSync(join(folder, file), 'utf8'))) {
      releases.set(name, largest(grade, releases.get(name) ?? 'none'));
    }
  }
  return releases;
}

function releasesOf(file: string, changeset: string): [string, Grade][] {
  const frontMatter = /^---\r?\n([\s\S]*?)(?:\r?\n)?---(?:\r?\n|$)/.exec(changeset)?.[1];
  if (frontMatter === undefined)
    throw new DiffError(
      `${file} has no front matter: start it with the packages and their releases between two \`---\` lines`,
    );
  const packages: unknown = frontMatter.trim() === '' ? {} : readYaml(file, frontMatter);
  if (!isObject(packages))
    throw new DiffError(
      `${file}: the front matter must map packages to releases, such as \`'@pushspec/spec': minor\``,
    );
  return Object.entries(packages).map(([name, grade]) => {
    if (grades.includes(grade as Grade)) return [name, grade as Grade];
    throw new DiffError(
      `${file}: \`${grade}\` is not a release for ${name}: use one of ${grades.join(', ')}`,
    );
  });
}

function readYaml(file: string, source: string): unknown {
  try {
    return parse(source);
  } catch (error) {
    throw new DiffError(`${file}: ${(error as Error).message.split('\n', 1)[0]}`);
  }
}

/** Returns the size of the step between two versions: `minor` from `0.1.0` to `0.2.0`. Returns `none` if either is unknown. */
export function versionStep(old: string | undefined, revised: string | undefined): Grade {
  const [before, after] = [old, revised].map((version) =>
    /^(\d+)\.(\d+)\.(\d+)/
      .exec(version ?? '')
      ?.slice(1)
      .map(Number),
  );
  if (!before || !after) return 'none';
  const position = after.findIndex((number, index) => number !== before[index]);
  const isRaised = position >= 0 && (after[position] as number) > (before[position] as number);
  return isRaised ? ((['major', 'minor', 'patch'] as const)[position] ?? 'none') : 'none';
}
