/** Checks the installed client in each runtime. */
import { join } from 'node:path';
import { expect, inject, it, onTestFinished, type TestContext } from 'vitest';
import { exchangeInput, expectedResults } from './exchange.ts';
import { programOf } from './installed.ts';
import { environmentOf, succeed } from './process.ts';
import { importOf, platformProgram } from './runtimes.ts';

const { projects, nodes, scratch } = inject('packed');
const everyNode = [
  ...new Map([...Object.values(nodes.oldest), nodes.newest].map((node) => [node.version, node])).values(),
];

async function outputOf(program: readonly string[], input: object): Promise<unknown> {
  const options = { cwd: projects.client, env: environmentOf(program[0] ?? '', scratch) };
  return JSON.parse(await succeed([...program, JSON.stringify(input)], options));
}

it('covers Node 20 to 26', () => {
  const majors = everyNode.map(({ version }) => Number(version.split('.')[0]));
  expect([Math.min(...majors), Math.max(...majors)]).toEqual([20, 26]);
});

it.for(everyNode)('exchanges requests on Node $version', async (node, context) => {
  const program = [programOf(node, context), 'main.mjs'];
  expect(await outputOf(program, await exchangeInput())).toEqual(expectedResults());
});

it.for(everyNode)('can be loaded with require() on Node $version', async (node, context) => {
  const program = [programOf(node, context), 'require.cjs'];
  expect(await outputOf(program, await exchangeInput())).toEqual({ statuses: [200, 200, 200], delivered: 1 });
});

it.for(everyNode)(
  'prints no warning for 100 calls with one signal on Node $version',
  async (node, context) => {
    const program = [programOf(node, context), 'parallel.mjs'];
    expect(await outputOf(program, await exchangeInput())).toMatchObject({
      accepted: { blueking: 100, guance: 100 },
      warnings: [],
    });
  },
);

it('exchanges requests in Bun', async (context) => {
  const program = [platformProgram('bun', 'bin/bun', context), 'main.mjs'];
  expect(await outputOf(program, await exchangeInput())).toEqual(expectedResults());
});

it('exchanges requests in Deno', async (context) => {
  const deno = platformProgram('deno', 'deno', context);
  // It reads the files of the project, looks for its address, and connects to this machine only.
  const permissions = [
    '--allow-read=.',
    '--allow-net=127.0.0.1',
    '--allow-sys=networkInterfaces',
    '--no-prompt',
  ];
  const program = [deno, 'run', '--no-remote', '--node-modules-dir=manual', ...permissions, 'main.mjs'];
  expect(await outputOf(program, await exchangeInput())).toEqual(expectedResults());
});

/** Bundles a worker as Wrangler does, and returns its file. */
async function bundleWorker(file: string, context: TestContext): Promise<string> {
  const { build } = await importOf('esbuild', context);
  const outfile = join(projects.client, 'dist', file);
  const input = { absWorkingDir: projects.client, entryPoints: [file], external: ['node:*'] };
  const conditions = ['workerd', 'worker', 'browser'];
  await build({ ...input, outfile, conditions, bundle: true, format: 'esm' });
  return outfile;
}

/** Starts a worker in workerd. */
async function startWorker(file: string, compatibilityFlags: string[], context: TestContext) {
  const { Log, Miniflare } = await importOf('miniflare', context);
  let output = '';
  const collect = (chunk: unknown) => {
    output += chunk;
  };
  const worker = new Miniflare({
    modules: [{ type: 'ESModule', path: await bundleWorker(file, context) }],
    modulesRoot: projects.client,
    compatibilityDate: '2026-01-01',
    compatibilityFlags,
    log: new Log(0),
    handleRuntimeStdio: (...streams: NodeJS.ReadableStream[]) => {
      for (const stream of streams) stream.on('data', collect);
    },
  });
  onTestFinished(() => worker.dispose().catch(() => {}));
  return {
    /** The output of the runtime. */
    output: () => output,
    async send(input: object): Promise<unknown> {
      const request = { method: 'POST', body: JSON.stringify(input) };
      const response = await worker.dispatchFetch('http://worker/', request);
      return response.json();
    },
  };
}

// workerd reports only that the connection was lost.
const lost = { mayHaveArrived: true };

it('exchanges requests in workerd without modules of Node, except with the upload API of CloudMonitor', async (context) => {
  const { send } = await startWorker('worker-fetch-only.mjs', [], context);
  expect(await send(await exchangeInput())).toEqual(
    expectedResults(['blueking', 'cloudmonitor-rpc', 'guance'], lost),
  );
});

it('exchanges requests in workerd with nodejs_compat', async (context) => {
  const { send } = await startWorker('worker.mjs', ['nodejs_compat'], context);
  expect(await send(await exchangeInput())).toEqual(expectedResults(undefined, lost));
});

it('does not start in workerd without nodejs_compat if CloudMonitor is used', async (context) => {
  const { send, output } = await startWorker('worker.mjs', [], context);
  await expect(send({})).rejects.toThrow('The Workers runtime failed to start');
  expect(output()).toContain('No such module "node:crypto".');
});

it('has clients, but no reporter, in the global scope of workerd', async (context) => {
  const { send } = await startWorker('worker-global-scope.mjs', ['nodejs_compat'], context);
  expect(await send({})).toEqual({
    apis: ['blueking', 'guance', 'cloudmonitor'],
    message: expect.stringMatching(/^Disallowed operation called within global scope\./),
  });
});
