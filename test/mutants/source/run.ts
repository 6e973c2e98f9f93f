/**
 * Applies each source mutant to a copy of the repository and runs the test files that must notice it:
 * `node test/mutants/source/run.ts [--only TEXT,TEXT]`, where each TEXT is part of an id. First it checks that each of these test
 * files passes on the unchanged copy. Prints one line per mutant; the last line is `N passed, N failed, N skipped`: killed,
 * then survivors and test files that fail without a mutant, then mutants whose test files do. Exits with 1 if any failed.
 */
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { copyWorkspace, type WorkspaceCopy } from '../../workspace-copy.ts';
import { COPIED } from './copied.ts';
import { mutated, type SourceMutant, sourceMutants } from './source-mutant.ts';
import { endTestRuns, runTests } from './test-run.ts';

/** All test files without a mutant take longer than those of one. */
const BASELINE_LIMITS = { testMs: 120_000, runMs: 600_000 };

const root = join(import.meta.dirname, '../../..');
const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

// `stripTypeScriptTypes` warns that it is experimental; here it only checks syntax.
process.removeAllListeners('warning');

/** Returns the changed text. Throws if the search text is not found exactly once or the result is not TypeScript. */
function changed(mutant: SourceMutant): string {
  const text = mutated(mutant, readFileSync(join(root, mutant.file), 'utf8'));
  if (mutant.file.endsWith('.ts')) stripTypeScriptTypes(text);
  return text;
}

/** Returns the test files that do not pass as they are. A file that vitest does not find has not passed. */
async function failingTests(copy: WorkspaceCopy, mutants: readonly SourceMutant[]): Promise<string[]> {
  const files = [...new Set(mutants.flatMap(({ tests }) => tests))];
  const { passedFiles } = await runTests(copy.folder, ['run', ...files], BASELINE_LIMITS);
  return files.filter((file) => !passedFiles.includes(file));
}

/** Resolves to whether the mutant was killed, and leaves the copy as it was. */
async function isKilled(copy: WorkspaceCopy, mutant: SourceMutant): Promise<boolean> {
  const startedAt = performance.now();
  let original = '';
  copy.edit(mutant.file, (text) => {
    original = text;
    return mutated(mutant, text);
  });
  try {
    const { isPassed, why } = await runTests(copy.folder, ['run', '--bail=1', ...mutant.tests]);
    console.log(
      isPassed
        ? `SURVIVOR ${mutant.id}: ${mutant.wrong} (${mutant.tests.join(', ')} passed)`
        : `killed ${mutant.id} in ${seconds(startedAt)} by: ${why}`,
    );
    return !isPassed;
  } finally {
    copy.edit(mutant.file, () => original);
  }
}

/** Hunts mutants until none is left. Throws if its copy broke meanwhile, because that would kill every mutant. */
async function work(copy: WorkspaceCopy, queue: SourceMutant[], survivors: SourceMutant[]): Promise<void> {
  let last: SourceMutant | undefined;
  for (let mutant = queue.shift(); mutant !== undefined; mutant = queue.shift()) {
    if (!(await isKilled(copy, mutant))) survivors.push(mutant);
    last = mutant;
  }
  if (!last) return;
  const { isPassed, why } = await runTests(copy.folder, ['run', ...last.tests]);
  if (!isPassed) throw new Error(`${last.tests.join(', ')} fails after the mutants are gone: ${why}`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  const startedAt = performance.now();
  const only = (values.only ?? '').split(',');
  const mutants = sourceMutants().filter(({ id }) => only.some((text) => id.includes(text)));
  for (const mutant of mutants) changed(mutant);
  if (mutants.length === 0) throw new Error(`no source mutant has \`${values.only}\` in its id`);
  const copies: WorkspaceCopy[] = [];
  const removeCopies = () => {
    for (const copy of copies.splice(0)) copy.remove();
  };
  const stop = () => {
    endTestRuns();
    removeCopies();
    process.exit(1);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
  try {
    const workers = Math.min(availableParallelism(), mutants.length);
    for (let worker = 0; worker < workers; worker++) copies.push(copyWorkspace(...COPIED));
    const failing = await failingTests(copies[0] as WorkspaceCopy, mutants);
    for (const file of failing) console.log(`FAILED ${file} does not pass without a mutant`);
    console.log(`The other test files pass without a mutant (${seconds(startedAt)}).`);
    const hunted = mutants.filter(({ tests }) => !tests.some((file) => failing.includes(file)));
    const survivors: SourceMutant[] = [];
    const queue = [...hunted];
    await Promise.all(copies.map((copy) => work(copy, queue, survivors)));
    const failed = survivors.length + failing.length;
    if (failed > 0) process.exitCode = 1;
    console.log(`${mutants.length} source mutants in ${seconds(startedAt)}`);
    console.log(
      `${hunted.length - survivors.length} passed, ${failed} failed, ${mutants.length - hunted.length} skipped`,
    );
  } finally {
    removeCopies();
  }
}

await main();
