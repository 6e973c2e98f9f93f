/**
 * Measures how long a reporter blocks the event loop with a batch of 500 KB. See README.md. `node test/bench/reporter-slice.ts [--out FILE]`
 */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Ledger } from '@pushspec/client/reporter';
import { median, writeResult } from './result.ts';
import { startSubject } from './subject-process.ts';

const { values } = parseArgs({ options: { out: { type: 'string' } } });
const BATCHES = 300;
const WARM_UP = 50;

const server = await startSubject('constant');
const path = join(import.meta.dirname, 'subjects/slices.ts');
const child = fork(path, [String(server.port), String(BATCHES)]);
const { ledger, ...measured } = await new Promise<{ push: number[]; send: number[]; ledger: Ledger }>(
  (resolve, reject) => {
    child.once('exit', () => reject(new Error('the subject has ended')));
    child.once('message', (message) => resolve(message as never));
  },
);
await server.end();

const results = Object.entries(measured).map(([part, all]) => {
  const times = all.slice(WARM_UP).sort((a, b) => a - b);
  const p99 = times[Math.ceil(times.length * 0.99) - 1] ?? 0;
  return { part, batches: times.length, medianMs: median(times), p99Ms: p99, longestMs: times.at(-1) ?? 0 };
});
for (const { part, medianMs, p99Ms, longestMs } of results) {
  console.log(
    `${part}: median ${medianMs.toFixed(2)} ms, p99 ${p99Ms.toFixed(2)} ms, longest ${longestMs.toFixed(2)} ms`,
  );
}
if (ledger.delivered !== ledger.pushed) throw new Error('not all was delivered');
writeResult(values.out, results);
