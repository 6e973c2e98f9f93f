/** The installed command line, as its user runs it. */
import { existsSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { inject, onTestFinished, type TestContext } from 'vitest';
import type { TestedNode } from './nodes.ts';
import { environmentOf, firstLine, type Running, run } from './process.ts';

const { projects, nodes, scratch } = inject('packed');

/** What a process of its own is run with. */
export interface Place {
  node: TestedNode;
  /** Folder of the project in which it is installed. */
  project?: string;
  /** Standard input. */
  stdin?: string;
  env?: NodeJS.ProcessEnv;
}

/** On which everything but the client has to run. */
export const toolNodes = [nodes.oldest, nodes.newest];

/** The program of a Node; without it, the test is skipped and says why. */
export function programOf({ path, missing }: TestedNode, context: TestContext): string {
  return path ?? context.skip(missing);
}

/** Starts the command that npm has linked. It is ended with the test. */
export function pushspec(args: readonly string[], place: Place): Running {
  const { node, project = projects.commandLine, stdin = '', env } = place;
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

/** The Node that runs these tests: for what has to run, whatever is tested. */
export const ownNode: TestedNode = { version: process.versions.node, path: process.execPath };

export const isInstalled = (project: string, name: string) => existsSync(join(project, 'node_modules', name));
