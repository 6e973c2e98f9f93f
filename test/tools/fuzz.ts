/**
 * Runs the fuzzers of `npm run test:tools` for longer: `npm run test:fuzz -- [--examples N] [--seed N]`. `N` examples (500 by
 * default) for each operation and phase of Schemathesis, and as many combinations of optional properties for Specmatic, which
 * takes no seed. Without `--seed`, Schemathesis gets a new one, which is printed.
 */

import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const root = join(import.meta.dirname, '../..');
const { values } = parseArgs({ options: { examples: { type: 'string' }, seed: { type: 'string' } } });
const { examples = '500', seed = String(randomInt(1_000_000)) } = values;
for (const [name, value] of Object.entries({ examples, seed })) {
  if (/^[1-9]\d*$/.test(value)) continue;
  console.error(`--${name} is ${JSON.stringify(value)}: use a whole number from 1`);
  process.exit(2);
}
console.log(`seed ${seed}, ${examples} examples`);
const fuzzers = ['fuzzers', 'specmatic'].map((name) => `test/tools/${name}.test.ts`);
const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--project=tools', ...fuzzers],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PUSHSPEC_FUZZ_EXAMPLES: examples, PUSHSPEC_FUZZ_SEED: seed },
  },
);
process.exitCode = status ?? 1;
