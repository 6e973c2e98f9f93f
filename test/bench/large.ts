/** Measures large signed bodies per second of one core, and the time to the first response of `pushspec serve`. See README.md. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { sendLoad } from './load.ts';
import { signed } from './requests.ts';
import { startSubject } from './subject-process.ts';

const REQUESTS = 400;
const BYTES = 500_000;
const STARTS = 8;

async function largeBodies(): Promise<number> {
  const subject = await startSubject('pushspec');
  const content = 'x'.repeat(BYTES / 100 - 60);
  const body = JSON.stringify(Array.from({ length: 100 }, () => ({ name: 'n', content, groupId: 1 })));
  const request = signed(body, Date.now());
  await sendLoad({ port: subject.port, request, requests: 100 });
  const before = await subject.usage();
  await sendLoad({ port: subject.port, request, requests: REQUESTS });
  const after = await subject.usage();
  await subject.end();
  return REQUESTS / ((after.cpu - before.cpu) / 1e6);
}

async function firstResponse(): Promise<number> {
  const bin = join(import.meta.dirname, '../../packages/cli/src/bin.ts');
  const start = performance.now();
  const child = spawn(process.execPath, [bin, 'serve', '--port', '0', '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  for await (const chunk of child.stdout) {
    text += chunk;
    if (text.includes('\n')) break;
  }
  const { admin } = JSON.parse(text) as { admin: string };
  await fetch(`${admin}/health`);
  const milliseconds = performance.now() - start;
  child.kill('SIGTERM');
  return milliseconds;
}

console.log(`500 KB signed bodies: ${(await largeBodies()).toFixed(0)} requests per second of one core`);
const starts = [];
for (let count = 0; count < STARTS; count++) starts.push(await firstResponse());
starts.sort((a, b) => a - b);
console.log(
  `serve to first answer: min ${starts[0]?.toFixed(0)} ms, median ${starts[STARTS / 2]?.toFixed(0)} ms`,
);
