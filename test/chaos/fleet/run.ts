/**
 * Injects faults into a fleet, and prints what was lost, repeated or refused. Exits with 1 if a bound is violated.
 * `node test/chaos/fleet/run.ts [--kills 20] [--seed N] [--run NAME|all]`. The default is the run `kill`.
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { runFleetChaos } from './chaos.ts';
import { violationsOf } from './figures.ts';
import { type RunName, runNames } from './runs.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(randomInt(1_000_000)) },
    run: { type: 'string', default: 'kill' satisfies RunName },
  },
});
const kills = Number(values.kills);
const seed = Number(values.seed);
const chosen = runNames.filter((name) => values.run === 'all' || values.run === name);
if (!Number.isInteger(kills) || kills < 1 || !Number.isInteger(seed) || chosen.length === 0) {
  console.error(`--kills and --seed must be integers, and --run all or one of ${runNames.join(', ')}`);
  process.exit(2);
}
// PostgreSQL stops when this process exits.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

console.log(`seed ${seed}`);
for (const run of chosen) {
  const start = performance.now();
  const figures = await runFleetChaos({ run, kills, seed });
  if ('missing' in figures) {
    console.log(`${run}: skipped, because ${figures.missing}`);
    continue;
  }
  const seconds = Math.round((performance.now() - start) / 1000);
  console.log(JSON.stringify({ run, seconds, ...figures }));
  for (const violation of violationsOf(figures)) {
    process.exitCode = 1;
    console.error(`${run}: ${violation}`);
  }
}
