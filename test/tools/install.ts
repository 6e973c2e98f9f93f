/** Installs the tools of a folder in `packages/`. The usual file of each package manager pins them. */
import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { execute } from '../execute.ts';
import { COPY_DEPENDENCIES, cachedFolder, excuseFor, NPM_CI, PIP, PIP_INSTALL } from '../package-cache.ts';
import { isOnPath } from '../samples/is-on-path.ts';

/** Installed tools, or why they cannot be installed on this machine. */
export type Installed = { folder: string; missing?: undefined } | { folder?: undefined; missing: string };

interface PackageManager {
  /** Files that pin the packages. */
  pins: readonly string[];
  programs: readonly string[];
  /** Prints the version of the language. Compiled packages fit only one. */
  version: readonly string[];
  /** The commands run in `folder`, which has copies of the pins. */
  commands(folder: string): (readonly string[])[];
}

const managers: readonly PackageManager[] = [
  {
    pins: ['package.json', 'package-lock.json'],
    programs: ['npm'],
    version: [process.execPath, '--version'],
    commands: () => [NPM_CI],
  },
  {
    pins: ['requirements.txt'],
    programs: ['python3'],
    version: ['python3', '--version'],
    commands: () => [[...PIP, ...PIP_INSTALL, 'site', '--no-deps', '-r', 'requirements.txt']],
  },
  {
    pins: ['go.mod', 'go.sum'],
    programs: ['go'],
    version: ['go', 'version'],
    commands: () => [
      ['go', 'mod', 'download'],
      ['go', 'build', '-o', 'bin/', 'tool'],
    ],
  },
  {
    pins: ['pom.xml'],
    programs: ['mvn', 'java', 'javac'],
    version: ['java', '-version'],
    commands: () => [['mvn', '--batch-mode', '--quiet', COPY_DEPENDENCIES, '-DoutputDirectory=lib']],
  },
];

/** Installs the tools of a folder unless the cache has them. Rejects if their pins are wrong. */
export async function install(name: string): Promise<Installed> {
  const source = join(import.meta.dirname, 'packages', name);
  const manager = managers.find(({ pins }) => pins.every((file) => existsSync(join(source, file))));
  if (manager === undefined) throw new Error(`${source} has no file that pins its packages`);
  const absent = manager.programs.find((program) => !isOnPath(program));
  if (absent !== undefined) return { missing: `there is no ${absent}` };
  const { output: version } = await execute(manager.version);
  const entry = { kind: 'tools', name, source, files: manager.pins, languages: [version] } as const;
  const result = await cachedFolder(entry, async (partial) => {
    for (const file of manager.pins) copyFileSync(join(source, file), join(partial, file));
    for (const command of manager.commands(partial)) {
      const { code, output } = await execute(command, { cwd: partial });
      if (code === 0) continue;
      const missing = excuseFor(output);
      if (missing) return `${missing} (${name})`;
      throw new Error(`${name} cannot be installed: ${command.join(' ')} ended with ${code}\n${output}`);
    }
    return undefined;
  });
  return 'failure' in result ? { missing: result.failure } : result;
}
