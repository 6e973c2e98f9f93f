/** Measures the cost of durability: requests per second with the store in a file, relative to the store in memory. See README.md. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sendLoad } from './load.ts';
import { benchRequests } from './requests.ts';
import { startSubject } from './subject-process.ts';

const ROUNDS = 6;
const REQUESTS = 4000;
const CONNECTIONS = 32;

async function requestsPerSecond(store: string): Promise<number> {
  const subject = await startSubject('pushspec', [store]);
  const request = benchRequests(Date.now())['blueking, 1 point'];
  if (!request) throw new Error('no such case');
  const load = { port: subject.port, request, connections: CONNECTIONS };
  await sendLoad({ ...load, requests: 2000 });
  const start = performance.now();
  await sendLoad({ ...load, requests: REQUESTS });
  const seconds = (performance.now() - start) / 1000;
  await subject.end();
  return REQUESTS / seconds;
}

const folder = mkdtempSync(join(tmpdir(), 'pushspec-bench-'));
const ratios: number[] = [];
for (let round = 0; round < ROUNDS; round++) {
  const file = join(folder, `${round}.db`);
  const order = round % 2 ? [file, ':memory:'] : [':memory:', file];
  const rates = new Map<string, number>();
  for (const store of order) rates.set(store, await requestsPerSecond(store));
  const [durable = 0, memory = 1] = [rates.get(file), rates.get(':memory:')];
  ratios.push(durable / memory);
  console.log(
    `round ${round + 1}: file ${durable.toFixed(0)}/s, memory ${memory.toFixed(0)}/s, ratio ${(durable / memory).toFixed(2)}`,
  );
}
rmSync(folder, { recursive: true });
ratios.sort((a, b) => a - b);
console.log(`ratio min ${ratios[0]?.toFixed(2)} median ${ratios[ROUNDS / 2]?.toFixed(2)}`);
