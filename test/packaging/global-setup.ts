/**
 * Builds and packs every package before the tests, and installs the tarballs into empty projects, as users do.
 * If PUSHSPEC_TARBALLS is a folder, the tarballs are kept there for the release.
 */
import { cpSync, mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { packAll } from '../../tools/pack-all.ts';
import { published, root } from '../../tools/packages.ts';
import { findNodes, newestNode, oldestNode, type TestedNode } from './nodes.ts';
import { outsideEnvironment, succeed } from './process.ts';

export interface Packed {
  /** Tarball of each package. */
  tarballs: Record<string, string>;
  projects: {
    /** Project with the client only. */
    client: string;
    /** Project after `npm install pushspec`. */
    commandLine: string;
    /** The same project with the mock. */
    withMock: string;
  };
  /** The oldest Node of each package, by package name, and the newest for all packages. */
  nodes: { oldest: Record<string, TestedNode>; newest: TestedNode };
  /** An empty folder for files of tests. */
  scratch: string;
  /** The reason why the runtimes and bundlers are not installed. */
  runtimes?: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    packed: Packed;
  }
}

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'pushspec-packaging-')));
  const cleanUp = () => rm(scratch, { recursive: true, force: true });
  try {
    project.provide('packed', await prepare(scratch));
  } catch (error) {
    await cleanUp();
    throw error;
  }
  return cleanUp;
}

async function prepare(scratch: string): Promise<Packed> {
  const versions = Object.fromEntries(
    published.flatMap(({ name }) => {
      const version = oldestNode(name);
      return version === undefined ? [] : [[name, version]];
    }),
  );
  const folder = process.env.PUSHSPEC_TARBALLS ?? join(scratch, 'tarballs');
  const packing = packAll(folder, outsideEnvironment());
  const [nodes, tarballs, runtimes] = await Promise.all([
    findNodes([...Object.values(versions), newestNode()]),
    packing,
    installRuntimes(scratch),
    installTools(),
  ]);
  const nodeOf = (version: string) => nodes.find((node) => node.version === version) as TestedNode;
  const oldest = Object.fromEntries(
    Object.entries(versions).map(([name, version]) => [name, nodeOf(version)]),
  );
  const projects = await installProjects(scratch, tarballs);
  return {
    tarballs,
    projects,
    nodes: { oldest, newest: nodeOf(newestNode()) },
    scratch,
    ...(runtimes && { runtimes }),
  };
}

/** Installs the tools that check tarballs and create releases, in a separate folder. */
async function installTools(): Promise<void> {
  const cwd = join(root, 'tools/release');
  await succeed(['pnpm', 'install', '--frozen-lockfile'], { cwd, env: outsideEnvironment() });
}

/**
 * Installs the runtimes, bundlers and test runners. If that fails, it resolves to the reason, and their tests are skipped.
 */
async function installRuntimes(scratch: string): Promise<string | undefined> {
  const cwd = join(scratch, 'runtimes');
  // Half a gigabyte, so it is outside of the repository. The store of pnpm keeps it.
  cpSync(join(import.meta.dirname, 'runtimes'), cwd, { recursive: true });
  try {
    await succeed(['pnpm', 'install', '--frozen-lockfile'], { cwd, env: outsideEnvironment() });
    return undefined;
  } catch (error) {
    const lines = (error as Error).message.split('\n').filter((line) => line.trim() !== '');
    return `the runtimes cannot be installed here: ${lines.slice(0, 2).join(' ')}`;
  }
}

async function installProjects(scratch: string, tarballs: Record<string, string>) {
  const { '@pushspec/mock': mock = '', '@pushspec/client': client = '', ...rest } = tarballs;
  const [clientProject, commandLine] = await Promise.all([
    installProject(join(scratch, 'client'), [client]),
    installProject(join(scratch, 'command-line'), [client, ...Object.values(rest)]),
  ]);
  const withMock = join(scratch, 'with-mock');
  cpSync(commandLine, withMock, { recursive: true, verbatimSymlinks: true });
  // For the transport of the client. The newest version that runs on the oldest Node of the client.
  await install(withMock, [mock, 'undici@7']);
  return { client: clientProject, commandLine, withMock };
}

async function installProject(folder: string, tarballs: readonly string[]): Promise<string> {
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  cpSync(join(import.meta.dirname, 'consumer'), folder, { recursive: true });
  await install(folder, tarballs);
  return folder;
}

async function install(cwd: string, tarballs: readonly string[]): Promise<void> {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  await succeed(['npm', 'install', ...quiet, ...tarballs], { cwd, env: outsideEnvironment() });
}
