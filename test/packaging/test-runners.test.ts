/** Checks the client in tests with fake timers. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, inject, it, type TestContext } from 'vitest';
import { exchangeInput, expectedResults } from './exchange.ts';
import { oldestOf, ownNode, programOf } from './installed.ts';
import type { TestedNode } from './nodes.ts';
import { environmentOf, run } from './process.ts';
import { fileOf } from './runtimes.ts';

const { projects, scratch } = inject('packed');
const testFile = 'fake-timers.mjs';

const environmentFor = async (program: string) => ({
  ...environmentOf(program, scratch),
  EXCHANGE: JSON.stringify({ input: await exchangeInput(), expected: expectedResults() }),
});

it('exchanges requests in Vitest', async () => {
  const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
  const command = [process.execPath, vitest, 'run'];
  const { code, stdout, stderr } = await run(command, {
    cwd: projects.client,
    env: await environmentFor(process.execPath),
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('2 passed');
});

/** Runs a file in Jest. Its code is not transformed. */
async function jest(file: string, node: TestedNode, flags: readonly string[], context: TestContext) {
  const program = programOf(node, context);
  const config = {
    rootDir: projects.client,
    transform: {},
    testRegex: [`/${file.replaceAll('.', '\\.')}$`],
    fakeTimers: { enableGlobally: true },
    // Only ends a hang.
    testTimeout: 600_000,
    cacheDirectory: join(scratch, 'jest'),
  };
  const options = ['--config', JSON.stringify(config), '--runInBand'];
  const command = [program, ...flags, fileOf('jest', 'bin/jest.js', context), ...options];
  return run(command, { cwd: projects.client, env: await environmentFor(program) });
}

const vmModules = '--experimental-vm-modules';

it.for([oldestOf('@pushspec/client'), ownNode])(
  'exchanges requests in Jest on Node $version',
  async (node, context) => {
    const { code, stderr } = await jest(testFile, node, [vmModules], context);
    expect(stderr).toContain('Tests:       2 passed, 2 total');
    expect(code).toBe(0);
  },
);

it('names the reason if Jest runs without modules', async (context) => {
  const { code, stderr } = await jest('require.jest.cjs', oldestOf('@pushspec/client'), [], context);
  expect(code).toBe(1);
  expect(stderr).toMatch(/Must use import to load ES Module: .*client\/dist\/guance\/index\.js/);
});
