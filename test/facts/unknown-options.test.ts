/** Unknown options are errors that name the option and the nearest one: no misspelled option is dropped in silence. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  generateCases,
  httpTarget,
  loadContract,
  loadScenarios,
  runLive,
  runScenarios,
  runSequences,
} from '@pushspec/conformance';
import { developmentConfig } from '@pushspec/contract';
import { createMock } from '@pushspec/mock';
import { createServer, type PushServer } from '@pushspec/server';
import { expect, it, onTestFinished } from 'vitest';
import { admin, send, start, TAKEN } from './admin.fixture.ts';

/** What a caller without a compiler may give. */
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
])('createServer names what it does not know: %j', async (options, name, nearest) => {
  const message = await messageOf(() => createServer(wrong(options)));
  expect(message).toContain(name);
  expect(message).toContain(nearest);
});

it('every other call to a server names what it does not know', async () => {
  const server = await opened();
  const reason = { vendor: 'guance', reason: 'internal-error' };
  for (const [call, name, nearest] of [
    [() => server.listen(wrong({ port: 0, hots: '127.0.0.1' })), '`hots`', '`host`'],
    [() => server.listen(wrong({ prot: 0, port: 0 })), '`prot`', '`port`'],
    [() => server.waitFor(() => true, wrong({ timeout: 1 })), '`timeout`', '`timeoutMs`'],
    [() => server.requests(wrong({ vender: 'guance' })), '`vender`', '`vendor`'],
    [() => server.requests(wrong({ vendor: 'guanse' })), '"guanse"', '"guance"'],
    [() => server.requests(wrong({ outcome: 'acepted' })), '"acepted"', '"accepted"'],
    [() => server.configure('guance', { apikeys: [] }), '`apikeys`', '`apiKeys`'],
    [() => server.configure(wrong('guanse'), {}), '"guanse"', '"guance"'],
    [() => server.fail(wrong({ ...reason, time: 2 })), '`time`', '`times`'],
    [() => server.fail(wrong({ ...reason, evry: 2 })), '`evry`', '`every`'],
    [() => server.fail(wrong({ ...reason, delayMs: 2 })), '`delayMs`', "kind: 'delay'"],
    [() => server.fail(wrong({ ...reason, kind: 'resett' })), '"resett"', '"reset"'],
    [() => server.fail(wrong({ vendor: 'guance', kind: 'delay', delay: 2 })), '`delay`', '`delayMs`'],
    [() => server.fail(wrong({ vendor: 'guance', kind: 'reset', wen: 1 })), '`wen`', '`when`'],
    [() => server.fail(wrong({ vendor: 'guance', kind: 'garbage', reason: 'x' })), '`reason`', "'reason'"],
    [
      () => server.fail(wrong({ vendor: 'guance', reason: 'internl-error' })),
      'internl-error',
      'internal-error',
    ],
    [() => server.fail(wrong({ ...reason, toString: 1 })), '`toString`', '`times`'],
  ] as const) {
    const message = await messageOf(call);
    expect(message).toContain(name);
    expect(message).toContain(nearest);
  }
});

it('a fault with an unknown option is not set, in process or over HTTP', async () => {
  const { server, url } = await start();
  const fault = { vendor: 'guance', reason: 'internal-error', time: 2 };
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
  ['POST', '/try', { vendor: 'guance', headrs: {} }, '`headrs`: did you mean `headers`?'],
  ['PUT', '/clock', { frezee: true }, '`frezee`: did you mean `freeze`?'],
  ['PUT', '/clock', { freeze: true, advance: 5 }, '`advance`: did you mean `advanceMs`?'],
  ['PUT', '/config/guance', { apikeys: [] }, '`apikeys`: did you mean `apiKeys`?'],
  [
    'POST',
    '/faults',
    { vendor: 'guance', kind: 'delay', delayMs: 1, jiterMs: 1 },
    '`jiterMs`: did you mean `jitterMs`?',
  ],
  ['POST', '/faults', { vender: 'guance', reason: 'internal-error' }, '`vender`: did you mean `vendor`?'],
  ['GET', '/requests?reson=x', undefined, '`reson`: did you mean `reason`?'],
  ['GET', '/guance/unrecovered?limits=1', undefined, '`limits`: did you mean `limit`?'],
  ['DELETE', '/faults?vender=guance', undefined, '`vender`: did you mean `vendor`?'],
])('the admin API names what it does not know: %s %s %j', async (method, path, body, hint) => {
  const { url } = await start();
  const refused = await admin(url, method, path, body);
  expect(refused.status).toBe(400);
  expect(refused.json().error).toContain(hint);
});

it('the mock names what it does not know', async () => {
  expect(await messageOf(() => createMock(wrong({ requestTimeout: 1 })))).toContain('`requestTimeoutMs`');
  expect(await messageOf(() => createMock().listen(wrong({ port: 0, hostt: '' })))).toContain('`host`');
});

it('the conformance suite names what it does not know', async () => {
  const contract = loadContract('guance', 'documented');
  const target = { url: 'http://127.0.0.1:1', config: developmentConfig, profile: 'documented' };
  const run = { scenarios: [], contracts: [contract], target: {} };
  for (const [call, nearest] of [
    [() => httpTarget(wrong({ ...target, holdClock: true })), '`holdsClock`'],
    [() => loadScenarios(wrong({ vendors: 'guance' })), '`vendor`'],
    [() => loadScenarios(wrong({ vendor: 'guanse' })), '"guance"'],
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
  [['--reason', 'status-invalid', 'title-mising'], '--reason "title-mising" matches no case'],
])('pushspec verify suggests before it sends anything: %j', async (args, hint) => {
  const { code, stderr } = await pushspec('verify', '--target', 'http://127.0.0.1:1', ...args);
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(hint) });
});

it('pushspec verify suggests a scenario', async () => {
  const { url } = await start();
  const args = ['--target', url, '--vendor', 'guance', '--scenario', 'guance/unknown-secrt'];
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

it('pushspec names a property that a configuration file misspells, and its nearest name', async () => {
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
