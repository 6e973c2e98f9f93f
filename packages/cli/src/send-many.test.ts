import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { file, folder, pushspec, runCommand } from './cli.fixture.ts';
import { events, linesOf, numbers, service } from './send.fixture.ts';

/** Ends a test that hangs. */
const HANGS_MS = 600_000;

const args = (url: string, path: string, options: readonly string[]) => [
  ...['send', 'cloudmonitor', '--url', url, '--file', path],
  ...options,
];
const send = (url: string, path: string, ...options: string[]) => runCommand(args(url, path, options));
/** Sends from a child process, which the test can end. */
const start = (url: string, path: string, ...options: string[]) => pushspec(args(url, path, options));

/** Parses a printed command as a shell does, because the path of the temporary folder may contain spaces. */
const shellArguments = (command: string) =>
  execFileSync('sh', ['-c', `pushspec() { printf '%s\\n' "$@"; }; ${command}`], { encoding: 'utf8' })
    .trimEnd()
    .split('\n');

it('reports exactly one result for each line', async () => {
  const { url, accepted } = await service();
  const path = events(3000, { 17: '{"name": "n17", oops}', 2345: '{"name": "n2345"}' });
  const rejected = join(folder(), 'rejected.ndjson');
  const { code, stdout, stderr } = await send(url, path, '--rejected', rejected);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^3000 events: 2998 delivered, 2 rejected, 0 dropped \(\d+ requests, [\d.]+ s\)$/m);
  expect(stderr).toContain('rejected 1: not-json (line 17).');
  expect(stderr).toContain('rejected 1: content-missing (line 2345).');
  expect(await accepted()).toEqual(numbers(1, 3000).filter((number) => number !== 17 && number !== 2345));
  expect(linesOf(rejected)).toMatchObject([
    { line: 17, outcome: 'rejected', reason: 'not-json', text: '{"name": "n17", oops}' },
    { line: 2345, outcome: 'rejected', reason: 'content-missing', event: { name: 'n2345' } },
  ]);
});

it('prints the ledger as one line of JSON, and nothing else on stdout', async () => {
  const { url } = await service();
  const { code, stdout, stderr } = await send(url, events(250, { 3: '[]' }), '--json');
  expect(code).toBe(2);
  expect(stdout.split('\n')).toHaveLength(2);
  expect(JSON.parse(stdout)).toMatchObject({
    ...{ outcome: 'refused', api: 'cloudmonitor', unit: 'line', read: 250, delivered: 249, rejected: 1 },
    ...{
      rejections: { 'not-an-object': { count: 1, first: [3], local: true } },
      stopped: null,
      continue: null,
    },
    position: { records: 250 },
  });
  expect(stderr.split('\n')).toHaveLength(2);
});

it('continues after Ctrl-C without sending a line twice', async () => {
  const { server, url, accepted } = await service();
  const path = events(1500);
  server.fail({ api: 'cloudmonitor', kind: 'delay', delayMs: 300, every: 1 });
  const run = start(url, path, '--json');
  await server.waitFor(({ outcome }) => outcome === 'accepted', { timeoutMs: HANGS_MS });
  run.child.kill('SIGINT');
  const { code, stdout, stderr } = await run;
  const ledger = JSON.parse(stdout);
  expect({ code, outcome: ledger.outcome, dropped: ledger.dropped }).toEqual({
    ...{ code: 130, outcome: 'interrupted', dropped: 0 },
  });
  expect(await accepted()).toEqual(numbers(1, ledger.position.records));
  expect(ledger.position.records).toBeLessThan(1500);
  expect(stderr).toContain(`interrupted; continue with: ${ledger.continue}`);
  expect(await pushspec(shellArguments(ledger.continue))).toMatchObject({ code: 0 });
  expect(await accepted()).toEqual(numbers(1, 1500));
});

it('exits immediately on the second Ctrl-C, and prints how to continue', async () => {
  const silent = createServer((request) => request.resume()).listen(0, '127.0.0.1');
  onTestFinished(() => void silent.close());
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  const run = start(`http://127.0.0.1:${port}`, events(300), '--json');
  await once(silent, 'request');
  run.child.kill('SIGINT');
  await once(run.child.stderr ?? silent, 'data');
  run.child.kill('SIGINT');
  const { code, stdout } = await run;
  expect(code).toBe(130);
  expect(JSON.parse(stdout)).toMatchObject({
    delivered: 0,
    position: { records: 0 },
    stopped: 'interrupted',
  });
  expect(JSON.parse(stdout).drops['close-timeout'].count).toBeGreaterThan(0);
});

