/** The Node versions on which the packages have to run: the oldest that they name, and that of this repository. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { manifestOf, type PublishedPackage, root } from './packages.ts';
import { outsideEnvironment, succeed } from './process.ts';

export interface TestedNode {
  version: string;
  /** Program file; absent where this machine has not got it. */
  path?: string;
  /** Why it is absent. */
  missing?: string;
}

interface Pin {
  spec: string;
  program: string;
  integrity: string;
}

const system = `${process.platform}-${process.arch}`;
const readJson = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'));

/** The oldest Node that a package names in `engines`. */
export function oldestNode(name: PublishedPackage['name']): string {
  return manifestOf(name).engines.node.replace('>=', '');
}

/** Finds these versions, or fetches them with npm. One that cannot be had is not an error: it says why. */
export async function findNodes(versions: readonly string[]): Promise<TestedNode[]> {
  return Promise.all(versions.map(findNode));
}

/** The Node that the bootstrap fetches. */
export function newestNode(): string {
  return readFileSync(join(root, '.node-version'), 'utf8').trim();
}

async function findNode(version: string): Promise<TestedNode> {
  if (version === process.versions.node) return { version, path: process.execPath };
  const pin = pinOf(version);
  if (!pin) return { version, missing: `no Node ${version} is pinned for ${system}` };
  // Apart from what the bootstrap keeps: `.toolchain/node-*` is the one Node of this repository.
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
    throw new Error(`test/packaging/nodes.json has no Node ${version}, which a package names as its oldest`);
  return pins[system];
}

/** Nothing of it is run before it is proved to be what was pinned. */
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
  if (`sha512-${hash}` !== integrity) throw new Error(`${spec} is not what was pinned`);
  await succeed(['tar', '-xf', file, program], { cwd: partial });
  rmSync(join(partial, file));
  renameSync(partial, folder);
}
