/**
 * CPU per batch of a reporter, and of a client's `send()`, against `fetch` of the same bodies.
 * README.md beside this file describes the method. `node test/bench/reporter-cpu.ts [--rounds 8] [--batches 2000] [--out FILE]`
 */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { HUNDRED } from './events.ts';
import { median, writeResult } from './result.ts';
import { startSubject } from './subject-process.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '8' },
    batches: { type: 'string', default: '2000' },
    only: { type: 'string', default: '' },
    out: { type: 'string' },
  },
});
const [rounds, batches] = [Number(values.rounds), Number(values.batches)];
const WARM_UP = 500;
const subjects = ['raw', 'client', 'reporter'] as const;
type Times = Record<(typeof subjects)[number], number>;

/** Microseconds of CPU per batch in a fresh process that has been warmed. */
async function measure(vendor: string, how: string): Promise<number> {
  const server = await startSubject('constant');
  const child = fork(join(import.meta.dirname, 'subjects/sender.ts'), [String(server.port), vendor, how]);
  const answer = () =>
    new Promise<{ cpu: number }>((resolve, reject) => {
      child.once('exit', reject);
      child.once('message', (message) => {
        child.off('exit', reject);
        resolve(message as { cpu: number });
      });
    });
  await answer();
  const run = async (count: number) => {
    const answered = answer();
    child.send(count);
    return (await answered).cpu / count;
  };
  await run(WARM_UP);
  const cpu = await run(batches);
  child.disconnect();
  await new Promise((resolve) => child.once('exit', resolve));
  await server.end();
  return cpu;
}

const results = [];
for (const vendor of ['cloudmonitor', 'blueking'].filter((name) => name.includes(values.only))) {
  const perRound: Times[] = [];
  for (let round = 0; round < rounds; round++) {
    const cpu: Partial<Times> = {};
    // The order turns round every time, so that a drift of the machine hits all alike.
    for (const how of round % 2 ? [...subjects].reverse() : subjects) cpu[how] = await measure(vendor, how);
    perRound.push(cpu as Times);
  }
  for (const how of ['client', 'reporter'] as const) {
    const ratios = perRound.map((times) => times[how] / times.raw);
    const least =
      Math.min(...perRound.map((times) => times[how])) / Math.min(...perRound.map(({ raw }) => raw));
    const result = { vendor, how, minimum: Math.min(...ratios), median: median(ratios), ofLeast: least };
    results.push({ ...result, rounds: perRound });
    console.log(
      `${vendor}, ${how}: min ${result.minimum.toFixed(2)}  median ${result.median.toFixed(2)}  least ÷ least ${least.toFixed(2)}   ` +
        subjects
          .map((name) => `${name} ${median(perRound.map((times) => times[name])).toFixed(0)} µs`)
          .join('  '),
      `per batch of ${HUNDRED}`,
    );
  }
}
writeResult(values.out, results);
