/**
 * A cache of packages that tests install: `pushspec/` in the user's cache folder, outside of the repository. The name of a
 * folder has a digest of the pins, so a change installs again.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Without a retry, pip does not say that it had no connection. */
export const PIP = ['python3', '-m', 'pip', '--disable-pip-version-check', '--quiet', '--retries=2'];

/** Options of `pip install` for a folder of its own, also as root. */
export const PIP_INSTALL = ['install', '--no-warn-script-location', '--root-user-action=ignore', '--target'];

/** Maven's own default version of this plugin fails with current repositories. */
export const COPY_DEPENDENCIES = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies';

export const NPM_CI = ['npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

export interface CacheEntry {
  /** Folder of the cache. */
  kind: 'programs' | 'tools';
  name: string;
  /** Folder of the files that pin the packages. */
  source: string;
  files: readonly string[];
  /** Versions of the languages. Compiled packages fit only one. */
  languages: readonly string[];
}

/** Returns a folder with the packages. A folder that is not yet there is filled first, and left out if that fails. */
export async function cachedFolder<Failure>(
  entry: CacheEntry,
  fill: (folder: string) => Promise<Failure | undefined>,
): Promise<{ folder: string } | { failure: Failure }> {
  const folder = join(cacheOf(entry.kind), `${entry.name}-${digestOf(entry)}`);
  if (existsSync(folder)) return { folder };
  const partial = `${folder}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  const failure = await fill(partial);
  if (failure !== undefined) return { failure };
  renameSync(partial, folder);
  return { folder };
}

function cacheOf(kind: CacheEntry['kind']): string {
  const { PUSHSPEC_PROGRAMS_CACHE, XDG_CACHE_HOME = join(homedir(), '.cache') } = process.env;
  if (kind === 'programs' && PUSHSPEC_PROGRAMS_CACHE) return PUSHSPEC_PROGRAMS_CACHE;
  return join(XDG_CACHE_HOME, 'pushspec', kind);
}

function digestOf({ source, files, languages }: CacheEntry): string {
  const hash = createHash('sha256').update([process.platform, process.arch, ...languages].join('\n'));
  for (const file of files) hash.update(file).update(readFileSync(join(source, file)));
  return hash.digest('hex').slice(0, 16);
}

/** Messages of package managers on machines that cannot have the packages, with the reason. */
const EXCUSES: readonly (readonly [RegExp, string])[] = [
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|NewConnectionError|name resolution|Name or service not known|Could not transfer|Unknown host|dial tcp|no such host|i\/o timeout/i,
    'the registry cannot be reached',
  ],
  [/No module named pip/, 'there is no pip'],
  [/requires? a different python version/i, 'the packages need another version of Python'],
  [/requires go|flag provided but not defined: -C/i, 'the packages need a newer Go'],
];

/** Returns why a machine cannot have the packages, or `undefined` if their pins or sources are wrong. */
export function excuseFor(failure: string): string | undefined {
  return EXCUSES.find(([message]) => message.test(failure))?.[1];
}
