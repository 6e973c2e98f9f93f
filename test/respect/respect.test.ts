import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type ApiName, apiNames, developmentConfig, loadBundle } from '@pushspec/contract';
import { createMock } from '@pushspec/mock';
import { createServer } from '@pushspec/server';
import { afterAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type RespectStep, runRespect } from './run-respect.ts';

const root = join(import.meta.dirname, '../..');
const fileOf = (api: ApiName) => `spec/${api}/workflows.arazzo.yaml`;
const files = apiNames.map(fileOf);

const [metrics, events] = developmentConfig.blueking.dataIds;
const [monitor] = developmentConfig.guance.monitors;
const inputs = {
  dataId: metrics?.dataId,
  accessToken: metrics?.accessToken,
  eventDataId: events?.dataId,
  eventAccessToken: events?.accessToken,
  secret: monitor?.secret,
  subUri: monitor?.subUri,
};

/** The workflow of signed APIs that must reach the service without a signing proxy. */
const UNSIGNED = 'refused-without-a-signature';

const closing: (() => unknown)[] = [];
afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

async function startServer(profile: 'documented' | 'receiver' = 'documented') {
  const server = await createServer({ profile, store: ':memory:' });
  closing.push(() => server.close());
  return { server, url: (await server.listen({ port: 0 })).url };
}

/** Starts `pushspec proxy cloudmonitor`, as a user of another tool does. */
async function startProxy(target: string): Promise<string> {
  const command = [
    'packages/cli/src/bin.ts',
    'proxy',
    'cloudmonitor',
    '--port',
    '0',
    '--json',
    '--target',
    target,
  ];
  const child = spawn(process.execPath, command, { cwd: root, stdio: ['ignore', 'pipe', 'ignore'] });
  closing.push(async () => {
    child.kill();
    await once(child, 'exit');
  });
  const [line] = await once(createInterface(child.stdout), 'line');
  return (JSON.parse(String(line)) as { proxy: string }).proxy;
}

function workflowsIn(file: string) {
  const { workflows } = parse(readFileSync(join(root, file), 'utf8')) as {
    workflows: { workflowId: string; steps: { stepId: string }[] }[];
  };
  return workflows;
}

/** Returns the workflow files with at least one such workflow. */
function filesWith(condition: (workflow: string) => boolean): string[] {
  return files.filter((file) => workflowsIn(file).some(({ workflowId }) => condition(workflowId)));
}

/** Returns the steps in the workflow files. */
function described(condition: (workflow: string) => boolean): string[] {
  return files.flatMap((file) =>
    workflowsIn(file)
      .filter(({ workflowId }) => condition(workflowId))
      .flatMap(({ workflowId, steps }) => steps.map(({ stepId }) => `${workflowId} ${stepId}`)),
  );
}

const names = (steps: readonly RespectStep[]) => steps.map(({ workflow, step }) => `${workflow} ${step}`);
const failures = (steps: readonly RespectStep[]) => steps.filter(({ failed }) => failed.length > 0);

it('the reference server passes the workflows of all vendors in another tool', async () => {
  const { server, url } = await startServer();
  const servers = { blueking: url, guance: url, cloudmonitor: await startProxy(url) };
  const isMeant = (workflow: string) => workflow !== UNSIGNED;
  const steps = await runRespect({ files: filesWith(isMeant), servers, inputs, skip: [UNSIGNED] });
  expect(failures(steps)).toEqual([]);
  expect(names(steps)).toEqual(described(isMeant));
  const reasons = (await server.requests()).map(({ outcome, reasons: [first] }) => first?.code ?? outcome);
  const codes = new Set(apiNames.flatMap((api) => Object.keys(loadBundle(api, 'documented')['x-reasons'])));
  expect(reasons).toEqual(steps.map(({ step }) => (codes.has(step) ? step : 'accepted')));
});

it('requests without a signature are rejected as the workflows state', async () => {
  const { server, url } = await startServer();
  const isMeant = (workflow: string) => workflow === UNSIGNED;
  const steps = await runRespect({
    files: filesWith(isMeant),
    servers: Object.fromEntries(apiNames.map((api) => [api, url])),
    workflows: [UNSIGNED],
  });
  expect(failures(steps)).toEqual([]);
  expect(names(steps)).toEqual(described(isMeant));
  expect((await server.requests()).map(({ reasons: [first] }) => first?.code)).toEqual(
    steps.map(({ step }) => step),
  );
});

it('the mock passes the workflows that need no state', async () => {
  const mock = createMock();
  const { url } = await mock.listen({ port: 0 });
  closing.push(() => mock.close());
  const skip = ['refused-before-its-content', UNSIGNED];
  const servers = { blueking: url, guance: url, cloudmonitor: await startProxy(url) };
  const isMeant = (workflow: string) => !skip.includes(workflow);
  const steps = await runRespect({ files: filesWith(isMeant), servers, inputs, skip });
  expect(failures(steps)).toEqual([]);
  expect(names(steps)).toEqual(described(isMeant));
});

it('the admin API shows a Guance fault open and close', async () => {
  const { url } = await startServer();
  const servers = { guance: url, admin: url };
  const steps = await runRespect({ files: ['test/respect/guance-fault.arazzo.yaml'], servers, inputs });
  expect(failures(steps)).toEqual([]);
  expect(steps).toHaveLength(9);
});

it('a service that responds with an undocumented status fails its step', async () => {
  const { url } = await startServer('receiver');
  const workflows = ['refused-before-its-content'];
  const steps = await runRespect({ files: [fileOf('guance')], servers: { guance: url }, inputs, workflows });
  expect(failures(steps).map(({ step }) => step)).toEqual(['invalid-api-key']);
});
