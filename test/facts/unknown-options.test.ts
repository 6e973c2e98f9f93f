/** Checks that unknown options are errors that name the option and the closest valid one. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInMemoryGuance } from '@pushspec/client/testing';
import {
  generateCases,
  httpTarget,
  loadContract,
  loadScenarios,
  runLive,
  runScenarios,
  runSequences,
} from '@pushspec/conformance';
import { apiNames, developmentConfig } from '@pushspec/contract';
import { createMock } from '@pushspec/mock';
import { createRelay } from '@pushspec/relay';
import { createReceiver, createServer, type PushServer } from '@pushspec/server';
import { expect, it, onTestFinished } from 'vitest';
import { admin, send, start, TAKEN } from './admin.fixture.ts';

/** Options that a caller without a type checker may pass. */
const wrong = (options: unknown) => options as never;

async function messageOf(call: () => unknown): Promise<string> {
  try {
    await call();
    return 'no error';
  } catch (error) {
    return (error as Error).message;
  }
}

async function opened(): Promise<PushServer> {
  const server = await createServer();
  onTestFinished(() => server.close());
  return server;
}

it.each([
  [{ profil: 'receiver' }, '`profil`', '`profile`'],
  [{ porfile: 'receiver' }, '`porfile`', '`profile`'],
  [{ loglevel: 'info' }, '`loglevel`', '`logLevel`'],
  [{ admintoken: 'x' }, '`admintoken`', '`adminToken`'],
  [{ configuration: {} }, '`configuration`', '`config`'],
  [{ port: 4010 }, '`port`', '`store`'],
  [{ limits: { maxConnection: 1 } }, '`maxConnection`', '`maxConnections`'],
  [{ site: { root: '.', isbuilding: () => false } }, '`isbuilding`', '`isBuilding`'],
  [{ documents: { guanse: {} } }, '"guanse"', '"guance"'],
  [{ config: { guanse: {} } }, '`guanse`', '`guance`'],
  [{ config: { guance: { rateLimit: 'off' } } }, '`rateLimit`', '`rateLimits`'],
  [{ config: { guance: { monitors: [{ secrets: 's' }] } } }, '`secrets`', '`secret`'],
  [{ config: { cloudmonitor: { accounts: [{ id: 'a', kyes: [] }] } } }, '`kyes`', '`keys`'],
  [{ config: JSON.parse('{"blueking":{"__proto__":1}}') }, '`__proto__`', '`dataIds`'],
])('createServer names an unknown option: %j', async (options, name, nearest) => {
  const message = await messageOf(() => createServer(wrong(options)));
  expect(message).toContain(name);
  expect(message).toContain(nearest);
});

it('every other call to a server names an unknown option', async () => {
  const server = await opened();
  const reason = { api: 'guance', reason: 'internal-error' };
  for (const [call, name, nearest] of [
    [() => server.listen(wrong({ port: 0, hots: '127.0.0.1' })), '`hots`', '`host`'],
    [() => server.listen(wrong({ prot: 0, port: 0 })), '`prot`', '`port`'],
    [() => server.waitFor(() => true, wrong({ timeout: 1 })), '`timeout`', '`timeoutMs`'],
    [() => server.requests(wrong({ apo: 'guance' })), '`apo`', '`api`'],
    [() => server.requests(wrong({ api: 'guanse' })), '"guanse"', '"guance"'],
    [() => server.requests(wrong({ outcome: 'acepted' })), '"acepted"', '"accepted"'],
    [() => server.configure('guance', { apikeys: [] }), '`apikeys`', '`apiKeys`'],
    [() => server.configure(wrong('guanse'), {}), '"guanse"', '"guance"'],
    [() => server.fail(wrong({ ...reason, time: 2 })), '`time`', '`times`'],
    [() => server.fail(wrong({ ...reason, evry: 2 })), '`evry`', '`every`'],
    [() => server.fail(wrong({ ...reason, delayMs: 2 })), '`delayMs`', "kind: 'delay'"],
    [() => server.fail(wrong({ ...reason, kind: 'resett' })), '"resett"', '"reset"'],
    [() => server.fail(wrong({ api: 'guance', kind: 'delay', delay: 2 })), '`delay`', '`delayMs`'],
    [() => server.fail(wrong({ api: 'guance', kind: 'reset', wen: 1 })), '`wen`', '`when`'],
    [() => server.fail(wrong({ api: 'guance', kind: 'garbage', reason: 'x' })), '`reason`', "'reason'"],
    [() => server.fail(wrong({ api: 'guance', reason: 'internl-error' })), 'internl-error', 'internal-error'],
    [() => server.fail(wrong({ ...reason, toString: 1 })), '`toString`', '`times`'],
  ] as const) {
    const message = await messageOf(call);
    expect(message).toContain(name);
    expect(message).toContain(nearest);
  }
});

