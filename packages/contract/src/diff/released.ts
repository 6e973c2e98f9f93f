/** The contracts as they were: of the last release, or of any revision of the repository. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { OpenApiDocument } from '../document.ts';

/** Something is wrong with what was asked for, or with the repository; the message says what to do. */
export class DiffError extends Error {
  override name = 'DiffError';
}

/** A file below the bundles' folder, such as `guance/documented.en.json`, to what it holds. */
export type Bundles = ReadonlyMap<string, OpenApiDocument>;

export const BUNDLES_FOLDER = 'packages/contract/bundles';

/** Tags of releases: all packages have one version. */
const RELEASE_TAGS = ['@pushspec/spec@*', 'v[0-9]*'];

const run = promisify(execFile);

async function git(root: string, ...args: string[]): Promise<string> {
  const { stdout } = await run('git', args, { cwd: root, maxBuffer: 64 * 1024 * 1024 });
  return stdout.trimEnd();
}

/**
 * The tag of the last release before the present commit; undefined where nothing was released yet.
 * Rejects in a clone without its history, where that cannot be told.
 */
export async function lastRelease(root: string): Promise<string | undefined> {
  const isShallow = await git(root, 'rev-parse', '--is-shallow-repository').catch(() => {
    throw new DiffError(`${root} is no git repository, so there is nothing to compare with`);
  });
  if (isShallow === 'true') {
    throw new DiffError('the clone is shallow: fetch its history and tags, or name a revision with --base');
  }
  const tags = RELEASE_TAGS.flatMap((tag) => ['--match', tag]);
  return git(root, 'describe', '--tags', '--abbrev=0', ...tags).catch(() => undefined);
}

/** The bundles of a revision. Rejects with a DiffError where there are none. */
export async function bundlesAt(root: string, revision: string): Promise<Bundles> {
  const commit = await commitOf(root, revision);
  const list = await git(root, 'ls-tree', '-r', '--name-only', commit, '--', BUNDLES_FOLDER);
  const paths = list.split('\n').filter((path) => path.endsWith('.json'));
  if (paths.length === 0) throw new DiffError(`${revision} has no bundles in ${BUNDLES_FOLDER}`);
  const entries = paths.map(async (path) => {
    const text = await git(root, 'show', `${commit}:${path}`);
    return [path.slice(BUNDLES_FOLDER.length + 1), JSON.parse(text) as OpenApiDocument] as const;
  });
  return new Map(await Promise.all(entries));
}

/** A file of a revision; undefined where it is not there. */
export async function fileAt(root: string, revision: string, path: string): Promise<string | undefined> {
  const commit = await commitOf(root, revision);
  return git(root, 'show', `${commit}:${path}`).catch(() => undefined);
}

async function commitOf(root: string, revision: string): Promise<string> {
  return git(root, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`).catch(
    () => {
      throw new DiffError(`there is no revision ${revision}: fetch it, or name another one with --base`);
    },
  );
}
