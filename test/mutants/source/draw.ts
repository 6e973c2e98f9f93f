/**
 * Draws mutants of a package from Stryker's list, and with `--hunt` runs the tests against each of them:
 * `node test/mutants/source/draw.ts PACKAGE [--seed 1] [--count 40] [--hunt] [--only N,N]`.
 * The same seed draws the same mutants of the same source. A mutant is killed by the first test that fails, of those whose imports
 * lead to its file, the nearest first, or by the types.
 * After a hunt the last line is `N passed, N failed, N skipped`: killed and survived.
 */
import { parseArgs } from 'node:util';
import { seededRandom } from '../../seeded-random.ts';
import { copyWorkspace, type WorkspaceCopy } from '../../workspace-copy.ts';
import { COPIED } from './copied.ts';
import { nearbyTests } from './nearby-tests.ts';
import { mutatedPart, type StrykerMutant, strykerMutants, withMutant } from './stryker.ts';
import { endTestRuns, runTests } from './test-run.ts';

const PACKAGES = ['server', 'client', 'mock', 'conformance', 'cli'];

/** Test files in the first runs; a run stops at its first failure, and the nearest files are the likeliest to fail. */
const STEPS = [3, 10, 25];

/** Test files for one mutant, at most. */
const MOST_FILES = 45;

/** Well above the duration of tests on a busy machine, because a slow test must not kill a mutant. */
const LIMITS = { testMs: 150_000, runMs: 240_000 };

interface Drawn extends StrykerMutant {
  readonly number: number;
}

/** Draws `count` distinct mutants. */
function drawn(mutants: readonly StrykerMutant[], count: number, seed: number): Drawn[] {
  const random = seededRandom(seed);
  const left = [...mutants];
  return Array.from({ length: Math.min(count, left.length) }, (_, index) => {
    const [mutant] = left.splice(Math.floor(random() * left.length), 1) as [StrykerMutant];
    return { ...mutant, number: index + 1 };
  });
}

const EXCERPT = 100;
const oneLine = (text: string) => {
  const line = text.replace(/\s+/g, ' ');
  return line.length > EXCERPT ? `${line.slice(0, EXCERPT)}…` : line;
};

function described(mutant: Drawn): string {
  const { number, fileName, location, mutatorName, replacement } = mutant;
  const place = `${fileName}:${location.start.line + 1}:${location.start.column + 1}`;
  return `${number} ${place} ${mutatorName}: \`${oneLine(mutatedPart(mutant))}\` → \`${oneLine(replacement)}\``;
}

/** Returns test files in the order to try. Adds those that start the command line as a process, because imports do not show that. */
function testsFor(name: string, file: string): string[] {
  const nearby = nearbyTests(file);
  const own = name === 'cli' ? nearbyTests('packages/cli/src/cli.fixture.ts') : [];
  return [...new Set([...nearby, ...own])].slice(0, MOST_FILES);
}

/** Test files that fail on this machine without a mutant. */
const alreadyFailing = new Set<string>();
const fit = new Set<string>();

/** Remembers which of these files fail on the unchanged copy. Ignores hangs and errors outside of tests, because they name no file. */
async function setUnfitAside(copy: WorkspaceCopy, files: readonly string[]): Promise<void> {
  const unknown = files.filter((file) => !fit.has(file));
  if (unknown.length === 0) return;
  const { failedFiles } = await runTests(copy.folder, ['run', ...unknown], LIMITS);
  for (const file of unknown) (failedFiles.includes(file) ? alreadyFailing : fit).add(file);
}

/** Runs the tests with the mutant, and those that fail without it. Resolves to the first failure that is the mutant's. */
async function failureOf(
  copy: WorkspaceCopy,
  mutant: Drawn,
  files: readonly string[],
): Promise<string | undefined> {
  for (;;) {
    const usable = files.filter((file) => !alreadyFailing.has(file));
    if (usable.length === 0) return undefined;
    const args = ['run', '--bail=1', ...usable];
    const run = await changed(copy, mutant, () => runTests(copy.folder, args, LIMITS));
    if (run.isPassed) return undefined;
    await setUnfitAside(copy, run.failedFiles);
    if (!run.failedFiles.some((file) => alreadyFailing.has(file))) return run.why;
  }
}

/** Resolves to what killed the mutant, or to undefined. */
async function killerOf(copy: WorkspaceCopy, name: string, mutant: Drawn): Promise<string | undefined> {
  const files = testsFor(name, mutant.fileName);
  for (const [index, from] of [0, ...STEPS].entries()) {
    const why = await failureOf(copy, mutant, files.slice(from, STEPS[index]));
    if (why !== undefined) return why;
  }
  const types = () => copy.node('node_modules/typescript/bin/tsc', '-p', 'tsconfig.json');
  return changed(copy, mutant, types).then(
    () => undefined,
    () => 'the types',
  );
}

/** Runs a function while the copy contains the mutant. */
async function changed<Result>(
  copy: WorkspaceCopy,
  mutant: Drawn,
  action: () => Promise<Result>,
): Promise<Result> {
  let original = '';
  copy.edit(mutant.fileName, (text) => {
    original = text;
    return withMutant(mutant, text);
  });
  try {
    return await action();
  } finally {
    copy.edit(mutant.fileName, () => original);
  }
}

async function isKilled(copy: WorkspaceCopy, name: string, mutant: Drawn): Promise<boolean> {
  const startedAt = performance.now();
  const killer = await killerOf(copy, name, mutant);
  const took = `${Math.round((performance.now() - startedAt) / 1000)} s`;
  console.log(
    killer === undefined
      ? `SURVIVOR ${described(mutant)} (${took})`
      : `killed ${described(mutant)} in ${took} by: ${killer}`,
  );
  return killer !== undefined;
}

async function huntAll(name: string, mutants: readonly Drawn[]): Promise<void> {
  const copy = copyWorkspace(...COPIED);
  process.once('exit', copy.remove);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      endTestRuns();
      process.exit(1);
    });
  }
  // An unchanged copy that does not compile would kill every mutant.
  await copy.node('node_modules/typescript/bin/tsc', '-p', 'tsconfig.json');
  let killed = 0;
  for (const mutant of mutants) killed += (await isKilled(copy, name, mutant)) ? 1 : 0;
  if (alreadyFailing.size > 0)
    console.log(`excluded, because they fail without a mutant: ${[...alreadyFailing].join(', ')}`);
  if (killed < mutants.length) process.exitCode = 1;
  console.log(`${killed} passed, ${mutants.length - killed} failed, 0 skipped`);
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      seed: { type: 'string', default: '1' },
      count: { type: 'string', default: '40' },
      only: { type: 'string' },
      hunt: { type: 'boolean', default: false },
    },
  });
  const [name = ''] = positionals;
  if (!PACKAGES.includes(name)) throw new Error(`unknown package: name one of ${PACKAGES.join(', ')}`);
  const all = await strykerMutants(name);
  const only = values.only?.split(',').map(Number);
  const mutants = drawn(all, Number(values.count), Number(values.seed)).filter(
    ({ number }) => only?.includes(number) ?? true,
  );
  console.log(`${mutants.length} of ${all.length} mutants of ${name}, seed ${values.seed}`);
  if (values.hunt) return huntAll(name, mutants);
  for (const mutant of mutants) console.log(described(mutant));
}

await main();
