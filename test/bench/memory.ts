/** Measures the resident memory of the server while it receives a million events in batches of a hundred. See README.md. */
import { sendLoad } from './load.ts';
import { benchRequests } from './requests.ts';
import { startSubject } from './subject-process.ts';

const EVENTS = 1_000_000;
const STEPS = 10;

const subject = await startSubject('pushspec');
const request = benchRequests(Date.now())['blueking, 100 points'];
if (!request) throw new Error('no such case');
const sizes: number[] = [];
for (let step = 0; step < STEPS; step++) {
  await sendLoad({ port: subject.port, request, requests: EVENTS / 100 / STEPS });
  const { rss } = await subject.usage();
  sizes.push(rss / 1024 / 1024);
  console.log(`${((step + 1) * EVENTS) / STEPS} events: ${sizes.at(-1)?.toFixed(0)} MiB`);
}
await subject.end();
const rest = sizes.slice(STEPS / 2);
const [least, most] = [Math.min(...rest), Math.max(...rest)];
console.log(`second half: ± ${((100 * (most - least)) / (most + least)).toFixed(0)} %`);
