/**
 * CPU per batch of a reporter, and of a client's `send()`, against `fetch` of the same bodies.
 * README.md beside this file describes the method. `node test/bench/reporter-cpu.ts [--rounds 8] [--slices 30] [--out FILE]`
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
const subjects = ['raw', 'client', 'reporter'] as const;
type Subject = (typeof subjects)[number];
type Times = Record<Subject, number>;

function answerOf(child: ChildProcess): Promise<{ cpu: number }> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error('the sender has ended'));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message as { cpu: number });
    });
  });
}

/** Microseconds of CPU of the process per batch. */
async function send(child: ChildProcess, batches: number): Promise<number> {
  const answer = answerOf(child);
  child.send(batches);
  return (await answer).cpu / batches;
}

/** One round: three fresh processes, which take turns. Gives the median of the turns of each. */
async function measure(vendor: string): Promise<Times> {
  const server = await startSubject('constant');
  const path = join(import.meta.dirname, 'subjects/sender.ts');
  const children = {} as Record<Subject, ChildProcess>;
  for (const subject of subjects) {
    children[subject] = fork(path, [String(server.port), vendor, subject]);
    await answerOf(children[subject]);
    await send(children[subject], WARM_UP);
  }
  const cpu: Record<Subject, number[]> = { raw: [], client: [], reporter: [] };
  for (let slice = 0; slice < slices; slice++) {
    // The order turns round every time, so that a drift of the machine hits all alike.
    const order = slice % 2 ? [...subjects].reverse() : subjects;
    for (const subject of order) cpu[subject].push(await send(children[subject], BATCHES));
  }
  for (const child of Object.values(children)) child.disconnect();
  await server.end();
  return { raw: median(cpu.raw), client: median(cpu.client), reporter: median(cpu.reporter) };
}

const results = [];
for (const vendor of ['cloudmonitor', 'blueking'].filter((name) => name.includes(values.only))) {
  const perRound: Times[] = [];
  for (let round = 0; round < rounds; round++) perRound.push(await measure(vendor));
  for (const subject of ['client', 'reporter'] as const) {
    const ratios = perRound.map((times) => times[subject] / times.raw);
    const result = { vendor, subject, minimum: Math.min(...ratios), median: median(ratios) };
    results.push({
      ...result,
      rounds: perRound.map((times) => ({ raw: times.raw, [subject]: times[subject] })),
    });
    console.log(
      `${vendor.padEnd(13)} ${subject.padEnd(9)} ÷ fetch: min ${result.minimum.toFixed(2)}  median ${result.median.toFixed(2)}   ` +
        subjects
          .map((name) => `${name} ${median(perRound.map((times) => times[name])).toFixed(0)} µs`)
          .join('  '),
    );
  }
}
writeResult(values.out, results);
