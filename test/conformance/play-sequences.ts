/**
 * Runs random sequences against the reference server over HTTP, with its clock frozen through its admin API:
 * `node test/conformance/play-sequences.ts receiver --seed 7 --runs 100`.
 */
import { parseArgs } from 'node:util';
import { httpTarget, runSequences, sequenceText } from '@pushspec/conformance';
import { developmentConfig, type Profile } from '@pushspec/contract';
import { createServer } from '@pushspec/server';
import { sign } from './sign.ts';
import { contractsOf } from './suite.ts';

const { values, positionals } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, runs: { type: 'string', default: '10' } },
  allowPositionals: true,
});
const profile = (positionals[0] ?? 'documented') as Profile;

const server = await createServer({ profile, store: ':memory:' });
const { url } = await server.listen({ port: 0 });
const target = await httpTarget({ url, config: developmentConfig, profile });
const results = await runSequences({
  target,
  contracts: contractsOf(profile),
  sign,
  seed: Number(values.seed),
  runs: Number(values.runs),
});
await target.close();
await server.close();
console.log(sequenceText(results));
if (results.some(({ outcome }) => outcome !== 'passed')) process.exitCode = 1;
