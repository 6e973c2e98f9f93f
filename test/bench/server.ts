/**
 * Measures the CPU time per request of the reference server, relative to plain Express 5 with `express.json()`, Prism and
 * the server of another checkout, in one run. See README.md.
 *
 *     node test/bench/server.ts [--rounds 20] [--requests 3000] [--only TEXT] [--before FOLDER] [--out FILE]
 */
import { parseArgs } from 'node:util';
import { sendLoad } from './load.ts';
import { refusedRequests } from './refusals.ts';
import { type BenchRequest, benchRequests } from './requests.ts';
import { median, quartiles, writeResult } from './result.ts';
import { startSubject } from './subject-process.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    requests: { type: 'string', default: '3000' },
    only: { type: 'string', default: '' },
    before: { type: 'string' },
    out: { type: 'string' },
  },
});
const rounds = Number(values.rounds);
const requests = Number(values.requests);
const WARM_UP = 1500;
const BURSTS = 10;

/** `before` is the server of another checkout. */
type Subject = 'express' | 'pushspec' | 'before' | 'prism';

/** Microseconds by subject. */
type Round = Partial<Record<Subject, number>>;

/** Returns the subjects of a case. Plain Express checks nothing, so it has no refusals. Prism serves one API only. */
function subjectsOf(name: string, { isRefused }: BenchRequest): Subject[] {
  return [
    ...(isRefused ? [] : (['express'] as const)),
    'pushspec',
    ...(values.before === undefined ? [] : (['before'] as const)),
    ...(name.startsWith('guance') && !isRefused ? (['prism'] as const) : []),
  ];
}

/** Adapts a request to Prism, which expects one path segment for `subUri`, as in the contract's template. */
const forPrism = (request: BenchRequest): BenchRequest => ({
  ...request,
  path: request.path.replace(/\/(?=[^/]*$)/, '%2F'),
});

/** Starts a process and warms it up with every accepted body of the API and with the measured request. */
async function warmed(subject: Subject, name: string) {
  const isBefore = subject === 'before';
  const process = await startSubject(
    isBefore ? 'pushspec' : subject,
    [],
    isBefore ? values.before : undefined,
  );
  // Built here, because signatures and timestamps must be recent.
  const accepted = benchRequests(Date.now());
  const request = { ...accepted, ...refusedRequests(Date.now()) }[name] as BenchRequest;
  const shapes = Object.entries(accepted).filter(([other]) => other.startsWith(name.split(',')[0] as string));
  const send = (sent: BenchRequest, count: number) =>
    sendLoad({ port: process.port, request: subject === 'prism' ? forPrism(sent) : sent, requests: count });
  for (const [, shape] of shapes) await send(shape, WARM_UP);
  if (request.isRefused) await send(request, WARM_UP);
  return { subject, process, cpu: 0, send: (count: number) => send(request, count) };
}

/** Returns the CPU microseconds per request of each subject. Subjects take turns in bursts, so that other load affects all equally. */
async function measure(name: string, subjects: readonly Subject[]): Promise<Round> {
  const running = [];
  for (const subject of subjects) running.push(await warmed(subject, name));
  const burst = Math.ceil(requests / BURSTS);
  for (let turn = 0; turn < BURSTS; turn++) {
    for (const one of turn % 2 ? [...running].reverse() : running) {
      const before = await one.process.usage();
      await one.send(burst);
      const after = await one.process.usage();
      one.cpu += after.cpu - before.cpu;
    }
  }
  for (const { process } of running) await process.end();
  return Object.fromEntries(running.map(({ subject, cpu }) => [subject, cpu / (burst * BURSTS)]));
}

/** Orders the subjects of a round. The order rotates and reverses from round to round, so that changes in machine load affect all subjects equally. */
function ordered(subjects: readonly Subject[], round: number): Subject[] {
  const start = Math.floor(round / 2) % subjects.length;
  const rotated = [...subjects.slice(start), ...subjects.slice(0, start)];
  return round % 2 ? rotated.reverse() : rotated;
}

/** Returns the ratio of two subjects in each round that has both. */
function paired(all: readonly Round[], top: Subject, bottom: Subject): number[] {
  return all.flatMap(({ [top]: a, [bottom]: b }) => (a === undefined || b === undefined ? [] : [a / b]));
}

/** Returns the ratios of each measured comparison. */
function summary(all: readonly Round[]) {
  const [toExpress, toBefore, toPrism] = [
    paired(all, 'express', 'pushspec'),
    paired(all, 'pushspec', 'before'),
    paired(all, 'pushspec', 'prism'),
  ];
  return {
    // Names that plot.ts reads.
    ...(toExpress.length > 0 && { minimum: Math.min(...toExpress), median: median(toExpress) }),
    ...(toBefore.length > 0 && { toBefore: { median: median(toBefore), quartiles: quartiles(toBefore) } }),
    ...(toPrism.length > 0 && { toPrism: { median: median(toPrism), quartiles: quartiles(toPrism) } }),
  };
}

type Summary = ReturnType<typeof summary>;

function line(name: string, { minimum, median: middle, toBefore, toPrism }: Summary, all: readonly Round[]) {
  const ratio = (title: string, of: Summary['toBefore']) =>
    of
      ? [`${title} ${of.median.toFixed(2)} (${of.quartiles.map((edge) => edge.toFixed(2)).join(' to ')})`]
      : [];
  const subjects = Object.keys(all[0] ?? {}) as Subject[];
  return [
    name.padEnd(40),
    ...(minimum !== undefined && middle !== undefined
      ? [`Express ÷ ours ${middle.toFixed(2)} (least ${minimum.toFixed(2)})`]
      : []),
    ...ratio('ours ÷ before', toBefore),
    ...ratio('ours ÷ Prism', toPrism),
    ...subjects.map(
      (subject) => `${subject} ${median(all.map((round) => round[subject] ?? 0)).toFixed(0)} µs`,
    ),
  ].join('  ');
}

const results = [];
for (const [name, request] of Object.entries({ ...benchRequests(0), ...refusedRequests(0) })) {
  if (!name.includes(values.only)) continue;
  const perRound: Round[] = [];
  for (let round = 0; round < rounds; round++) {
    perRound.push(await measure(name, ordered(subjectsOf(name, request), round)));
  }
  const summarized = summary(perRound);
  results.push({ case: name, ...summarized, rounds: perRound });
  console.log(line(name, summarized, perRound));
}
writeResult(values.out, results);
