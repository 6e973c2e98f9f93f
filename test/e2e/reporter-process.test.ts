/** Checks when a reporter in a separate process keeps that process alive. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { developmentConfig } from '@pushspec/contract';
import { createServer } from '@pushspec/server';
import { expect, it, onTestFinished } from 'vitest';

const root = join(import.meta.dirname, '../..');
const credentials = developmentConfig.cloudmonitor.accounts[0]?.keys[0];

async function referenceServer() {
  const server = await createServer();
  onTestFinished(() => server.close());
  const { url } = await server.listen({ port: 0 });
  return { server, url };
}

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly output: string;
}

/** Runs a program with a client in `client`. Sends the next signal after each line of output. */
function signaled(url: string, program: string, ...signals: NodeJS.Signals[]): Promise<Ended> {
  const prelude = `
    import { createCloudMonitorClient } from '@pushspec/client/cloudmonitor';
    import { closeOnExit, createReporter } from '@pushspec/client/reporter';
    const client = createCloudMonitorClient(${JSON.stringify({ credentials, baseUrl: url })});
    const event = { name: 'n', content: 'c' };`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', prelude + program], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  child.stdout.on('data', () => {
    const next = signals.shift();
    if (next) child.kill(next);
  });
  return new Promise((resolve) => child.on('close', (code, signal) => resolve({ code, signal, output })));
}

/** Runs a program with a client in `client`. Resolves to its exit code and its output. */
async function run(url: string, program: string): Promise<Pick<Ended, 'code' | 'output'>> {
  const { code, output } = await signaled(url, program);
  return { code, output };
}

it('does not keep a process alive that exits without close()', async () => {
  const { server, url } = await referenceServer();
  const ended = await run(
    url,
    `createReporter(client, { batch: { maxWaitMs: 2 ** 30 } }).push(event);
     process.on('exit', () => console.log('ends'));`,
  );
  expect(ended).toEqual({ code: 0, output: 'ends\n' });
  expect(await server.requests()).toEqual([]);
});

it.each(['flush', 'close'])(
  'keeps a process that awaits %s() alive until delivery, including retries',
  async (method) => {
    const { server, url } = await referenceServer();
    server.fail({ api: 'cloudmonitor', reason: 'internal-error', times: 2 });
    const ended = await run(
      url,
      `const reporter = createReporter(client, { retry: { baseMs: 20 } });
       reporter.push(event);
       console.log((await reporter.${method}()).delivered);`,
    );
    expect(ended).toEqual({ code: 0, output: '1\n' });
    expect((await server.requests()).map(({ outcome }) => outcome)).toEqual([
      'rejected',
      'rejected',
      'accepted',
    ]);
  },
);

it('keeps a process alive while a push waits for a slot', async () => {
  const { server, url } = await referenceServer();
  server.fail({ api: 'cloudmonitor', reason: 'internal-error' });
  const ended = await run(
    url,
    `const queue = { maxItems: 1, whenFull: 'block' };
     const reporter = createReporter(client, { queue, retry: { baseMs: 20 }, batch: { maxWaitMs: 20 } });
     await reporter.push(event);
     await reporter.push(event);
     console.log((await reporter.close()).delivered);`,
  );
  expect(ended).toEqual({ code: 0, output: '2\n' });
});

it('continues when the system clock is set back', async () => {
  const { url } = await referenceServer();
  const ended = await run(
    url,
    `const { now } = Date;
     let setBackMs = 0;
     Date.now = () => now() - setBackMs;
     const reporter = createReporter(client, { batch: { maxWaitMs: 20 } });
     const alive = setInterval(() => {}, 1000);
     reporter.push(event, ({ end }) => {
       console.log(end);
       clearInterval(alive);
     });
     setBackMs = 600_000;`,
  );
  expect(ended).toEqual({ code: 0, output: 'delivered\n' });
});

/** Pushes an event that would wait for a long time, and stays alive. */
const waiting = `
  const reporter = createReporter(client, { batch: { maxWaitMs: 2 ** 30 } });
  reporter.push(event, ({ end }) => console.log(end));
  setInterval(() => {}, 1000);`;

it.each(['SIGTERM', 'SIGINT'] as const)(
  'delivers pending events on %s, and then exits with that signal',
  async (signal) => {
    const { server, url } = await referenceServer();
    const ended = await signaled(url, `${waiting} closeOnExit(reporter); console.log('ready');`, signal);
    expect(ended).toEqual({ code: null, signal, output: 'ready\ndelivered\n' });
    expect(await server.requests()).toHaveLength(1);
  },
);

it('delivers pending events when a process has nothing left to do', async () => {
  const { url } = await referenceServer();
  const program = `
    const reporter = createReporter(client, { batch: { maxWaitMs: 2 ** 30 } });
    closeOnExit(reporter);
    reporter.push(event, ({ end }) => console.log(end));`;
  expect(await run(url, program)).toEqual({ code: 0, output: 'delivered\n' });
});

it.each([
  ['on', 'after'],
  ['once', 'after'],
  ['once', 'before'],
])('leaves the exit to a program that listens with %s(), %s closeOnExit()', async (method, when) => {
  const { url } = await referenceServer();
  const listen = `
    process.${method}('SIGTERM', async () => {
      await reporter.close();
      process.exit(3);
    });`;
  const close = 'closeOnExit(reporter);';
  const program = `${waiting} ${when === 'after' ? close + listen : listen + close} console.log('ready');`;
  expect(await signaled(url, program, 'SIGTERM')).toMatchObject({ code: 3, output: 'ready\ndelivered\n' });
});

it('exits in time without a service, and immediately on a second signal', async () => {
  const { url } = await referenceServer();
  const program = (options: string) => `
    const client = createCloudMonitorClient({
      ...${JSON.stringify({ credentials, baseUrl: url })},
      fetch: () => {
        console.log('sent');
        return new Promise(() => {});
      },
    });
    ${waiting}
    closeOnExit(reporter${options});
    console.log('ready');`;
  const prelude = (options: string) => `{ ${program(options)} }`;
  expect(await signaled(url, prelude(', { timeoutMs: 50 }'), 'SIGTERM')).toEqual({
    code: null,
    signal: 'SIGTERM',
    output: 'ready\nsent\ndropped\n',
  });
  expect(await signaled(url, prelude(', { timeoutMs: 2 ** 30 }'), 'SIGTERM', 'SIGTERM')).toEqual({
    code: null,
    signal: 'SIGTERM',
    output: 'ready\nsent\n',
  });
});

it('removes its listeners', async () => {
  const { url } = await referenceServer();
  const program = `
    const reporter = createReporter(client);
    const remove = closeOnExit(reporter);
    remove();
    console.log(['SIGTERM', 'SIGINT', 'beforeExit'].map((name) => process.listenerCount(name)).join());`;
  expect(await run(url, program)).toEqual({ code: 0, output: '0,0,0\n' });
});