it('loses no event on kill -9', async () => {
  const { server, url, accepted } = await service();
  const path = events(2000);
  const checkpoint = join(folder(), 'position');
  server.fail({ api: 'cloudmonitor', kind: 'delay', delayMs: 200, every: 1 });
  const run = start(url, path, '--checkpoint', checkpoint);
  const position = () => JSON.parse(readFileSync(checkpoint, 'utf8')).position.records as number;
  while (!existsSync(checkpoint) || position() === 0) {
    await server.waitFor(({ outcome }) => outcome === 'accepted', { timeoutMs: HANGS_MS });
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  run.child.kill('SIGKILL');
  await run;
  const done = position();
  expect(done).toBeLessThan(2000);
  expect(await send(url, path, '--checkpoint', checkpoint)).toMatchObject({ code: 0 });
  const all = await accepted();
  expect([...new Set(all)]).toEqual(numbers(1, 2000));
  const twice = all.filter((number, index) => all[index - 1] === number);
  expect(twice.filter((number) => number <= done)).toEqual([]);
  expect(position()).toBe(2000);
});

it('sends only appended lines when it runs again', async () => {
  const { url, accepted } = await service();
  const path = events(10);
  const checkpoint = join(folder(), 'position');
  expect(await send(url, path, '--checkpoint', checkpoint)).toMatchObject({ code: 0 });
  writeFileSync(path, '{"name":"n11","content":"c"}\n', { flag: 'a' });
  expect(await send(url, path, '--checkpoint', checkpoint)).toMatchObject({ code: 0 });
  const { code, stderr } = await send(url, path, '--checkpoint', checkpoint);
  expect({ code, stderr }).toEqual({ code: 0, stderr: `${path} has nothing left to send\n` });
  expect(await accepted()).toEqual(numbers(1, 11));
});

it('stops after a few requests with wrong credentials', async () => {
  const { server, url } = await service();
  const env = {
    ALIBABA_CLOUD_ACCESS_KEY_ID: 'devAccessKeyId',
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'canary-secret',
  };
  const path = events(5000);
  const { code, stdout, stderr } = await pushspec(['send', 'cloudmonitor', '--url', url, '--file', path], {
    env,
  });
  expect({ code, stdout }).toEqual({ code: 4, stdout: '' });
  expect(stderr).toMatch(/signature-mismatch.* Then continue with: pushspec send cloudmonitor .*\n$/);
  expect(stderr).not.toContain('canary');
  expect((await server.requests()).length).toBeLessThan(10);
});

it('continues with the same files after a run that delivered nothing', async () => {
  const { url, accepted } = await service();
  const path = events(5);
  const files = ['--checkpoint', join(folder(), 'position'), '--rejected', join(folder(), 'rejected')];
  expect(await send('http://127.0.0.1:1', path, '--retry-for', '0', ...files)).toMatchObject({ code: 3 });
  expect(linesOf(files[3] ?? '')).toHaveLength(5);
  expect(await send(url, path, ...files)).toMatchObject({ code: 0 });
  expect(await accepted()).toEqual(numbers(1, 5));
});

it('does not overwrite the rejected events of an earlier run', async () => {
  const { server, url } = await service();
  const rejected = file('rejected.ndjson', '{}\n');
  const { code, stderr } = await send(url, events(5), '--rejected', rejected);
  expect(code).toBe(2);
  expect(stderr).toMatch(/contains events from an earlier run: move it elsewhere/);
  const path = events(5);
  expect(await send(url, path, '--rejected', path)).toMatchObject({ code: 2 });
  expect(await server.requests()).toEqual([]);
});

it('continues inside an array', async () => {
  const { url, accepted } = await service();
  const array = numbers(1, 20).map((number) => ({ name: `n${number}`, content: 'c' }));
  const path = file('events.json', JSON.stringify([...array.slice(0, 10), 7, ...array.slice(10)]));
  const files = ['--checkpoint', join(folder(), 'position'), '--rejected', join(folder(), 'rejected')];
  expect(await send(url, path, '--strict', ...files)).toMatchObject({ code: 2 });
  expect(linesOf(files[3] ?? '')).toMatchObject([{ number: 11, reason: 'not-an-object', text: '7' }]);
  expect(await accepted()).toEqual(numbers(1, 10));
  expect(await send(url, path, '--strict', ...files)).toMatchObject({ code: 0 });
  expect(await accepted()).toEqual(numbers(1, 20));
});

it('exits with 3 if nothing responds, and counts nothing as done', async () => {
  const { code, stdout } = await send('http://127.0.0.1:1', events(300), '--json', '--retry-for', '0');
  expect(code).toBe(3);
  expect(JSON.parse(stdout)).toMatchObject({
    ...{ outcome: 'failed', delivered: 0, stopped: 'no-response', position: { records: 0 } },
  });
});

it('stops at the first rejected line in strict mode, after sending those before it', async () => {
  const { url, accepted } = await service();
  const { code, stderr } = await send(url, events(500, { 150: 'oops' }), '--strict');
  expect(code).toBe(2);
  expect(stderr).toMatch(/line 150 was rejected \(not-json\), .* --skip 150\n$/);
  expect(await accepted()).toEqual(numbers(1, 149));
});

it('sends nothing in a dry run, and counts the requests', async () => {
  const { server, url } = await service();
  const { code, stderr } = await send(url, events(250), '--dry-run');
  expect({ code, stderr }).toEqual({
    ...{ code: 0, stderr: '250 events: 250 would be sent in 3 requests, 0 invalid; nothing was sent\n' },
  });
  expect(await server.requests()).toEqual([]);
});

it('sends an array that is too long for one request', async () => {
  const { url, accepted } = await service();
  const array = numbers(1, 150).map((number) => ({ name: `n${number}`, content: 'c' }));
  const path = file('events.json', JSON.stringify(array, null, 2));
  expect(await send(url, path, '--skip', '10', '--quiet')).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(await accepted()).toEqual(numbers(11, 150));
});
