/** Runs the installed command line as a user does. */
import { existsSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { inject, onTestFinished, type TestContext } from 'vitest';
import type { TestedNode } from './nodes.ts';
import { environmentOf, firstLine, type Running, run } from './process.ts';

const { projects, nodes, scratch } = inject('packed');

/** Options of a separate process. */
export interface ProcessOptions {
  node: TestedNode;
  /** Folder of the project in which it is installed. */
  project?: string;
  /** Standard input. */
  stdin?: string;
  env?: NodeJS.ProcessEnv;
}

/** Returns the oldest Node of a package. */
export function oldestOf(name: string): TestedNode {
  const node = nodes.oldest[name];
  if (!node) throw new Error(`${name} does not state a Node version`);
  return node;
}

/** The Node versions that server and command line must support. */
export const toolNodes = [oldestOf('pushspec'), nodes.newest];

/** Returns the executable of a Node version. Skips the test with the reason if it is missing. */
export function programOf({ path, missing }: TestedNode, context: TestContext): string {
  return path ?? context.skip(missing);
}

/** Starts the command that npm linked. It stops when the test ends. */
export function pushspec(args: readonly string[], options: ProcessOptions): Running {
  const { node, project = projects.commandLine, stdin = '', env } = options;
  const home = mkdtempSync(join(scratch, 'home-'));
  const running = run([join(project, 'node_modules/.bin/pushspec'), ...args], {
    cwd: project,
    stdin,
    env: { ...environmentOf(node.path ?? '', home), ...env },
  });
  onTestFinished(() => void running.child.kill('SIGKILL'));
  return running;
}

/** Starts a command that prints its addresses as a line of JSON, and resolves to them. */
export async function listening(running: Running): Promise<Record<string, string>> {
  return JSON.parse(await firstLine(running)) as Record<string, string>;
}

/** Starts the reference server from its installed package, and resolves to its address. */
export async function serve(node: TestedNode): Promise<string> {
  const { server = '' } = await listening(pushspec(['serve', '--port', '0', '--json'], { node }));
  return server;
}

/** The Node that runs these tests, for programs that do not depend on the tested version. */
export const ownNode: TestedNode = { version: process.versions.node, path: process.execPath };

export const isInstalled = (project: string, name: string) => existsSync(join(project, 'node_modules', name));
