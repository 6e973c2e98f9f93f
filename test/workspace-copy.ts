/** Copies the sources of this workspace, for tests that change a contract and run `generate`. */
import { execFile } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '..');
const run = promisify(execFile);

export interface WorkspaceCopy {
  readonly folder: string;
  /** Changes a file, by its path in the workspace. */
  edit(file: string, change: (text: string) => string): void;
  /** Runs a file of the copy with this Node. Rejects with its output when it fails. */
  node(file: string, ...args: string[]): Promise<string>;
  remove(): void;
}

/** Copies only sources. Installed packages are shared, except the packages of the workspace. */
export function copyWorkspace(...folders: readonly string[]): WorkspaceCopy {
  const folder = mkdtempSync(join(tmpdir(), 'pushspec-copy-'));
  for (const name of ['package.json', 'redocly.yaml', 'spec', ...folders]) {
    cpSync(join(root, name), join(folder, name), {
      recursive: true,
      verbatimSymlinks: true,
      filter: isSource,
    });
  }
  shareInstalled(folder);
  return {
    folder,
    edit(file, change) {
      const path = join(folder, file);
      writeFileSync(path, change(readFileSync(path, 'utf8')));
    },
    async node(file, ...args) {
      const { stdout } = await run(process.execPath, [file, ...args], {
        cwd: folder,
        maxBuffer: 64 * 1024 * 1024,
      });
      return stdout;
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}

const isSource = (path: string) => !['dist', 'site', '.bin'].includes(basename(path));

/** Links to the installed packages. Links to packages of the workspace must stay inside the copy. */
function shareInstalled(folder: string): void {
  const [installed, shared] = [join(root, 'node_modules'), join(folder, 'node_modules')];
  mkdirSync(shared);
  for (const name of readdirSync(installed)) {
    if (name === '@pushspec' || name === 'pushspec') {
      cpSync(join(installed, name), join(shared, name), { recursive: true, verbatimSymlinks: true });
    } else {
      symlinkSync(join(installed, name), join(shared, name));
    }
  }
}
