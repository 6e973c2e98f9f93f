/**
 * Profiles the CPU time of one accepted request by source file and dependency. See README.md.
 *
 *     node test/bench/profile.ts [--case 'guance, 1 event'] [--requests 20000] [--least 0.5]
 */
import { Session } from 'node:inspector/promises';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { createServer } from '@pushspec/server';
import { type Load, sendLoad } from './load.ts';
import { attributed, type Profile } from './profile-parts.ts';
import { benchConfig, benchRequests } from './requests.ts';

/** Sends the load from another thread, which neither the profile nor the CPU time of this thread includes. */
async function loadFromWorker(load: Load): Promise<void> {
  const worker = new Worker(new URL(import.meta.url), { workerData: load });
  await new Promise<void>((resolve, reject) => {
    worker.once('message', () => resolve());
    worker.once('error', reject);
  });
  await worker.terminate();
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      case: { type: 'string', default: 'guance, 1 event' },
      requests: { type: 'string', default: '20000' },
      least: { type: 'string', default: '0.5' },
    },
  });
  const request = benchRequests(Date.now())[values.case];
  if (!request)
    throw new Error(`unknown case ${values.case}: use one of ${Object.keys(benchRequests(0)).join('; ')}`);
  const server = await createServer({ config: benchConfig });
  const { url } = await server.listen({ port: 0 });
  const load = { port: Number(new URL(url).port), request, requests: Number(values.requests) };
  await loadFromWorker(load);

  const before = process.threadCpuUsage();
  await loadFromWorker(load);
  const { user, system } = process.threadCpuUsage(before);
  const cpu = (user + system) / load.requests;

  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 200 });
  await session.post('Profiler.start');
  await loadFromWorker(load);
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  await server.close();

  print(attributed(profile as Profile), { name: values.case, cpu, least: Number(values.least) });
}

/** Prints the parts. Shares come from the profile, microseconds from the run without the profiler. */
function print(
  parts: ReadonlyMap<string, number>,
  { name, cpu, least }: { name: string; cpu: number; least: number },
): void {
  const total = [...parts.values()].reduce((sum, time) => sum + time, 0);
  const rows = [...parts].map(([part, time]) => ({ part, us: (time / total) * cpu }));
  const shown = rows.filter(({ us }) => us >= least).sort((a, b) => b.us - a.us);
  const rest = rows.filter(({ us }) => us < least).reduce((sum, { us }) => sum + us, 0);
  console.log(`${name}: ${cpu.toFixed(0)} µs of CPU per request`);
  for (const { part, us } of [...shown, { part: `${rows.length - shown.length} smaller parts`, us: rest }])
    console.log(`${us.toFixed(1).padStart(7)} µs  ${part}`);
}

if (isMainThread) await main();
else {
  await sendLoad(workerData as Load);
  parentPort?.postMessage('done');
}
