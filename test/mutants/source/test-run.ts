/** Runs test files of a repository copy in a separate vitest process. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';

export interface TestRun {
  /** Paths of the test files that failed. Empty for an error outside of any test. */
  readonly failedFiles: readonly string[];
  readonly passedFiles: readonly string[];
  readonly isPassed: boolean;
  /** Why the run did not pass: the name of the first failing test, the error of a file that cannot be loaded, or a hang. */
  readonly why: string;
}

interface JsonReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: 'passed' | 'failed';
    readonly message: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/** Only ends a hang: a mistake may make a test wait forever. */
export interface Limits {
  readonly testMs: number;
  readonly runMs: number;
}

const LIMITS: Limits = { testMs: 30_000, runMs: 180_000 };

const hasGroups = process.platform !== 'win32';
const running = new Set<() => void>();

/** Ends the processes that are still running. */
export function endTestRuns(): void {
  for (const end of running) end();
}

/** Rejects with the output if vitest itself crashes, because that says nothing about the tests. */
export async function runTests(
  folder: string,
  args: readonly string[],
  limits: Limits = LIMITS,
): Promise<TestRun> {
  const reports = mkdtempSync(join(tmpdir(), 'pushspec-mutants-'));
  const reportFile = join(reports, 'report.json');
  try {
    const { code, output, isHung } = await runVitest(
      folder,
      [...args, '--reporter=json', `--outputFile=${reportFile}`],
      limits,
    );
    if (isHung) return { failedFiles: [], passedFiles: [], isPassed: false, why: 'the run hung' };
    if (!existsSync(reportFile)) throw new Error(`vitest crashed:\n${output}`);
    return read(folder, JSON.parse(readFileSync(reportFile, 'utf8')) as JsonReport, code === 0, output);
  } finally {
    rmSync(reports, { recursive: true, force: true });
  }
}

function read(folder: string, { testResults }: JsonReport, isPassed: boolean, output: string): TestRun {
  const filesOf = (wanted: string) =>
    testResults
      .filter(({ status }) => status === wanted)
      .map(({ name }) => relative(folder, name).split(sep).join('/'));
  const failed = testResults.find(({ status }) => status === 'failed');
  const test = failed?.assertionResults.find(({ status }) => status === 'failed');
  const error = /^.*(?:Error|Rejection).*$/m.exec(output)?.[0] ?? 'an error outside of any test';
  const why = isPassed ? '' : (test?.fullName ?? failed?.message.split('\n')[0] ?? error);
  return { failedFiles: filesOf('failed'), passedFiles: filesOf('passed'), isPassed, why };
}

interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly isHung: boolean;
}

function runVitest(folder: string, args: readonly string[], { testMs, runMs }: Limits): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const limits = [`--testTimeout=${testMs}`, `--hookTimeout=${testMs}`];
    const child = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', ...args, ...limits], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        PUSHSPEC_TEST_COUNTS: '',
        NO_COLOR: undefined,
        FORCE_COLOR: undefined,
        TERM: 'xterm',
      },
      // vitest does not stop its workers on a signal, so the whole process group is killed.
      detached: hasGroups,
    });
    const end = () => {
      if (hasGroups && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      else child.kill('SIGKILL');
    };
    running.add(end);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    let isHung = false;
    const limit = setTimeout(() => {
      isHung = true;
      end();
    }, runMs);
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(limit);
      running.delete(end);
      resolve({ code, output, isHung });
    });
  });
}
