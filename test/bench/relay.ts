/**
 * Measures how many points a relay acknowledges, relative to the reference server with its store in a file. See README.md.
 * `node test/bench/relay.ts [--rounds 6] [--requests 2000] [--out FILE]`
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sendLoad } from './load.ts';
import { benchRequests } from './requests.ts';
import { median, writeResult } from './result.ts';
import { startSubject } from './subject-process.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '6' },
    requests: { type: 'string', default: '2000' },
    out: { type: 'string' },
  },
});
const [rounds, requests] = [Number(values.rounds), Number(values.requests)];
const CONNECTIONS = 32;
const CASES = { 'blueking, 1 point': 1, 'blueking, 100 points': 100 } as const;
type Case = keyof typeof CASES;
const subjects = { relay: 'relay', server: 'pushspec' } as const;
type Subject = keyof typeof subjects;

const folder = mkdtempSync(join(tmpdir(), 'pushspec-bench-'));

/** Returns how many points a fresh process acknowledges per second, after a warm-up. */
async function pointsPerSecond(subject: Subject, name: Case): Promise<number> {
  const parent = mkdtempSync(join(folder, 'run-'));
  const running = await startSubject(subjects[subject], [join(parent, 'store')]);
  const request = benchRequests(Date.now())[name];
  if (!request) throw new Error('no such case');
  const load = { port: running.port, request, connections: CONNECTIONS };
  await sendLoad({ ...load, requests: requests / 4 });
  const start = performance.now();
  await sendLoad({ ...load, requests });
  const seconds = (performance.now() - start) / 1000;
  await running.end();
  rmSync(parent, { recursive: true, force: true });
  return (requests * CASES[name]) / seconds;
}

const results: Record<string, { relay: number; server: number; ratio: number }> = {};
try {
  for (const name of Object.keys(CASES) as Case[]) {
    const rates: Record<Subject, number[]> = { relay: [], server: [] };
    for (let round = 0; round < rounds; round++) {
      const order: Subject[] = round % 2 ? ['server', 'relay'] : ['relay', 'server'];
      for (const subject of order) rates[subject].push(await pointsPerSecond(subject, name));
      const [relay, server] = [rates.relay.at(-1) ?? 0, rates.server.at(-1) ?? 0];
      console.log(`${name}, round ${round + 1}: relay ${relay.toFixed(0)}/s, server ${server.toFixed(0)}/s`);
    }
    const ratios = rates.relay.map((rate, index) => rate / (rates.server[index] ?? 1));
    results[name] = { relay: median(rates.relay), server: median(rates.server), ratio: median(ratios) };
    console.log(`${name}: relay ÷ server, median ${median(ratios).toFixed(2)}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
writeResult(values.out, results);
