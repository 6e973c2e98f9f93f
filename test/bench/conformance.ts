/** Measures how many cases per second the suite runs against the reference server, and the CPU time per case. See README.md. */
import { generateCases, runScenarios } from '@pushspec/conformance';
import { serverTarget } from '../conformance/server-target.ts';
import { sign } from '../conformance/sign.ts';
import { contractsOf } from '../conformance/suite.ts';

const ROUNDS = 5;

const contracts = contractsOf('documented');
const cases = (await Promise.all(contracts.map((contract) => generateCases(contract)))).flat();
const target = await serverTarget('documented');
const rates: number[] = [];
for (let round = 0; round <= ROUNDS; round++) {
  const startedAt = performance.now();
  const before = process.cpuUsage();
  const { failed } = await runScenarios({ scenarios: cases, target, contracts, sign });
  if (failed > 0) throw new Error(`${failed} cases failed, so the measurement is invalid`);
  const seconds = (performance.now() - startedAt) / 1000;
  const { user, system } = process.cpuUsage(before);
  // The first round only warms up the compilers.
  if (round === 0) continue;
  rates.push(cases.length / seconds);
  console.log(
    `${cases.length} cases: ${rates.at(-1)?.toFixed(0)}/s, ${((user + system) / 1000 / cases.length).toFixed(2)} ms of CPU each`,
  );
}
await target.close();
const sorted = rates.toSorted((a, b) => a - b);
console.log(
  `median ${sorted[Math.floor(sorted.length / 2)]?.toFixed(0)}/s, best ${sorted.at(-1)?.toFixed(0)}/s`,
);
