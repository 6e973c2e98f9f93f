/**
 * Publishes packed packages: `node tools/release/publish.ts <folder of tarballs> <version>`.
 * Dependencies come first. Versions that are already published are skipped, so run it again to complete an interrupted
 * release.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

interface Manifest {
  name: string;
  version: string;
  repository?: unknown;
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

interface Tarball {
  file: string;
  manifest: Manifest;
}

/** An error that the user can fix. It is printed as one line. */
class Stop extends Error {}

const changesets = join(import.meta.dirname, '../../.changeset');
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

function readTarballs(folder: string): Tarball[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  if (files.length === 0) throw new Stop(`there are no tarballs in ${folder}`);
  return files.map((name) => {
    const file = join(folder, name);
    const json = execFileSync('tar', ['-xOf', file, 'package/package.json'], { encoding: 'utf8' });
    return { file, manifest: JSON.parse(json) as Manifest };
  });
}

/** Checks everything before publishing, because a release cannot be undone. */
function check(tarballs: readonly Tarball[], version: string): void {
  const pending = readdirSync(changesets).filter((name) => name.endsWith('.md'));
  if (pending.length > 0)
    throw new Stop(`changesets are pending (${pending.join(', ')}): run \`npm run changeset version\``);
  for (const { manifest } of tarballs) {
    const { name, repository } = manifest;
    if (manifest.version !== version)
      throw new Stop(`${name} has version ${manifest.version}, not ${version}`);
    if (!repository)
      throw new Stop(`${name} has no \`repository\` in its manifest, which its provenance requires`);
  }
}

/** Sorts packages so that dependencies come first. */
function inOrder(tarballs: readonly Tarball[]): Tarball[] {
  const sorted: Tarball[] = [];
  const add = (tarball: Tarball) => {
    if (sorted.includes(tarball)) return;
    const { dependencies, peerDependencies } = tarball.manifest;
    const needed = Object.keys({ ...dependencies, ...peerDependencies });
    for (const other of tarballs) if (needed.includes(other.manifest.name)) add(other);
    sorted.push(tarball);
  };
  for (const tarball of tarballs) add(tarball);
  return sorted;
}

function isPublished({ name, version }: Manifest): boolean {
  const { status, stdout } = spawnSync(npm, ['view', `${name}@${version}`, 'version', '--json'], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status === 0) return stdout.trim() !== '';
  const { error } = JSON.parse(stdout || '{}') as { error?: { code?: string; summary?: string } };
  if (error?.code === 'E404') return false;
  throw new Stop(`cannot ask the registry for ${name}: ${error?.summary ?? `npm ended with ${status}`}`);
}

function publish({ file, manifest }: Tarball): void {
  const { status } = spawnSync(npm, ['publish', file, '--access', 'public'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0)
    throw new Stop(`npm did not publish ${manifest.name}: see its message above, then run this again`);
  console.log(`published: ${manifest.name}@${manifest.version}`);
}

const [folder, version, ...rest] = process.argv.slice(2);
try {
  if (!folder || !version || rest.length > 0)
    throw new Stop('usage: publish.ts <folder of tarballs> <version>');
  const tarballs = readTarballs(folder);
  check(tarballs, version);
  for (const tarball of inOrder(tarballs)) {
    const { name } = tarball.manifest;
    if (isPublished(tarball.manifest)) console.log(`already published: ${name}@${version}`);
    else publish(tarball);
  }
} catch (error) {
  if (!(error instanceof Stop) && !(error as NodeJS.ErrnoException).code) throw error;
  console.error(`release: ${(error as Error).message}`);
  process.exitCode = 1;
}
