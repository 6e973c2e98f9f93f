/** Which release the pending changesets, and versions that were raised already, amount to. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { isObject } from '../document.ts';
import { type Grade, grades, largest } from './effects.ts';
import { DiffError } from './released.ts';

const FOLDER = '.changeset';

/** The largest release that the changesets ask for, by package. There need not be a folder of them. */
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

function releasesOf(file: string, text: string): [string, Grade][] {
  const frontMatter = /^---\r?\n([\s\S]*?)(?:\r?\n)?---(?:\r?\n|$)/.exec(text)?.[1];
  if (frontMatter === undefined)
    throw new DiffError(`${file} does not begin with the packages between two lines ---`);
  const packages: unknown = frontMatter.trim() === '' ? {} : readYaml(file, frontMatter);
  if (!isObject(packages))
    throw new DiffError(`${file}: between the lines --- stand packages and their releases`);
  return Object.entries(packages).map(([name, grade]) => {
    if (grades.includes(grade as Grade)) return [name, grade as Grade];
    throw new DiffError(`${file}: the release of ${name} is one of ${grades.join(', ')}, not ${grade}`);
  });
}

function readYaml(file: string, text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw new DiffError(`${file}: ${(error as Error).message.split('\n', 1)[0]}`);
  }
}

/** What lies between two versions, such as `0.1.0` and `0.2.0`. Nothing where either of them is unknown. */
export function versionStep(old: string | undefined, revised: string | undefined): Grade {
  const [before, after] = [old, revised].map((version) =>
    /^(\d+)\.(\d+)\.(\d+)/
      .exec(version ?? '')
      ?.slice(1)
      .map(Number),
  );
  if (!before || !after) return 'none';
  const place = after.findIndex((number, index) => number !== before[index]);
  const isRaised = place >= 0 && (after[place] as number) > (before[place] as number);
  return isRaised ? ((['major', 'minor', 'patch'] as const)[place] ?? 'none') : 'none';
}
