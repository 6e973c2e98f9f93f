/**
 * Runs all test scripts: `npm run test:all`, or some of them: `npm run test:all -- test:browser test:e2e`. Prints the
 * duration of each script, and repeats the failures at the end. The last line of standard output is the sum of their
 * closing lines. Exits with 0 only if all scripts pass.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { type Counts, closingLine, errorPrefix, failedPrefix } from './closing-line.ts';

/** Scripts of `package.json`, in the order in which they run. Each one prints a closing line. */
export const parts = [
  'test',
  'test:conformance',
  'test:e2e',
  'test:fleet',
  'test:chaos',
  'test:browser',
  'test:samples',
  'test:programs',
  'test:tools',
  'test:configurations',
  'test:packaging',
  'test:mutants',
  'test:source-mutants',
  'test:elsewhere',
];

/** Arguments of a script that takes too long without them. */
const shortened: Readonly<Record<string, string>> = { 'test:chaos': '--spool 40 --fleet 20' };

interface Result {
  part: string;
  counts: Counts;
  seconds: number;
  /** Lines of its output that name failures. */
  failures: string[];
}

const root = join(import.meta.dirname, '..');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

/** Runs a script of `package.json` and passes its output on. */
function run(script: string): Promise<{ code: number; output: string }> {
  const [program, ...args] = script.split(' ');
  if (program !== 'node') throw new Error(`"${script}" must be a file that node runs`);
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['inherit', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
      process.stdout.write(chunk);
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output: stripVTControlCharacters(output) }));
  });
}

/** Reads the counts from the last line. A part that fails without counting a failure is one failure itself. */
export function countsOf(code: number, output: string): Counts {
  const last = output.trimEnd().split('\n').at(-1) ?? '';
  const [, passed, failed, skipped] = /^(\d+) passed, (\d+) failed, (\d+) skipped$/.exec(last) ?? [];
  const isCounted = passed !== undefined;
  const least = code === 0 && isCounted ? 0 : 1;
  return {
    passed: Number(passed ?? 0),
    failed: Math.max(Number(failed ?? 0), least),
    skipped: Number(skipped ?? 0),
  };
}

/** Returns the lines that name failures and say why. */
export function failuresIn(output: string): string[] {
  const prefixes = [failedPrefix, errorPrefix, 'SURVIVOR', 'Failed checks'];
  return output
    .split('\n')
    .filter((line) => prefixes.some((prefix) => line.startsWith(prefix)) || line.includes(' failed in '));
}

async function runPart(part: string): Promise<Result> {
  console.log(`\n# ${part}`);
  const startedAt = performance.now();
  const { code, output } = await run(`${scripts[part]} ${shortened[part] ?? ''}`.trim());
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  const counts = countsOf(code, output);
  const failures = counts.failed > 0 ? failuresIn(output) : [];
  console.log(`# ${part} took ${duration(seconds)}`);
  return { part, counts, seconds, failures };
}

function duration(seconds: number): string {
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}

function sum(all: readonly Counts[]): Counts {
  const total: Counts = { passed: 0, failed: 0, skipped: 0 };
  for (const counts of all) {
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped += counts.skipped;
  }
  return total;
}

async function main(wanted: readonly string[]): Promise<void> {
  const unknown = wanted.filter((name) => !parts.includes(name));
  if (unknown.length > 0) {
    console.error(`unknown script ${unknown.join(', ')}: use ${parts.join(', ')}`);
    process.exitCode = 2;
    return;
  }
  const results: Result[] = [];
  for (const part of wanted.length > 0 ? wanted : parts) results.push(await runPart(part));
  console.log('\n# all');
  for (const { part, failures, counts } of results) {
    if (counts.failed > 0) console.log([`Failed in ${part}:`, ...failures].join('\n'));
  }
  for (const { part, seconds, counts } of results) {
    console.log(`${part.padEnd(22)} ${duration(seconds).padStart(12)}   ${closingLine(counts)}`);
  }
  const seconds = results.reduce((all, result) => all + result.seconds, 0);
  console.log(`${'all'.padEnd(22)} ${duration(seconds).padStart(12)}`);
  const total = sum(results.map(({ counts }) => counts));
  if (total.failed > 0) process.exitCode = 1;
  console.log(closingLine(total));
}

if (import.meta.main) await main(process.argv.slice(2));