it('a fault with an unknown option is rejected in process and over HTTP', async () => {
  const { server, url } = await start();
  const fault = { api: 'guance', reason: 'internal-error', time: 2 };
  await messageOf(() => server.fail(wrong(fault)));
  const refused = await admin(url, 'POST', '/faults', fault);
  expect([refused.status, refused.json().error]).toEqual([
    400,
    'a fault of the kind reason has no option `time`: did you mean `times`?',
  ]);
  expect((await admin(url, 'GET', '/faults')).json().faults).toEqual([]);
  expect((await send(url, TAKEN.guance)).status).toBe(200);
});

it.each([
  ['POST', '/try', { api: 'guance', headrs: {} }, '`headrs`: did you mean `headers`?'],
  ['PUT', '/clock', { frezee: true }, '`frezee`: did you mean `freeze`?'],
  ['PUT', '/clock', { freeze: true, advance: 5 }, '`advance`: did you mean `advanceMs`?'],
  ['PUT', '/config/guance', { apikeys: [] }, '`apikeys`: did you mean `apiKeys`?'],
  [
    'POST',
    '/faults',
    { api: 'guance', kind: 'delay', delayMs: 1, jiterMs: 1 },
    '`jiterMs`: did you mean `jitterMs`?',
  ],
  ['POST', '/faults', { apo: 'guance', reason: 'internal-error' }, '`apo`: did you mean `api`?'],
  ['GET', '/requests?reson=x', undefined, '`reson`: did you mean `reason`?'],
  ['GET', '/guance/unrecovered?limits=1', undefined, '`limits`: did you mean `limit`?'],
  ['DELETE', '/faults?apo=guance', undefined, '`apo`: did you mean `api`?'],
])('the admin API names an unknown option: %s %s %j', async (method, path, body, hint) => {
  const { url } = await start();
  const refused = await admin(url, method, path, body);
  expect(refused.status).toBe(400);
  expect(refused.json().error).toContain(hint);
});

it('the mock names an unknown option', async () => {
  expect(await messageOf(() => createMock(wrong({ requestTimeout: 1 })))).toContain('`requestTimeoutMs`');
  expect(await messageOf(() => createMock().listen(wrong({ port: 0, hostt: '' })))).toContain('`host`');
});

it('the relay and the receiver name an unknown option', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pushspec-relay-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const spool = { file: join(folder, 'events.spool') };
  const createClient = () => createInMemoryGuance().client;
  const target = { guance: developmentConfig.guance };
  const receiver = { api: 'guance', config: target, take: async () => true, onError: () => undefined };
  const relay = await createRelay({ api: 'guance', createClient, target, spool });
  onTestFinished(() => relay.close());
  for (const [call, nearest] of [
    [() => createReceiver(wrong({ ...receiver, onRespons: () => undefined })), '`onResponse`'],
    [() => createReceiver(wrong({ ...receiver, api: 'guanse' })), '"guance"'],
    [() => createRelay(wrong({ createClient, spol: spool })), '`spool`'],
    [() => createRelay(wrong({ createClient, spool: { ...spool, maxItem: 1 } })), '`maxItems`'],
    [() => createRelay(wrong({ createClient, queue: { acount: 'a' } })), '`account`'],
    [() => createRelay(wrong({ createClient, spool, send: { batches: {} } })), '`batch`'],
    [() => relay.listen(wrong({ port: 0, hots: '127.0.0.1' })), '`host`'],
  ] as const) {
    expect(await messageOf(call)).toContain(nearest);
  }
  const { url } = await relay.listen({ port: 0 });
  const refused = await fetch(`${url}/rejected?limits=1`);
  expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('`limit`')]);
});

