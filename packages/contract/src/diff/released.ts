/** Reads the contracts of the last release, or of any revision of the repository. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { languages, type Profile } from '../bundle.ts';
import type { OpenApiDocument } from '../document.ts';
import { type Translations, translate } from '../translation.ts';

/** Thrown for a wrong option or an unusable repository. The message says what to do. */
export class DiffError extends Error {
  override name = 'DiffError';
}

/** Maps paths below the bundles folder, such as `guance/documented.zh.json`, to documents. */
export type Bundles = ReadonlyMap<string, OpenApiDocument>;

export const BUNDLES_FOLDER = 'packages/contract/bundles';

/** Builds the documents of all languages from the files of the folder: English documents and translations. */
export function documentsOf(files: ReadonlyMap<string, unknown>): Bundles {
  const documents = new Map<string, OpenApiDocument>();
  for (const [path, document] of files) {
    const [, folder, profile] = /^(.*\/)(documented|receiver)\.en\.json$/.exec(path) ?? [];
    if (folder === undefined) continue;
    documents.set(path, document as OpenApiDocument);
    for (const language of languages) {
      const translations = files.get(`${folder}${language}.json`) as Translations | undefined;
      if (!translations) continue;
      const copy = structuredClone(document) as OpenApiDocument;
      documents.set(
        `${folder}${profile}.${language}.json`,
        translate(copy, translations, profile as Profile),
      );
    }
  }
  return documents;
}

/** Patterns of release tags. All packages share one version. */
const RELEASE_TAGS = ['@pushspec/spec@*', 'v[0-9]*'];

const run = promisify(execFile);

async function git(root: string, ...args: string[]): Promise<string> {
  const { stdout } = await run('git', args, { cwd: root, maxBuffer: 64 * 1024 * 1024 });
  return stdout.trimEnd();
}

/**
 * Returns the tag of the last release before the current commit, or `undefined` if there is none.
 * Rejects in a shallow clone, which may lack the tag.
 */
export async function lastRelease(root: string): Promise<string | undefined> {
  const isShallow = await git(root, 'rev-parse', '--is-shallow-repository').catch(() => {
    throw new DiffError(`${root} is not a git repository: run the command in a clone of the repository`);
  });
  if (isShallow === 'true') {
    throw new DiffError('the clone is shallow: fetch its history and tags, or pass a revision with `--base`');
  }
  const tags = RELEASE_TAGS.flatMap((tag) => ['--match', tag]);
  return git(root, 'describe', '--tags', '--abbrev=0', ...tags).catch(() => undefined);
}

/** Returns the bundles of a revision. Rejects with a DiffError if there are none. */
export async function bundlesAt(root: string, revision: string): Promise<Bundles> {
  const commit = await commitOf(root, revision);
  const list = await git(root, 'ls-tree', '-r', '--name-only', commit, '--', BUNDLES_FOLDER);
  const paths = list.split('\n').filter((path) => path.endsWith('.json'));
  if (paths.length === 0)
    throw new DiffError(
      `revision ${revision} has no bundles in ${BUNDLES_FOLDER}: pass a later one with \`--base\``,
    );
  const entries = paths.map(async (path) => {
    const source = await git(root, 'show', `${commit}:${path}`);
    return [path.slice(BUNDLES_FOLDER.length + 1), JSON.parse(source) as unknown] as const;
  });
  return documentsOf(new Map(await Promise.all(entries)));
}

/** Returns a file of a revision, or `undefined` if the revision does not have it. */
export async function fileAt(root: string, revision: string, path: string): Promise<string | undefined> {
  const commit = await commitOf(root, revision);
  return git(root, 'show', `${commit}:${path}`).catch(() => undefined);
}

async function commitOf(root: string, revision: string): Promise<string> {
  return git(root, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`).catch(
    () => {
      throw new DiffError(`there is no revision ${revision}: fetch it, or pass another one with \`--base\``);
    },
  );
}
