/**
 * Sends a million events through a reporter while three of ten requests fail. Checks that each event has exactly one outcome, and
 * measures memory. See README.md. `node test/bench/reporter-million.ts [--events 1000000] [--out FILE]`
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createBluekingClient } from '@pushspec/client/blueking';
import { createReporter } from '@pushspec/client/reporter';
import { writeResult } from './result.ts';

const { values } = parseArgs({
  options: { events: { type: 'string', default: '1000000' }, out: { type: 'string' } },
});
const EVENTS = Number(values.events);
const FAULTS_PERMILLE = 300;
/** The service refuses one event in this many. */
const REFUSED_EVERY = 10_000;
const SAMPLES = 20;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const path = join(import.meta.dirname, 'subjects/faulty.ts');
const server = fork(path, [String(FAULTS_PERMILLE), String(EVENTS)]);
const [{ port }] = (await once(server, 'message')) as [{ port: number }];

const client = createBluekingClient({
  ...{ dataId: 1, accessToken: 't', kind: 'event' },
  baseUrl: `http://127.0.0.1:${port}`,
});
const ends = { delivered: 0, rejected: 0, dropped: 0 };
/** The outcome of each event: 1 delivered, 2 delivered and possibly duplicated, 4 rejected, 8 dropped, 128 more than one outcome. */
const endOf = new Uint8Array(EVENTS);
let requests = 0;
const reporter = createReporter(client, {
  pace: false,
  batch: { maxItems: 100 },
  queue: { maxItems: 2000, whenFull: 'block' },
  retry: { baseMs: 1, maxMs: 20, deadlineMs: Number.POSITIVE_INFINITY },
  onEvent: ({ type }) => {
    if (type === 'request') requests++;
  },
  onOutcome: (outcome) => {
    ends[outcome.end]++;
    const number = Number(outcome.event.target);
    const isMarked = outcome.end === 'delivered' && outcome.mayBeDuplicate;
    const end = isMarked ? 2 : { delivered: 1, rejected: 4, dropped: 8 }[outcome.end];
    endOf[number] = (endOf[number] ?? 0) === 0 ? end : 128;
  },
});

let imbalances = 0;
const checkLedger = (pushed: number) => {
  const ledger = reporter.ledger();
  const sum = ends.delivered + ends.rejected + ends.dropped;
  const isBalanced =
    ledger.pushed === pushed &&
    ledger.delivered === ends.delivered &&
    ledger.rejected === ends.rejected &&
    ledger.dropped === ends.dropped &&
    ledger.pending === pushed - sum;
  if (!isBalanced) imbalances++;
};

const memory: { events: number; heapMiB: number; rssMiB: number }[] = [];
const started = performance.now();
for (let number = 0; number < EVENTS; number++) {
  const event = number % REFUSED_EVERY === REFUSED_EVERY - 1 ? {} : { content: `${number}: 磁盘使用率 97 %` };
  await reporter.push({ target: String(number), event_name: 'n', event } as never);
  if (number % 100 === 0) checkLedger(number + 1);
  if ((number + 1) % (EVENTS / SAMPLES) === 0) {
    collectGarbage();
    const { heapUsed, rss } = process.memoryUsage();
    memory.push({ events: number + 1, heapMiB: heapUsed / 2 ** 20, rssMiB: rss / 2 ** 20 });
    console.log(
      `${number + 1} events: heap ${(heapUsed / 2 ** 20).toFixed(1)} MiB, rss ${(rss / 2 ** 20).toFixed(0)} MiB`,
    );
  }
}
const { undelivered: _, ...ledger } = await reporter.close({ timeoutMs: 600_000 });
const seconds = (performance.now() - started) / 1000;
checkLedger(EVENTS);

server.send('copies');
const [report] = (await once(server, 'message')) as [{ faults: Record<string, number>; copies: string }];
server.disconnect();
const copies = Buffer.from(report.copies, 'base64');
const count = (is: (number: number) => boolean) => {
  let found = 0;
  for (let number = 0; number < EVENTS; number++) if (is(number)) found++;
  return found;
};
const isDelivered = (number: number) => endOf[number] === 1 || endOf[number] === 2;
const spread = (name: 'heapMiB' | 'rssMiB') => {
  const rest = memory.slice(SAMPLES / 2).map((sample) => sample[name]);
  const [least, most] = [Math.min(...rest), Math.max(...rest)];
  return (most - least) / (most + least);
};
const result = {
  ledger,
  imbalances,
  withoutEnd: count((number) => endOf[number] === 0),
  withTwoEnds: count((number) => endOf[number] === 128),
  deliveredAndMissing: count((number) => isDelivered(number) && copies[number] === 0),
  notDeliveredAndThere: count((number) => !isDelivered(number) && (copies[number] ?? 0) > 0),
  twiceThere: count((number) => (copies[number] ?? 0) > 1),
  twiceThereAndNotMarked: count((number) => (copies[number] ?? 0) > 1 && endOf[number] !== 2),
  requests,
  faults: report.faults,
  seconds,
  heapOfSecondHalf: spread('heapMiB'),
  rssOfSecondHalf: spread('rssMiB'),
  memory,
};
console.log({ ...result, memory: undefined });
writeResult(values.out, result);
