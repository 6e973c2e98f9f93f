/** Runs the collections with the command lines of Postman and Bruno, as a user's pipeline does. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type ApiName, apiNames, developmentConfig } from '@pushspec/contract';
import { createServer } from '@pushspec/server';
import { beforeAll, expect, inject, it, onTestFinished } from 'vitest';
import { machineFiles } from '../../packages/docs/src/machine/machine-files.ts';
import { run, succeed } from './process.ts';

const PROGRAMS = ['newman@6.2.2', '@usebruno/cli@4.1.0'];

const folder = mkdtempSync(join(inject('packed').scratch, 'collections-'));

beforeAll(async () => {
  for (const [path, content] of machineFiles()) {
    if (!path.startsWith('collections/')) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  await succeed(['npm', 'install', '--no-audit', '--no-fund', ...PROGRAMS], { cwd: folder });
});

const [metricId, eventId] = developmentConfig.blueking.dataIds;
const accessKey = developmentConfig.cloudmonitor.accounts[0]?.keys[0];
const monitor = developmentConfig.guance.monitors[0];

const CREDENTIALS = {
  PUSHSPEC_BLUEKING_METRIC_DATA_ID: String(metricId?.dataId),
  PUSHSPEC_BLUEKING_METRIC_ACCESS_TOKEN: String(metricId?.accessToken),
  PUSHSPEC_BLUEKING_EVENT_DATA_ID: String(eventId?.dataId),
  PUSHSPEC_BLUEKING_EVENT_ACCESS_TOKEN: String(eventId?.accessToken),
  PUSHSPEC_GUANCE_SECRET: String(monitor?.secret),
  PUSHSPEC_GUANCE_SUB_URI: String(monitor?.subUri),
  ALIBABA_CLOUD_ACCESS_KEY_ID: String(accessKey?.accessKeyId),
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: String(accessKey?.accessKeySecret),
};

const WRONG = {
  PUSHSPEC_BLUEKING_METRIC_ACCESS_TOKEN: 'wrong',
  PUSHSPEC_BLUEKING_EVENT_ACCESS_TOKEN: 'wrong',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'wrong',
};

type Program = (
  api: ApiName,
  variables: readonly string[],
) => Promise<{ code: number | null; stdout: string }>;

const programs: Readonly<Record<string, Program>> = {
  newman: (api, variables) =>
    run(
      [
        join(folder, 'node_modules/.bin/newman'),
        ...['run', `collections/${api}.postman_collection.json`],
        ...variables.flatMap((each) => ['--env-var', each]),
      ],
      { cwd: folder },
    ),
  bru: (api, variables) =>
    run(
      [
        join(folder, 'node_modules/.bin/bru'),
        ...['run', '--env', 'vendor'],
        ...variables.flatMap((each) => ['--env-var', each]),
      ],
      { cwd: join(folder, 'collections/bruno', api) },
    ),
};

async function startedServer() {
  const server = await createServer();
  onTestFinished(() => server.close());
  const { url } = await server.listen({ port: 0 });
  const variables = (changed: Record<string, string> = {}) =>
    Object.entries({ PUSHSPEC_URL: url, ...CREDENTIALS, ...changed }).map(
      ([name, value]) => `${name}=${value}`,
    );
  return { server, variables };
}

const cases = Object.entries(programs).flatMap(([name, program]) =>
  apiNames.map((api) => ({ name, program, api })),
);

it.each(cases)('$name ends with 0 if $api accepts every request', async ({ program, api }) => {
  const { server, variables } = await startedServer();
  const { code, stdout } = await program(api, variables());
  expect(code, stdout).toBe(0);
  const outcomes = (await server.requests()).map(({ outcome }) => outcome);
  expect(outcomes.length).toBeGreaterThan(2);
  expect(new Set(outcomes)).toEqual(new Set(['accepted']));
});

// Guance reports success for a wrong secret.
it.each(cases.filter(({ api }) => api !== 'guance'))(
  '$name fails if the credentials of $api are wrong',
  async ({ program, api }) => {
    const { variables } = await startedServer();
    const { code, stdout } = await program(api, variables(WRONG));
    expect(code, stdout).not.toBe(0);
    expect(stdout).toContain('the status is 200');
  },
);

it.each(cases)('$name fails if $api refuses one request', async ({ program, api }) => {
  const { server, variables } = await startedServer();
  server.fail({ api, reason: 'internal-error' });
  const { code, stdout } = await program(api, variables());
  expect(code, stdout).not.toBe(0);
});
