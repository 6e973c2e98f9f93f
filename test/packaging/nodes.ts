/** Finds the Node versions to test: the oldest that the packages support, and the one of this repository. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { manifestOf, type PublishedPackage, root } from '../../tools/packages.ts';
import { outsideEnvironment, succeed } from './process.ts';

export interface TestedNode {
  version: string;
  /** Path of the executable; absent if this machine does not have the version. */
  path?: string;
  /** Why the executable is absent. */
  missing?: string;
}

interface Pin {
  spec: string;
  program: string;
  integrity: string;
}

const system = `${process.platform}-${process.arch}`;
const readJson = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'));

/** Returns the oldest Node in the `engines` of a package, or `undefined` for a package without code. */
export function oldestNode(name: PublishedPackage['name']): string | undefined {
  return manifestOf(name).engines?.node.replace('>=', '');
}

/** Finds these versions, or downloads them with npm. An unavailable version is not an error; the result has the reason. */
export async function findNodes(versions: readonly string[]): Promise<TestedNode[]> {
  return Promise.all([...new Set(versions)].map(findNode));
}

/** Returns the Node version that the bootstrap downloads. */
export function newestNode(): string {
  return readFileSync(join(root, '.node-version'), 'utf8').trim();
}

async function findNode(version: string): Promise<TestedNode> {
  if (version === process.versions.node) return { version, path: process.execPath };
  const pin = pinOf(version);
  if (!pin) return { version, missing: `no Node ${version} is pinned for ${system}` };
  // Separate from the bootstrap's folder: `.toolchain/node-*` is the only Node of this repository.
  const folder = join(root, '.toolchain/tested', pin.spec);
  const path = join(folder, pin.program);
  try {
    if (!existsSync(path)) await fetchNode(pin, folder);
    await succeed([path, '--version'], { cwd: root });
    return { version, path };
  } catch (error) {
    const [reason] = (error as Error).message.split('\n');
    return { version, missing: `Node ${version} cannot be had here: ${reason}` };
  }
}

function pinOf(version: string): Pin | undefined {
  if (version === newestNode()) return readJson('tools/toolchain-pins.json')[system]?.node;
  const pins = readJson('test/packaging/nodes.json')[version];
  if (!pins)
    throw new Error(
      `test/packaging/nodes.json has no entry for Node ${version}, the oldest version that a package supports`,
    );
  return pins[system];
}

/** Downloads a Node and verifies it against the pinned checksum before anything of it runs. */
async function fetchNode({ spec, program, integrity }: Pin, folder: string): Promise<void> {
  const partial = `${folder}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  const output = await succeed(['npm', 'pack', spec, '--loglevel=error'], {
    cwd: partial,
    env: outsideEnvironment(),
  });
  const file = output.trim().split('\n').at(-1) ?? '';
  const hash = createHash('sha512')
    .update(readFileSync(join(partial, file)))
    .digest('base64');
  if (`sha512-${hash}` !== integrity) throw new Error(`${spec} does not match its pinned checksum`);
  await succeed(['tar', '-xf', file, program], { cwd: partial });
  rmSync(join(partial, file));
  renameSync(partial, folder);
}
