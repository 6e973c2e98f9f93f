/** Lists the samples on the tool pages and how to run each of them. Samples that are vitest tests run as tests. */
import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join, relative, sep } from 'node:path';
import { whyNoPostgres } from '../fleet/postgres.fixture.ts';
import { isOnPath } from './is-on-path.ts';

export interface PageSample {
  /** Page and file, for the test name. */
  title: string;
  path: string;
  file: string;
  /** Shell command that runs the file in its folder. */
  command: string;
  /** Documented output. */
  output: string | undefined;
  /** Whether it runs until it is stopped. */
  isEndless: boolean;
  /** `clone` if its paths are those of the repository. */
  runsIn: 'project' | 'clone';
  /** Whether its program caches files in the home folder. */
  needsHome: boolean;
  /** Whether it uses PostgreSQL, at the address in `DATABASE_URL`. */
  needsDatabase: boolean;
  /** Description of missing programs, or `undefined` if the sample can run. */
  missing: string | undefined;
}

const pages = join(import.meta.dirname, '../../packages/docs/src/pages/topics');

/** Samples that run until they are stopped. */
const ENDLESS = [
  ...['serve.sh', 'mock.sh', 'tail.sh', 'proxy.sh', 'prism.sh', 'prism-proxy.sh'],
  ...['relay.sh', 'sender.mjs'],
];
const DATABASE = 'DATABASE_URL';
/** Samples that need the file of another one. Their tests are `spool-crash.test.ts`. */
const CONTINUED = ['crash.sh'];
const IN_CLONE = ['prism.sh', 'prism-proxy.sh'];

export function pageSamples(): PageSample[] {
  return globSync('*/samples/*', { cwd: pages })
    .filter((path) => !path.endsWith('.out') && !path.endsWith('.test.ts'))
    .filter((path) => !CONTINUED.includes(basename(path)))
    .sort()
    .map((path) => sampleAt(join(pages, path)));
}

function sampleAt(path: string): PageSample {
  const file = basename(path);
  const { programs, command, needsHome = false } = toolchainOf(file);
  const needsDatabase = readFileSync(path, 'utf8').includes(DATABASE);
  const missing = programs.filter((program) => !program.isInstalled).map(({ name }) => name);
  if (needsDatabase && whyNoPostgres() !== undefined) missing.push('PostgreSQL');
  const title = relative(pages, path).split(sep).join('/').replace('/samples/', ': ');
  const output = existsSync(`${path}.out`) ? readFileSync(`${path}.out`, 'utf8') : undefined;
  return {
    title,
    path,
    file,
    command,
    output,
    // The page about tests starts a server in the background and ends it.
    isEndless: file.endsWith('.json') || (ENDLESS.includes(file) && title !== 'mock-in-tests: serve.sh'),
    runsIn: IN_CLONE.includes(file) ? 'clone' : 'project',
    needsHome,
    needsDatabase,
    missing: missing.length === 0 ? undefined : `there is no ${missing.join(' and no ')}`,
  };
}

interface Toolchain {
  programs: readonly { name: string; isInstalled: boolean }[];
  command: string;
  needsHome?: boolean;
}

const onPath = (...names: string[]) => names.map((name) => ({ name, isInstalled: isOnPath(name) }));

function toolchainOf(file: string): Toolchain {
  const node = `'${process.execPath}'`;
  switch (file.split('.').at(-1)) {
    case 'ts':
    case 'mjs':
      return { programs: [], command: `${node} ${file}` };
    case 'sh':
      return { programs: onPath('sh', 'curl'), command: `sh -e ${file}` };
    case 'json':
      return {
        programs: onPath('sh'),
        command: `npx pushspec serve --port 0 --store :memory: --json --config ${file}`,
      };
    case 'py':
      if (!file.startsWith('test_')) return { programs: onPath('python3'), command: `python3 ${file}` };
      return {
        programs: [...onPath('python3'), pytest()],
        command: `python3 -m pytest -q ${file}`,
        needsHome: true,
      };
    case 'go':
      return { programs: onPath('go'), command: 'go mod init push && go test ./...', needsHome: true };
    case 'java':
      return junitToolchain(file);
    default:
      throw new Error(`add a toolchain for ${file} to page-samples.ts`);
  }
}

function pytest(): { name: string; isInstalled: boolean } {
  try {
    execFileSync('python3', ['-m', 'pytest', '--version'], { stdio: 'ignore' });
    return { name: 'pytest', isInstalled: true };
  } catch {
    return { name: 'pytest', isInstalled: false };
  }
}

/** Finds JUnit's console JAR, from `JUNIT_CONSOLE` or the local Maven repository. */
function junitToolchain(file: string): Toolchain {
  const inMaven = join(homedir(), '.m2/repository/org/junit/platform/junit-platform-console-standalone');
  const [found] = existsSync(inMaven) ? globSync('*/*.jar', { cwd: inMaven }).sort().reverse() : [];
  const jar = process.env.JUNIT_CONSOLE ?? (found === undefined ? undefined : join(inMaven, found));
  return {
    programs: [
      ...onPath('java', 'javac'),
      {
        name: 'junit-platform-console-standalone.jar (JUNIT_CONSOLE names it)',
        isInstalled: jar !== undefined,
      },
    ],
    command: `javac -cp '${jar}' -d classes ${file} && java -jar '${jar}' execute --class-path classes --scan-class-path`,
  };
}
