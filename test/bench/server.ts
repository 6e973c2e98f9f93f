/**
 * CPU per request of the reference server against plain Express 5 with `express.json()`, in one run.
 * README.md beside this file describes the method. `node test/bench/server.ts [--rounds 8] [--requests 3000] [--out FILE]`
 */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { sendLoad } from './load.ts';
import { benchRequests } from './requests.ts';
import { startSubject } from './subject-process.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '8' },
    requests: { type: 'string', default: '3000' },
    only: { type: 'string', default: '' },
    out: { type: 'string' },
  },
});
const rounds = Number(values.rounds);

const subjects = ['express', 'pushspec'] as const;
type Subject = (typeof subjects)[number];

/** Microseconds of CPU per request in a fresh process that has been warmed with every shape of body of the vendor. */
async function measure(subject: Subject, name: string): Promise<number> {
  const process = await startSubject(subject);
  const all = benchRequests(Date.now());
  const vendor = name.split(',')[0] ?? '';
  for (const [other, request] of Object.entries(all)) {
    if (other.startsWith(vendor)) await sendLoad({ port: process.port, request, requests: 1500 });
  }
  const request = all[name];
  if (!request) throw new Error(`no case ${name}`);
  const requests = Number(values.requests);
  const before = await process.usage();
  await sendLoad({ port: process.port, request, requests });
  const after = await process.usage();
  await process.end();
  return (after.cpu - before.cpu) / requests;
}

const median = (list: readonly number[]) => {
  const sorted = [...list].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle - 0.5)] ?? 0) + (sorted[Math.ceil(middle - 0.5)] ?? 0)) / 2;
};

const results = [];
for (const name of Object.keys(benchRequests(0)).filter((candidate) => candidate.includes(values.only))) {
  const perRound = [];
  for (let round = 0; round < rounds; round++) {
    const cpu: Partial<Record<Subject, number>> = {};
    // The order turns round every time, so that a drift of the machine hits both alike.
    for (const subject of round % 2 ? [...subjects].reverse() : subjects)
      cpu[subject] = await measure(subject, name);
    perRound.push({ express: cpu.express ?? 0, pushspec: cpu.pushspec ?? 0 });
  }
  const ratios = perRound.map(({ express, pushspec }) => express / pushspec);
  const result = { case: name, minimum: Math.min(...ratios), median: median(ratios), rounds: perRound };
  results.push(result);
  console.log(
    `${name.padEnd(26)} ratio min ${result.minimum.toFixed(2)}  median ${result.median.toFixed(2)}   ` +
      `express ${median(perRound.map(({ express }) => express)).toFixed(0)} µs  ` +
      `pushspec ${median(perRound.map(({ pushspec }) => pushspec)).toFixed(0)} µs`,
  );
}
if (values.out) {
  const machine = { node: process.version, cpu: cpus()[0]?.model, cores: cpus().length };
  writeFileSync(
    values.out,
    `${JSON.stringify({ machine, date: new Date().toISOString(), results }, null, 2)}\n`,
  );
}
