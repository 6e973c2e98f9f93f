/** Gives a tool a temporary project: the pinned packages of its folder, its programs, and the contract's bundles. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type ApiName, loadBundle } from '@pushspec/contract';
import { onTestFinished, type TestContext } from 'vitest';
import { type ExecuteOptions, type Execution, succeed } from '../execute.ts';
import type { Installed } from './install.ts';

export interface Scratch {
  folder: string;
  /** Folder of the installed packages. */
  installed: string;
  /** The environment of its programs, in which they find the packages. */
  env: Readonly<NodeJS.ProcessEnv>;
  /** Adds the packages of another folder. Skips the test if they cannot be installed. */
  add(name: string, installed: Installed): void;
  /** Runs a command in the project. Rejects with its output if it fails. */
  run(command: readonly string[], options?: Omit<ExecuteOptions, 'cwd'>): Promise<Execution>;
  /** Runs a program of an npm package. */
  npx(program: string, ...args: string[]): Promise<Execution>;
  /** Writes a file and returns its path. */
  write(file: string, content: string): string;
}

/** Creates the project for the rest of a test. Skips the test if the packages cannot be installed. */
export function scratchOf(name: string, installed: Installed, context: TestContext): Scratch {
  const folder = mkdtempSync(join(tmpdir(), 'pushspec-tools-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const env: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: '1' };
  const add = (added: string, { folder: source, missing }: Installed) => {
    if (source === undefined) return context.skip(missing);
    cpSync(join(import.meta.dirname, 'packages', added), folder, { recursive: true });
    const modules = join(source, 'node_modules');
    if (existsSync(modules)) symlinkSync(modules, join(folder, 'node_modules'), 'junction');
    const site = join(source, 'site');
    const generated = join(folder, 'generated');
    if (existsSync(site))
      Object.assign(env, {
        PYTHONPATH: `${site}${delimiter}${generated}`,
        PYTHONUTF8: '1',
        PYTHONDONTWRITEBYTECODE: '1',
      });
  };
  add(name, installed);
  const run: Scratch['run'] = (command, options) =>
    succeed(command, { cwd: folder, ...options, env: { ...env, ...options?.env } });
  return {
    folder,
    installed: installed.folder ?? '',
    env,
    add,
    run,
    npx: (program, ...args) => run([process.execPath, join('node_modules/.bin', program), ...args]),
    write(file, content) {
      const path = join(folder, file);
      mkdirSync(join(path, '..'), { recursive: true });
      writeFileSync(path, content);
      return path;
    },
  };
}

/** Writes the bundle of an API's documented profile into a project and returns its path. */
export function writeBundle({ write }: Scratch, api: ApiName): string {
  return write(`${api}.json`, JSON.stringify(loadBundle(api, 'documented')));
}
