/**
 * Before the tests: builds and packs every package, and installs the tarballs into empty projects, as a user's would be.
 * With a folder in PUSHSPEC_TARBALLS the tarballs stay there, for the release.
 */
import { cpSync, mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { findNodes, newestNode, oldestNode, type TestedNode } from './nodes.ts';
import { published, root } from './packages.ts';
import { outsideEnvironment, succeed } from './process.ts';

export interface Packed {
  /** Tarball of each package. */
  tarballs: Record<string, string>;
  projects: {
    /** With the client and nothing else. */
    client: string;
    /** With what `npm install pushspec` brings. */
    commandLine: string;
    /** The same, and the mock. */
    withMock: string;
  };
  /** The oldest Node of the clients, the oldest of everything else, and the newest. */
  nodes: { oldestOfClient: TestedNode; oldest: TestedNode; newest: TestedNode };
  /** An empty folder for whatever a test writes. */
  scratch: string;
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
  const versions = [oldestNode('@pushspec/client'), oldestNode('pushspec'), newestNode()];
  const [nodes, tarballs] = await Promise.all([findNodes(versions), packAll(scratch), installTools()]);
  const [oldestOfClient, oldest, newest] = nodes as [TestedNode, TestedNode, TestedNode];
  const projects = await installProjects(scratch, tarballs);
  return { tarballs, projects, nodes: { oldestOfClient, oldest, newest }, scratch };
}

/** Those that check tarballs and make releases: in a folder of their own, which nobody else installs. */
async function installTools(): Promise<void> {
  const cwd = join(root, 'tools/release');
  await succeed(['pnpm', 'install', '--frozen-lockfile'], { cwd, env: outsideEnvironment() });
}

async function packAll(scratch: string): Promise<Record<string, string>> {
  const env = outsideEnvironment();
  await succeed(['pnpm', '--recursive', 'run', 'build'], { cwd: root, env });
  const folder = resolve(process.env.PUSHSPEC_TARBALLS ?? join(scratch, 'tarballs'));
  mkdirSync(folder, { recursive: true });
  const packing = published.map(async ({ name, folder: cwd }) => {
    const command = ['pnpm', 'pack', '--json', '--pack-destination', folder];
    const { filename } = JSON.parse(await succeed(command, { cwd: join(root, cwd), env }));
    return [name, resolve(folder, filename)] as const;
  });
  return Object.fromEntries(await Promise.all(packing));
}

async function installProjects(scratch: string, tarballs: Record<string, string>) {
  const { '@pushspec/mock': mock = '', '@pushspec/client': client = '', ...rest } = tarballs;
  const [clientProject, commandLine] = await Promise.all([
    installProject(join(scratch, 'client'), [client]),
    installProject(join(scratch, 'command-line'), [client, ...Object.values(rest)]),
  ]);
  const withMock = join(scratch, 'with-mock');
  cpSync(commandLine, withMock, { recursive: true, verbatimSymlinks: true });
  await install(withMock, [mock]);
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
