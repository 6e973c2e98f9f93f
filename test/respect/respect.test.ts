import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { developmentConfig, loadBundle, vendors } from '@pushspec/contract';
import { createMock } from '@pushspec/mock';
import { createServer } from '@pushspec/server';
import { afterAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type RespectStep, runRespect } from './run-respect.ts';

const root = join(import.meta.dirname, '../..');
const files = vendors.map((vendor) => `spec/${vendor}/workflows.arazzo.yaml`);

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

/** The workflow that has to reach the service itself. */
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

/** `pushspec proxy cloudmonitor`, as whoever uses another tool starts it. */
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

/** Steps as they are written down. */
function described(condition: (workflow: string) => boolean = () => true): string[] {
  return files.flatMap((file) => {
    const { workflows } = parse(readFileSync(join(root, file), 'utf8')) as {
      workflows: { workflowId: string; steps: { stepId: string }[] }[];
    };
    return workflows
      .filter(({ workflowId }) => condition(workflowId))
      .flatMap(({ workflowId, steps }) => steps.map(({ stepId }) => `${workflowId} ${stepId}`));
  });
}

const names = (steps: readonly RespectStep[]) => steps.map(({ workflow, step }) => `${workflow} ${step}`);
const failures = (steps: readonly RespectStep[]) => steps.filter(({ failed }) => failed.length > 0);

it('another tool finds the reference server to answer as the workflows of all vendors say, step by step for the reasons they name', async () => {
  const { server, url } = await startServer();
  const servers = { blueking: url, guance: url, cloudmonitor: await startProxy(url) };
  const steps = await runRespect({ files, servers, inputs, skip: [UNSIGNED] });
  expect(failures(steps)).toEqual([]);
  expect(names(steps)).toEqual(described((workflow) => workflow !== UNSIGNED));
  const reasons = (await server.requests()).map(({ outcome, reasons: [first] }) => first?.code ?? outcome);
  const codes = new Set(
    vendors.flatMap((vendor) => Object.keys(loadBundle(vendor, 'documented')['x-reasons'])),
  );
  expect(reasons).toEqual(steps.map(({ step }) => (codes.has(step) ? step : 'accepted')));
});

it('a request that no proxy has signed is refused as the workflow says', async () => {
  const { server, url } = await startServer();
  const [, cloudmonitor = ''] = files;
  const steps = await runRespect({
    files: [cloudmonitor],
    servers: { cloudmonitor: url },
    workflows: [UNSIGNED],
  });
  expect(failures(steps)).toEqual([]);
  expect((await server.requests()).map(({ reasons: [first] }) => first?.code)).toEqual(
    steps.map(({ step }) => step),
  );
});

it('the mock answers as the workflows say that need no state', async () => {
  const mock = createMock();
  const { url } = await mock.listen({ port: 0 });
  closing.push(() => mock.close());
  const skip = ['refused-before-its-content', UNSIGNED];
  const servers = { blueking: url, guance: url, cloudmonitor: await startProxy(url) };
  const steps = await runRespect({ files, servers, inputs, skip });
  expect(failures(steps)).toEqual([]);
  expect(names(steps)).toEqual(described((workflow) => !skip.includes(workflow)));
});

it('a fault of Guance is seen to open and to close through the admin API', async () => {
  const { url } = await startServer();
  const servers = { guance: url, admin: url };
  const steps = await runRespect({ files: ['test/respect/guance-fault.arazzo.yaml'], servers, inputs });
  expect(failures(steps)).toEqual([]);
  expect(steps).toHaveLength(9);
});

it('a service that answers with another status than documented fails its step', async () => {
  const { url } = await startServer('receiver');
  const [guance = ''] = files.slice(-1);
  const workflows = ['refused-before-its-content'];
  const steps = await runRespect({ files: [guance], servers: { guance: url }, inputs, workflows });
  expect(failures(steps).map(({ step }) => step)).toEqual(['invalid-api-key']);
});
