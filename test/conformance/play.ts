/**
 * Runs scenarios, generated cases and rate limit edges against one of our targets:
 * `node test/conformance/play.ts server receiver` prints the report, `--json` the outcome for the tests.
 */
import { parseArgs } from 'node:util';
import { coverageText, runSequences, sequenceText, textReport } from '@pushspec/conformance';
import { type Profile, profiles } from '@pushspec/contract';
import { clientTarget } from './client-target.ts';
import { mockTarget } from './mock-target.ts';
import { serverTarget } from './server-target.ts';
import { sign } from './sign.ts';
import { contractsOf, coverage, differences, gapsOf, type Outcome, playAll, reasonsToSkip } from './suite.ts';

const TARGETS = {
  server: (profile: Profile) => serverTarget(profile),
  mock: () => mockTarget(),
  client: () => clientTarget(),
};

const { values, positionals } = parseArgs({ options: { json: { type: 'boolean' } }, allowPositionals: true });
const [name = '', profile = 'documented'] = positionals;
if (!Object.hasOwn(TARGETS, name) || !profiles.includes(profile as Profile)) {
  console.error(
    `usage: node test/conformance/play.ts ${Object.keys(TARGETS).join('|')} [${profiles.join('|')}] [--json]`,
  );
  process.exit(2);
}

const target = await TARGETS[name as keyof typeof TARGETS](profile as Profile);
const played = await playAll(target);
const contracts = contractsOf(target.profile);
const isEdge = (sequence: string) => sequence.includes('lasts as long as its window');
// Without a clock to freeze, sequences are skipped with a reason.
const sequences = await runSequences({ target, contracts, sign, filter: isEdge });
const covered = await coverage(played, target.profile, sequences);
const { counts } = covered;
await target.close();

const outcome: Outcome = {
  differences: [
    ...differences(played),
    ...sequences.filter(({ outcome }) => outcome === 'failed').map((failed) => sequenceText([failed])),
  ],
  skips: reasonsToSkip(played),
  verdictsUnchecked: played.summary.verdictsUnchecked,
  gaps: gapsOf(covered),
  percent: Math.floor((100 * counts.shown) / counts.expressible),
  counts,
};
console.log(
  values.json ? JSON.stringify(outcome) : `${textReport(played.summary)}\n${coverageText(covered)}`,
);
if (outcome.differences.length > 0 || outcome.gaps.length > 0) process.exitCode = 1;
