/**
 * Hunts every mutant and prints the kill rates:
 * `node test/mutants/run.ts [--sample N] [--seed N] [--only TEXT] [--ids FILE]`, where FILE has ids, or the lines
 * `SURVIVOR id: ...` of an earlier run. The last line is `N passed, N failed, N skipped`: killed; entries of
 * equivalent.yaml that no survivor needs, and the survivors of a run below {@link LEAST_PERCENT}; equivalent, stillborn, and the
 * survivors of any other run. Exits with 1 if anything failed.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { contractMutants, drawn, zoo } from './all-mutants.ts';
import { hunt } from './hunt.ts';
import type { Mutant } from './mutant.ts';
import { equivalence, type Hunted, judge, readEquivalents, reportText } from './report.ts';

/** Minimum percentage of mutants to kill. */
const LEAST_PERCENT = 95;
const WORKERS = 2;

interface Selection {
  readonly sample: number | undefined;
  readonly seed: number;
  readonly only: string;
  /** File with the ids to hunt. */
  readonly ids: string | undefined;
}

function chosen({ sample, seed, only, ids }: Selection): Mutant[] {
  const listed = ids === undefined ? undefined : readFileSync(ids, 'utf8');
  const mutants = [...zoo(), ...contractMutants()].filter(
    ({ id }) => id.includes(only) && (listed === undefined || listed.includes(id)),
  );
  return sample === undefined ? mutants : drawn(mutants, sample, seed);
}

async function huntShare(selection: Selection, share: number): Promise<void> {
  const isKnown = equivalence(readEquivalents());
  for (const [index, mutant] of chosen(selection).entries()) {
    if (index % WORKERS !== share) continue;
    const { id, wrong, kind, artifact, contract } = mutant;
    const hunted: Hunted = {
      id,
      wrong,
      kind,
      artifact,
      api: contract.api,
      fate: await hunt(mutant, isKnown(id)),
    };
    parentPort?.postMessage(hunted);
  }
}

function huntWithWorker(selection: Selection, share: number): Promise<Hunted[]> {
  return new Promise((resolve, reject) => {
    const hunted: Hunted[] = [];
    const worker = new Worker(new URL(import.meta.url), { workerData: { selection, share } });
    worker.on('message', (one: Hunted) => hunted.push(one));
    worker.on('error', reject);
    worker.on('exit', () => resolve(hunted));
  });
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      sample: { type: 'string' },
      seed: { type: 'string' },
      only: { type: 'string' },
      ids: { type: 'string' },
    },
  });
  const sample = values.sample === undefined ? undefined : Number(values.sample);
  const selection = { sample, seed: Number(values.seed ?? 1), only: values.only ?? '', ids: values.ids };
  const startedAt = performance.now();
  const shares = Array.from({ length: WORKERS }, (_, share) => huntWithWorker(selection, share));
  const hunted = (await Promise.all(shares)).flat();
  const equivalents = readEquivalents();
  const { killed, survivors, equivalent, stillborn, unneeded, percent } = judge(hunted, equivalents);
  const isWhole = sample === undefined && selection.only === '' && values.ids === undefined;
  const stale = isWhole ? unneeded : [];
  console.log(reportText(hunted, equivalents));
  for (const { mutants } of stale) console.log(`UNNEEDED in equivalent.yaml: ${mutants}`);
  console.log(`${hunted.length} mutants in ${Math.round((performance.now() - startedAt) / 1000)} s`);
  if (hunted.length < chosen(selection).length) throw new Error('some mutants were not hunted');
  const isEnough = percent >= LEAST_PERCENT;
  const failed = stale.length + (isEnough ? 0 : survivors.length);
  const skipped = equivalent + stillborn + (isEnough ? survivors.length : 0);
  if (failed > 0 || !isEnough) process.exitCode = 1;
  console.log(`${killed} passed, ${failed} failed, ${skipped} skipped`);
}

if (isMainThread) await main();
else await huntShare(workerData.selection as Selection, workerData.share as number);
