/**
 * Kills processes that share a spool and prints what was lost or repeated. Exits with 1 if a bound is violated.
 * `node test/chaos/spool/run.ts [--kills 40] [--seed N] [--api cloudmonitor|guance]`. Both APIs share the kills by default.
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { type ChaosApi, chaosApis } from '../subjects.ts';
import { runSpoolChaos, violationsOf } from './chaos.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '40' },
    seed: { type: 'string', default: String(randomInt(1_000_000)) },
    api: { type: 'string' },
  },
});
const kills = Number(values.kills);
const seed = Number(values.seed);
const apis = chaosApis.filter((api) => values.api === undefined || api === values.api);
if (!Number.isInteger(kills) || kills < 1 || !Number.isInteger(seed) || apis.length === 0) {
  console.error(`--kills and --seed must be integers, and --api one of ${chaosApis.join(', ')}`);
  process.exit(2);
}

/** Most kills belong to the API with the rate limit. */
const killsOf = (api: ChaosApi) => {
  if (apis.length === 1) return kills;
  const others = Math.floor(kills / 4);
  return api === 'cloudmonitor' ? kills - others : others;
};

console.log(`seed ${seed}`);
let isViolated = false;
for (const api of apis) {
  const share = killsOf(api);
  if (share === 0) continue;
  const start = performance.now();
  const figures = await runSpoolChaos({ api, kills: share, seed });
  const seconds = Math.round((performance.now() - start) / 1000);
  console.log(JSON.stringify({ api, seconds, ...figures }));
  for (const violation of violationsOf(figures)) {
    isViolated = true;
    console.error(`${api}: ${violation}`);
  }
}
process.exitCode = isViolated ? 1 : 0;
