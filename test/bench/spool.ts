/**
 * Measures `push()` into an SQLite file relative to `push()` in memory, and to `fdatasync` alone. See README.md.
 * `node test/bench/spool.ts [--rounds 5] [--slices 20] [--out FILE]`. PUSHSPEC_BENCH_DIR sets the folder of the files.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { median, writeResult } from './result.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    slices: { type: 'string', default: '20' },
    out: { type: 'string' },
  },
});
const [rounds, slices] = [Number(values.rounds), Number(values.slices)];
const GROUP = 100;
const GROUPS = 40;
const WARM_UP = 100;
const subjects = {
  memory: ['memory'],
  full: ['spool', 'full'],
  'full, 8 producers': ['spool', 'full', '8'],
  normal: ['spool', 'normal'],
  fdatasync: ['fdatasync'],
};
type Subject = keyof typeof subjects;
const names = Object.keys(subjects) as Subject[];

function messageFrom(child: ChildProcess): Promise<{ ms: number }> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error('a subject has ended'));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message as { ms: number });
    });
  });
}

/** Returns the microseconds per event. */
async function push(child: ChildProcess, groups: number): Promise<number> {
  const message = messageFrom(child);
  child.send(groups);
  return ((await message).ms * 1000) / (groups * GROUP);
}

/** Runs one round with fresh processes that take turns. Returns the median time of each per event. */
async function measure(): Promise<Record<Subject, number>> {
  const children = {} as Record<Subject, ChildProcess>;
  for (const name of names) {
    children[name] = fork(join(import.meta.dirname, 'subjects/spool-pusher.ts'), subjects[name]);
    await messageFrom(children[name]);
    await push(children[name], WARM_UP);
  }
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Subject, number[]>;
  for (let slice = 0; slice < slices; slice++) {
    // Reverses the order each time, so that changes in machine load affect all subjects equally.
    const order = slice % 2 ? [...names].reverse() : names;
    for (const name of order) times[name].push(await push(children[name], GROUPS));
  }
  for (const child of Object.values(children)) child.disconnect();
  return Object.fromEntries(names.map((name) => [name, median(times[name])])) as Record<Subject, number>;
}

const measured: Record<Subject, number>[] = [];
for (let round = 0; round < rounds; round++) {
  const times = await measure();
  measured.push(times);
  const perSecond = names.map((name) => `${name} ${Math.round(1e6 / times[name])}/s`);
  console.log(`round ${round + 1}: ${perSecond.join(', ')}`);
}
const ratio = (one: Subject, other: Subject) => median(measured.map((times) => times[one] / times[other]));
const result = {
  'in memory ÷ spool, full': ratio('memory', 'full'),
  'in memory ÷ spool, full, 8 producers': ratio('memory', 'full, 8 producers'),
  'in memory ÷ spool, normal': ratio('memory', 'normal'),
  'in memory ÷ fdatasync': ratio('memory', 'fdatasync'),
  'fdatasync ÷ spool, full': ratio('fdatasync', 'full'),
};
console.log(
  Object.entries(result)
    .map(([name, value]) => `${name}: ${value.toFixed(2)}`)
    .join('\n'),
);
writeResult(values.out, {
  ...result,
  eventsPerSecond: Object.fromEntries(
    names.map((name) => [name, Math.round(1e6 / median(measured.map((times) => times[name])))]),
  ),
});
