/**
 * Kills processes that share a spool and processes of a fleet, and checks the guarantees of both.
 * `npm run test:chaos [-- --kills 500] [-- --seed N]`, or `--spool N --fleet N` for the number of kills of each.
 * A run of 500 kills or more writes `results.json`, which is committed; `--out FILE` names another file.
 * Exits with 1 if a bound is violated.
 */
import { fork } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Counts, closingLine } from '../../tools/closing-line.ts';
import type { PartName, PartOptions, PartResult } from './rounds.ts';

/** Minimum number of kills of a run whose result is committed. */
const FULL_KILLS = 500;
/** Share of the kills for the spool. A fleet takes longer to recover from a kill, because the lease must end first. */
const SPOOL_PART = 0.64;
const METHOD =
  'npm run test:chaos. Processes get kill -9 at random times while others push: two that share a spool, and ' +
  'four candidates and eight producers of a fleet on PostgreSQL. Aimed kills hit the process that sends. ' +
  'CloudMonitor has its rate limit. Events are compared with those that the reference server recorded. Extra: ' +
  'deliveries beyond the first of each event. Unmarked: repeated events whose outcomes do not say that they may ' +
  'be duplicates. The other runs of the fleet inject the fault that they are named after. Both parts run at the ' +
  'same time.';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: String(FULL_KILLS) },
    spool: { type: 'string' },
    fleet: { type: 'string' },
    seed: { type: 'string', default: String(randomInt(1_000_000)) },
    out: { type: 'string' },
  },
});
const seed = Number(values.seed);
const isSplit = values.spool !== undefined || values.fleet !== undefined;
const spool = Number(values.spool ?? (isSplit ? 0 : Math.round(Number(values.kills) * SPOOL_PART)));
const fleet = Number(values.fleet ?? (isSplit ? 0 : Number(values.kills) - spool));
const isFull = spool + fleet >= FULL_KILLS;
if (![seed, spool, fleet].every((number) => Number.isInteger(number) && number >= 0)) {
  console.error('--kills, --spool, --fleet and --seed must be non-negative integers');
  process.exit(2);
}

const NO_RESULT: PartResult = {
  counts: { passed: 0, failed: 1, skipped: 0 },
  figures: {},
  violations: ['a part ended without a result'],
};

/** Runs a part in its own process, so that the two reference servers do not slow each other down. */
function play(name: PartName, kills: number): Promise<PartResult> {
  const options: PartOptions = { kills, seed, isFull };
  const child = fork(join(import.meta.dirname, 'part.ts'), [name, JSON.stringify(options)]);
  return new Promise((resolve) => {
    child.once('message', (result) => resolve(result as PartResult));
    child.once('exit', () => resolve(NO_RESULT));
  });
}

const startedAt = performance.now();
const [spoolResult, fleetResult] = await Promise.all([play('spool', spool), play('fleet', fleet)]);
const violations = [...spoolResult.violations, ...fleetResult.violations];
const counts: Counts = {
  passed: spoolResult.counts.passed + fleetResult.counts.passed,
  failed: spoolResult.counts.failed + fleetResult.counts.failed,
  skipped: spoolResult.counts.skipped + fleetResult.counts.skipped,
};

const file = values.out ?? (isFull ? join(import.meta.dirname, 'results.json') : undefined);
if (file) {
  const result = {
    ...{ date: new Date().toISOString().slice(0, 10), seed, node: process.version },
    seconds: Math.round((performance.now() - startedAt) / 1000),
    method: METHOD,
    ...{ spool: spoolResult.figures, fleet: fleetResult.figures, otherRuns: fleetResult.others ?? {} },
    violations,
  };
  writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
}
for (const violation of violations) console.error(`failed in ${violation}`);
if (counts.failed > 0 || counts.passed === 0) process.exitCode = 1;
console.log(closingLine(counts));
