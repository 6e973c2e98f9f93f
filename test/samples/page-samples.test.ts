/** Checks that every sample on the pages about our tools runs as shown and prints the documented output. */
import { rmSync } from 'node:fs';
import { createServer } from '@pushspec/server';
import { afterAll, expect, it } from 'vitest';
import { adminCommands, runAdminCommand } from './admin-commands.ts';
import { isOnPath } from './is-on-path.ts';
import { pageInstallation, runPageSample } from './page-sample-run.ts';
import { pageSamples } from './page-samples.ts';

const installed = pageInstallation();
afterAll(() => rmSync(installed, { recursive: true, force: true }));

const samples = pageSamples();
const runnable = samples.filter(({ missing }) => missing === undefined);
const skipped = samples.filter(({ missing }) => missing !== undefined);

/** Runs a function with a separate server. */
async function withServer<Result>(use: (url: string) => Promise<Result>): Promise<Result> {
  const server = await createServer();
  try {
    return await use((await server.listen({ port: 0 })).url);
  } finally {
    await server.close();
  }
}

it.concurrent.for(runnable)('$title runs', async (sample, { expect }) => {
  const { code, output } = await withServer((url) => runPageSample({ installed, sample, url }));
  expect({ code, output: code === 0 ? '' : output }).toEqual({ code: 0, output: '' });
  if (sample.output !== undefined) expect(output).toBe(sample.output);
});

it.skip.for(skipped)('$title (not run: $missing)', () => {});

it.skipIf(!isOnPath('curl')).for(adminCommands())(
  'curl (where it is installed): $title of the admin API responds',
  async ({ command }) => {
    const { status, body } = await runAdminCommand(command);
    expect(status.startsWith('2') ? '' : `${status} ${body}`).toBe('');
  },
);

it('has samples in every language of the pages', () => {
  const endings = new Set(samples.map(({ file }) => file.split('.').at(-1)));
  expect([...endings].sort()).toEqual(['go', 'java', 'json', 'mjs', 'py', 'sh', 'ts']);
});
