/**
 * Runs all quick checks: `npm test`, or `node tools/check.ts [vitest arguments]`. Long suites run only if an argument
 * names their files. The last line of standard output is `N passed, N failed, N skipped`. It counts tests, and counts
 * every other check that fails as one failed test.
 */
import { type ChildProcess, type StdioOptions, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Counts, closingLine, countsFileVariable } from './closing-line.ts';
import { quickSuite } from './suites.ts';

interface Check {
  name: string;
  /** The arguments for Node, which runs in the repository root. */
  command: string[];
}

interface RunOptions {
  stdio: StdioOptions;
  env?: Record<string, string>;
}

const root = join(import.meta.dirname, '..');

const staticChecks: Check[] = [
  { name: 'generated files', command: ['packages/contract/src/bin.ts', 'generate', '--check'] },
  { name: 'contract rules', command: ['packages/contract/src/bin.ts', 'lint'] },
  { name: 'biome', command: ['node_modules/@biomejs/biome/bin/biome', 'check', '.'] },
  { name: 'types', command: ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json'] },
];

const children = new Set<ChildProcess>();
// vitest does not end its workers when it is stopped, so a signal goes to the process group of each check.
const hasGroups = process.platform !== 'win32';

function endWithSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      for (const child of children) {
        if (hasGroups && child.pid !== undefined) process.kill(-child.pid, signal);
        else child.kill(signal);
      }
      process.exit(128 + constants.signals[signal]);
    });
  }
}

/** Runs a file with this Node, and collects its output if it is piped. */
function runNode(command: string[], options: RunOptions): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    // Redocly would otherwise send telemetry and look for updates.
    const quiet = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
    const env = { ...process.env, ...quiet, ...options.env };
    const { stdio } = options;
    const child = spawn(process.execPath, command, { cwd: root, stdio, env, detached: hasGroups });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (chunk: string) => {
        output += chunk;
      });
    }
    children.add(child);
    child.on('error', reject);
    child.on('close', (code) => {
      children.delete(child);
      resolve({ code: code ?? 1, output });
    });
  });
}

/** Runs two checks at a time, and prints the output of each one together. Resolves to the names of failed checks. */
async function runStaticChecks(): Promise<string[]> {
  const failed: string[] = [];
  const waiting = [...staticChecks];
  const work = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const { code, output } = await runNode(check.command, { stdio: ['ignore', 'pipe', 'pipe'] });
      console.log(`# ${check.name}: ${code === 0 ? 'ok' : 'FAILED'}`);
      if (code === 0) continue;
      failed.push(check.name);
      console.log(`${output.trim()}\n`);
    }
  };
  await Promise.all([work(), work()]);
  return failed;
}

/** Runs vitest and passes its output through. Without `counts`, it ended early. */
async function runTests(args: string[]): Promise<{ code: number; counts?: Counts }> {
  console.log('# tests');
  const folder = mkdtempSync(join(tmpdir(), 'pushspec-check-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const countsFile = join(folder, 'counts.json');
  // A reporter on the command line replaces those of the configuration.
  const hasReporter = args.some((arg) => arg.startsWith('--reporter'));
  const reporter = hasReporter ? ['--reporter=./tools/closing-line.ts'] : [];
  const suite = args.every((arg) => arg.startsWith('-')) ? [`--project=${quickSuite}`] : [];
  const { code } = await runNode(['node_modules/vitest/vitest.mjs', 'run', ...suite, ...args, ...reporter], {
    stdio: 'inherit',
    env: { [countsFileVariable]: countsFile },
  });
  try {
    return { code, counts: JSON.parse(readFileSync(countsFile, 'utf8')) as Counts };
  } catch {
    return { code };
  }
}

/** Returns the state of the work tree, or `undefined` without git. */
function workTree(): string[] | undefined {
  const command = ['--no-optional-locks', 'status', '--porcelain', '--untracked-files=all', '--', '.'];
  const { status, stdout } = spawnSync('git', command, { cwd: root, encoding: 'utf8' });
  return status === 0 ? stdout.split('\n').filter(Boolean) : undefined;
}

/** Returns whether the checks have changed the work tree, and prints the changes. */
function isWorkTreeChanged(before: string[] | undefined): boolean {
  const after = workTree();
  if (before === undefined || after === undefined) return false;
  const added = after.filter((line) => !before.includes(line));
  const removed = before.filter((line) => !after.includes(line));
  if (added.length + removed.length === 0) return false;
  console.log('# work tree: FAILED, it changed during the checks');
  for (const line of [...added, ...removed.map((line) => `no longer: ${line}`)]) console.log(line);
  return true;
}

async function main(vitestArgs: string[]): Promise<void> {
  endWithSignals();
  const before = workTree();
  const failed = await runStaticChecks();
  const { code, counts = { passed: 0, failed: 0, skipped: 0 } } = await runTests(vitestArgs);
  const isEmpty = counts.passed + counts.failed === 0;
  // For example, vitest crashed, or a coverage threshold was missed.
  if (isEmpty || (code !== 0 && counts.failed === 0)) failed.push('tests');
  if (isWorkTreeChanged(before)) failed.push('work tree');
  if (counts.failed > 0) console.log(`${counts.failed} failed in the tests.`);
  if (failed.length > 0) console.log(`Failed checks: ${failed.join(', ')}.`);
  const total = { ...counts, failed: counts.failed + failed.length };
  if (total.failed > 0) process.exitCode = 1;
  console.log(closingLine(total));
}

await main(process.argv.slice(2));
