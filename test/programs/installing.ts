/** Installs the pinned packages of a program, and compiles its sources. With a folder in PUSHSPEC_PROGRAMS_CACHE, the cache is there. */
import { existsSync, globSync, mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { execute } from '../execute.ts';
import { COPY_DEPENDENCIES, cachedFolder, excuseFor, NPM_CI, PIP, PIP_INSTALL } from '../package-cache.ts';
import { isOnPath } from '../samples/is-on-path.ts';
import type { Program } from './program.ts';

/** How a program gets its packages. The pins are in the usual file of each package manager, in the program's folder. */
export interface Installation {
  /** Steps in their order. `sources` unpacks the source packages of `requirements.txt` without building them. */
  from: readonly ('pip' | 'sources' | 'npm' | 'maven' | 'go')[];
  /** Package whose version is the program's. */
  package: string;
  /** Prints the version of a program that the machine must have. */
  version?: readonly string[];
  /** Returns a command that compiles the packages, because runs that compile them at the same time would disturb each other. */
  compile?(folder: string): readonly string[];
}

/** An installed program, or why it cannot be installed on this machine. */
export type Installed = { folder: string; version: string } | { missing: string };

interface Step {
  needs: readonly string[];
  /** Prints the version of the language. Compiled packages fit only one. */
  language: readonly string[];
  /** Downloads packages. Fails without a network. */
  fetch(source: string, folder: string): (readonly string[])[];
  /** Compiles the program. A failure is never excused. */
  build?(source: string, folder: string): (readonly string[])[];
}

const steps: Record<Installation['from'][number], Step> = {
  pip: {
    needs: ['python3'],
    language: ['python3', '--version'],
    fetch: (source, folder) => [[...PIP, ...PIP_INSTALL, folder, '-r', join(source, 'requirements.txt')]],
  },
  sources: {
    needs: ['python3', 'tar'],
    language: ['python3', '--version'],
    fetch: (source, folder) => [
      [
        ...PIP,
        'download',
        '--no-deps',
        '--dest',
        join(folder, 'downloads'),
        '-r',
        join(source, 'requirements.txt'),
      ],
    ],
    build: (_, folder) => {
      const site = join(folder, 'site');
      mkdirSync(site);
      return globSync(join(folder, 'downloads/*')).map((file) =>
        file.endsWith('.whl')
          ? ['python3', '-m', 'zipfile', '--extract', file, site]
          : ['tar', '-xzf', file, '--strip-components=1', '-C', site],
      );
    },
  },
  npm: {
    needs: ['npm'],
    language: [process.execPath, '--version'],
    fetch: (source, folder) => [
      ['cp', join(source, 'package.json'), join(source, 'package-lock.json'), folder],
      [...NPM_CI, '--prefix', folder],
    ],
  },
  maven: {
    needs: ['mvn', 'java', 'javac'],
    language: ['java', '-version'],
    fetch: (source, folder) => [
      ['mvn', '--batch-mode', '--quiet', '--file', join(source, 'pom.xml'), COPY_DEPENDENCIES].concat([
        `-DoutputDirectory=${join(folder, 'lib')}`,
        '-DincludeScope=runtime',
      ]),
    ],
    build: (source, folder) =>
      existsSync(join(source, 'Program.java'))
        ? [
            [
              'javac',
              '-encoding',
              'UTF-8',
              '-cp',
              join(folder, 'lib/*'),
              '-d',
              folder,
              join(source, 'Program.java'),
            ],
          ]
        : [],
  },
  go: {
    needs: ['go'],
    language: ['go', 'version'],
    fetch: (source, folder) => [['go', 'build', '-C', source, '-o', join(folder, 'program'), '.']],
  },
};

/** Installs a program unless the cache has it. Rejects if its pins or its source are wrong. */
export async function install({ name, installation }: Program, source: string): Promise<Installed> {
  const { from, version } = installation;
  const needs = [...from.flatMap((step) => steps[step].needs), ...(version ? [version[0] as string] : [])];
  const absent = needs.find((program) => !isOnPath(program));
  if (absent) return { missing: `there is no ${absent}` };
  if (version) return { folder: source, version: /\d+(\.\d+)+/.exec(await printed(version))?.[0] ?? '' };
  const languages = await Promise.all(from.map((step) => printed(steps[step].language)));
  const files = globSync('{*.txt,*.json,pom.xml,go.*,*.java,*.go}', { cwd: source }).sort();
  const entry = { kind: 'programs', name: basename(source), source, files, languages } as const;
  const result = await cachedFolder(entry, async (folder) => {
    for (const step of from) {
      const { fetch, build } = steps[step];
      const failure = await inTurn(step, () => runAll(fetch(source, folder)));
      const missing = failure && excuseFor(failure);
      if (missing) return `${missing} (${step})`;
      const error = failure ?? (await runAll(build?.(source, folder) ?? []));
      if (error) throw new Error(`${name} cannot be installed:\n${error}`);
    }
    const error = installation.compile && (await runAll([installation.compile(folder)]));
    if (error) throw new Error(`${name} cannot be compiled:\n${error}`);
    return undefined;
  });
  if ('failure' in result) return { missing: result.failure };
  return { folder: result.folder, version: pinnedVersion(installation.package, source) };
}

const turns = new Map<string, Promise<unknown>>();

/** Runs one task of a package manager at a time, because package managers lock their caches. */
function inTurn<Result>(manager: string, task: () => Promise<Result>): Promise<Result> {
  const turn = (turns.get(manager) ?? Promise.resolve()).then(task);
  turns.set(
    manager,
    turn.catch(() => {}),
  );
  return turn;
}

/** Runs commands until one fails, and returns what that one printed. */
async function runAll(commands: readonly (readonly string[])[]): Promise<string | undefined> {
  for (const command of commands) {
    const { code, output } = await execute(command);
    if (code !== 0) return `${command.join(' ')} ended with ${code}\n${output.trim()}`;
  }
  return undefined;
}

async function printed(command: readonly string[]): Promise<string> {
  const { output } = await execute(command);
  return output;
}

const PIN_FILES = ['requirements.txt', 'package.json', 'pom.xml', 'go.mod'];

/** Reads the version of a package from the file that pins it. Throws if no file does. */
export function pinnedVersion(name: string, source: string): string {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const separators = ['==', ' v(?=\\d)', '": "', '</artifactId>\\s*<version>'].join('|');
  const pin = new RegExp(`(?:^|[\\s">])${escaped}(?:${separators})([^\\s"<]+)`, 'm');
  for (const file of PIN_FILES.filter((each) => existsSync(join(source, each)))) {
    const [, version] = pin.exec(readFileSync(join(source, file), 'utf8')) ?? [];
    if (version) return version;
  }
  throw new Error(`${source}: no file pins ${name}`);
}