it('the conformance suite names an unknown option', async () => {
  const contract = loadContract('guance', 'documented');
  const target = { url: 'http://127.0.0.1:1', config: developmentConfig, profile: 'documented' };
  const run = { scenarios: [], contracts: [contract], target: {} };
  for (const [call, nearest] of [
    [() => httpTarget(wrong({ ...target, hasFrozenClok: true })), '`hasFrozenClock`'],
    [() => loadScenarios(wrong({ apis: 'guance' })), '`api`'],
    [() => loadScenarios(wrong({ api: 'guanse' })), '"guance"'],
    [() => generateCases(contract, wrong({ sead: 2 })), '`seed`'],
    [() => runScenarios(wrong({ ...run, fliter: () => true })), '`filter`'],
    [() => runSequences(wrong({ contracts: [contract], target: {}, run: 1 })), '`runs`'],
    [() => runLive(wrong({ ...run, snapshot: {} })), '`snapshots`'],
  ] as const)
    expect(await messageOf(call)).toContain(`did you mean ${nearest}?`);
});

const bin = join(import.meta.dirname, '../../packages/cli/src/bin.ts');

function pushspec(...args: string[]): Promise<{ code: number; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [bin, ...args], (error, _, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stderr }),
    );
  });
}

it.each([
  [['--reason', 'sttus-invalid'], 'did you mean "status-invalid"?'],
  [['--operation', 'pushEvnet'], 'did you mean "pushEvent"?'],
  [['--reason', 'status-invalid', 'title-mising'], '`--reason` "title-mising" matches no case'],
])('pushspec verify suggests a name before it sends anything: %j', async (args, hint) => {
  const { code, stderr } = await pushspec('verify', '--target', 'http://127.0.0.1:1', ...args);
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(hint) });
});

it('pushspec verify suggests a scenario', async () => {
  const { url } = await start();
  const args = ['--target', url, '--api', 'guance', '--scenario', 'guance/unknown-secrt'];
  const { code, stderr } = await pushspec('verify', ...args);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: expect.stringMatching(/did you mean "guance\/\S+"\?/),
  });
});

it.each([
  ['sign', 'cloudmonitor', '--region', 'cn-hangzou'],
  ['send', 'cloudmonitor', '--region', 'cn-hangzou', '--name', 'n', '--content', 'c'],
])('pushspec %s suggests a region', async (...args) => {
  const { code, stderr } = await pushspec(...args);
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('did you mean cn-hangzhou?') });
});

it('pushspec names a misspelled property of a configuration file and the closest valid name', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pushspec-config-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'config.json');
  writeFileSync(file, '{"guance":{"monitors":[{"secret":"s","suburi":"x"}]}}');
  const { code, stderr } = await pushspec('serve', '--port', '0', '--store', ':memory:', '--config', file);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: expect.stringContaining(
      'configuration at /guance/monitors/0: there is no property `suburi`: did you mean `subUri`?',
    ),
  });
});

it.each([
  ['start', 'x'],
  ['serve', 'x'],
  ['mock', 'x'],
  ['tail', 'x'],
  ['verify', 'x'],
  ['requests', 'a', 'x'],
  ['proxy', 'cloudmonitor', 'x'],
  ['sign', 'cloudmonitor', 'a', 'x'],
])('pushspec %s refuses an argument that it does not have', async (...args) => {
  const { code, stderr } = await pushspec(...args);
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('too many arguments') });
});

it.each(apiNames)(
  'pushspec send %s refuses a file without its option, instead of waiting for input',
  async (api) => {
    const { code, stderr } = await pushspec('send', api, 'events.json');
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('name a file with --file') });
  },
);
