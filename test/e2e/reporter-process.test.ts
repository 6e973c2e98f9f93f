/** A reporter in a process of its own: what keeps the process alive, and what does not. */
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

/** Runs a program with a client in `client`, and resolves to the code that it ends with and what it has written. */
function run(url: string, program: string): Promise<{ code: number | null; output: string }> {
  const prelude = `
    import { createCloudMonitorClient } from '@pushspec/client/cloudmonitor';
    import { createReporter } from '@pushspec/client/reporter';
    const client = createCloudMonitorClient(${JSON.stringify({ credentials, baseUrl: url })});
    const event = { name: 'n', content: 'c' };`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', prelude + program], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, output })));
}

it('does not keep a process alive that ends without close()', async () => {
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
  'ends a process that awaits %s() only after the delivery, also through retries',
  async (method) => {
    const { server, url } = await referenceServer();
    server.fail({ vendor: 'cloudmonitor', reason: 'internal-error', times: 2 });
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

it('keeps a process alive while a push waits for a place', async () => {
  const { server, url } = await referenceServer();
  server.fail({ vendor: 'cloudmonitor', reason: 'internal-error' });
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

it('goes on when the clock of the machine is set back', async () => {
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
