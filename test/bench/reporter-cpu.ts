/**
 * Measures the CPU time per batch of a reporter, with `fetch` and on undici, and of a client's `send()`, relative to `fetch`
 * with the same bodies. See README.md. `node test/bench/reporter-cpu.ts [--rounds 8] [--slices 30] [--out FILE]`
 */
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { median, writeResult } from './result.ts';
import { startSubject } from './subject-process.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '8' },
    slices: { type: 'string', default: '30' },
    only: { type: 'string', default: '' },
    out: { type: 'string' },
  },
});
const [rounds, slices] = [Number(values.rounds), Number(values.slices)];
const WARM_UP = 600;
const BATCHES = 100;
const subjects = ['raw', 'client', 'reporter', 'undici'] as const;
type Subject = (typeof subjects)[number];
type Times = Record<Subject, number>;

function messageFrom(child: ChildProcess): Promise<{ cpu: number }> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error('the sender has ended'));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message as { cpu: number });
    });
  });
}

/** Returns the CPU time of the process per batch, in microseconds. */
async function send(child: ChildProcess, batches: number): Promise<number> {
  const message = messageFrom(child);
  child.send(batches);
  return (await message).cpu / batches;
}

/** Runs one round with four fresh processes that take turns. Returns the median of each. */
async function measure(api: string): Promise<Times> {
  const server = await startSubject('constant');
  const path = join(import.meta.dirname, 'subjects/sender.ts');
  const children = {} as Record<Subject, ChildProcess>;
  for (const subject of subjects) {
    children[subject] = fork(path, [String(server.port), api, subject]);
    await messageFrom(children[subject]);
    await send(children[subject], WARM_UP);
  }
  const cpu: Record<Subject, number[]> = { raw: [], client: [], reporter: [], undici: [] };
  for (let slice = 0; slice < slices; slice++) {
    // Reverses the order each time, so that changes in machine load affect all subjects equally.
    const order = slice % 2 ? [...subjects].reverse() : subjects;
    for (const subject of order) cpu[subject].push(await send(children[subject], BATCHES));
  }
  for (const child of Object.values(children)) child.disconnect();
  await server.end();
  const times = subjects.map((subject) => [subject, median(cpu[subject])]);
  return Object.fromEntries(times);
}

const results = [];
for (const api of ['cloudmonitor', 'blueking'].filter((name) => name.includes(values.only))) {
  const perRound: Times[] = [];
  for (let round = 0; round < rounds; round++) perRound.push(await measure(api));
  for (const subject of subjects.slice(1)) {
    const ratios = perRound.map((times) => times[subject] / times.raw);
    const result = { api, subject, minimum: Math.min(...ratios), median: median(ratios) };
    results.push({
      ...result,
      rounds: perRound.map((times) => ({ raw: times.raw, [subject]: times[subject] })),
    });
    console.log(
      `${api.padEnd(13)} ${subject.padEnd(9)} ÷ fetch: min ${result.minimum.toFixed(2)}  median ${result.median.toFixed(2)}   ` +
        subjects
          .map((name) => `${name} ${median(perRound.map((times) => times[name])).toFixed(0)} µs`)
          .join('  '),
    );
  }
}
writeResult(values.out, results);
