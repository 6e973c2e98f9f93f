/** Runs `pushspec relay` as a user does. */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createServer, type PushServer } from '@pushspec/server';
import { expect, it, onTestFinished } from 'vitest';
import { file, firstLine, folder, pushspec, runCommand } from './cli.fixture.ts';

const deploy = { name: 'deploy', content: 'version 1.4' };
const ndjson = { 'content-type': 'application/x-ndjson' };

async function startVendor(port = 0): Promise<{ vendor: PushServer; target: string }> {
  const vendor = await createServer();
  onTestFinished(() => vendor.close());
  const { url } = await vendor.listen({ port });
  return { vendor, target: url };
}

/** Starts a relay. `relay` is its address. */
async function startRelay(args: readonly string[], env: Record<string, string> = {}) {
  const command = pushspec(['relay', ...args, '--port', '0', '--json'], { env });
  const line = await firstLine(command);
  return { command, line, relay: String(line.relay) };
}

const postLines = (relay: string, events: readonly object[]) =>
  fetch(`${relay}/events`, {
    method: 'POST',
    headers: ndjson,
    body: events.map((event) => JSON.stringify(event)).join('\n'),
  });

const acceptedBy = async (vendor: PushServer) =>
  (await vendor.requests()).flatMap(({ outcome, items }) =>
    outcome === 'accepted' ? items.map(({ result }) => result as Record<string, unknown>) : [],
  );

it('prints its address, target and spool, delivers, and exits silently on a signal', async () => {
  const { vendor, target } = await startVendor();
  const spool = join(folder(), 'events.spool');
  const { command, line, relay } = await startRelay(['cloudmonitor', '--spool', spool, '--target', target]);
  expect(line).toEqual({ relay: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/), target, spool });
  expect(await (await postLines(relay, [deploy])).json()).toEqual({ accepted: 1 });
  await expect.poll(() => acceptedBy(vendor)).toMatchObject([deploy]);
  command.child.kill('SIGTERM');
  expect(await command).toMatchObject({ code: 0, stderr: '' });
});

it('keeps every acknowledged event through kill -9, and delivers it after a restart', async () => {
  const spool = join(folder(), 'events.spool');
  const { port } = new URL((await startVendor()).target);
  // The service is down during all kills, so that only the spool can have the events.
  const target = `http://127.0.0.1:${Number(port) === 65535 ? 65534 : Number(port) + 1}`;
  const acknowledged: string[] = [];
  for (let round = 0; round < 3; round++) {
    const { command, relay } = await startRelay(['cloudmonitor', '--spool', spool, '--target', target]);
    const senders = Array.from({ length: 4 }, async (_, sender) => {
      for (let index = 0; ; index++) {
        const events = [0, 1, 2].map((part) => ({
          ...deploy,
          content: `${round}-${sender}-${index}-${part}`,
        }));
        const response = await postLines(relay, events);
        if (!response.ok) return;
        acknowledged.push(...events.map(({ content }) => content));
      }
    });
    const enough = 30 * (round + 1);
    await expect.poll(() => acknowledged.length).toBeGreaterThan(enough);
    command.child.kill('SIGKILL');
    await Promise.allSettled(senders);
  }
  const { vendor } = await startVendor(Number(new URL(target).port));
  const { relay } = await startRelay(['cloudmonitor', '--spool', spool, '--target', target]);
  const missing = async () => {
    const contents = new Set((await acceptedBy(vendor)).map(({ content }) => content));
    return acknowledged.filter((content) => !contents.has(content));
  };
  await expect.poll(missing).toEqual([]);
  // A request is stored as a whole, even if its response was lost.
  const health = async () => (await fetch(`${relay}/healthz`)).json();
  await expect.poll(health).toEqual({ status: 'ok', waiting: 0 });
  const contents = (await acceptedBy(vendor)).map(({ content }) => String(content).replace(/-\d+$/, ''));
  for (const request of new Set(contents))
    expect(contents.filter((other) => other === request).length % 3).toBe(0);
});

it.each([
  ['blueking', '/v2/push/', { data: [{ metrics: { cpu: 1 }, target: 'web-001' }] }],
  ['guance', '/api/v1/push-events/-/datakit/push', { event: { status: 'error', title: 'disk full' } }],
])('relays requests to %s with the development credentials', async (api, path, body) => {
  const { vendor, target } = await startVendor();
  const { relay } = await startRelay([api, '--spool', join(folder(), 'a.spool'), '--target', target]);
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(relay + path, { method: 'POST', headers, body: JSON.stringify(body) });
  expect(response.status).toBe(200);
  await expect.poll(() => acceptedBy(vendor)).toHaveLength(1);
});

const PROGRAM = `
import json, sys, urllib.request
url, name = sys.argv[1:3]
events = [{'name': name, 'content': f'run {index}'} for index in range(3)]
request = urllib.request.Request(url + '/event/custom/upload', json.dumps(events).encode(), {'Content-Type': 'application/json'})
with urllib.request.urlopen(request) as response:
    print(response.status, response.read().decode())
`;

it('serves a program in Python', async (context) => {
  const { vendor, target } = await startVendor();
  const spool = join(folder(), 'events.spool');
  const { relay } = await startRelay(['cloudmonitor', '--spool', spool, '--target', target]);
  const output = await new Promise<string | undefined>((resolve) => {
    const child = spawn('python3', ['-c', PROGRAM, relay, '磁盘'], { stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.on('data', (chunk) => (text += chunk));
    child.on('error', () => resolve(undefined));
    child.on('close', () => resolve(text));
  });
  context.skip(output === undefined, 'python3 is not installed');
  expect(output).toBe('200 {"code":"200","msg":""}\n');
  await expect.poll(() => acceptedBy(vendor)).toMatchObject([{ name: '磁盘' }, { name: '磁盘' }, {}]);
});

it('lists rejected events and sends them again', async () => {
  const { vendor, target } = await startVendor();
  const spool = join(folder(), 'events.spool');
  const { relay } = await startRelay(['cloudmonitor', '--spool', spool, '--target', target]);
  const rejected = (...args: string[]) => runCommand(['relay', 'rejected', '--url', relay, ...args]);
  expect(await rejected()).toMatchObject({ code: 0, stdout: '', stderr: 'no rejected events\n' });
  vendor.fail({ api: 'cloudmonitor', kind: 'reason', reason: 'unauthorized' });
  await postLines(relay, [deploy]);
  await expect.poll(async () => (await rejected()).stdout).toContain('unauthorized');
  expect(JSON.parse((await rejected('--json')).stdout)).toMatchObject({
    reason: 'unauthorized',
    event: deploy,
  });
  expect((await rejected('--retry', '7')).stderr).toBe('0 events will be sent again\n');
  expect((await rejected('--retry')).stderr).toBe('1 event will be sent again\n');
  expect((await rejected('--retry', '--json')).stdout).toBe('{"retried":0,"left":0}\n');
  await expect.poll(() => acceptedBy(vendor)).toHaveLength(1);
});

it('prints how many rejected events are left if there is no room for all', async () => {
  const { vendor, target } = await startVendor();
  const args = ['cloudmonitor', '--spool', join(folder(), 'events.spool'), '--target', target];
  const large = await startRelay(args);
  vendor.fail({ api: 'cloudmonitor', kind: 'reason', reason: 'unauthorized' });
  await postLines(large.relay, [deploy, deploy, deploy]);
  const listed = () => runCommand(['relay', 'rejected', '--url', large.relay, '--json']);
  await expect.poll(async () => (await listed()).stdout.trim().split('\n')).toHaveLength(3);
  large.command.child.kill('SIGTERM');
  await large.command;
  await vendor.close();
  const { relay } = await startRelay([...args, '--max-events', '2']);
  const retry = () => runCommand(['relay', 'rejected', '--url', relay, '--retry']);
  expect(await retry()).toMatchObject({
    code: 0,
    stderr: '2 events will be sent again. There is no room for 1 more: repeat the command later\n',
  });
  const { code, stderr } = await retry();
  expect(code).not.toBe(0);
  expect(stderr).toContain(
    'has no room for any of the 1 rejected events: repeat the request when fewer events wait',
  );
});

it('reports that no relay responds', async () => {
  const { code, stderr } = await runCommand(['relay', 'rejected', '--url', 'http://127.0.0.1:1']);
  expect(code).toBe(3);
  expect(stderr).toContain('no relay responds at http://127.0.0.1:1: start it with `pushspec relay`');
});

it('accepts requests from other machines with a token, which it never stores or shows', async () => {
  const { target } = await startVendor();
  const spool = join(folder(), 'events.spool');
  const args = ['cloudmonitor', '--spool', spool, '--target', target, '--host', '0.0.0.0'];
  const { command, relay } = await startRelay(args, { PUSHSPEC_RELAY_TOKEN: 'canary-token' });
  const url = relay.replace('0.0.0.0', '127.0.0.1');
  expect((await postLines(url, [deploy])).status).toBe(401);
  const list = (env: Record<string, string>) => runCommand(['relay', 'rejected', '--url', url], { env });
  expect(await list({})).toMatchObject({ code: 4, stderr: expect.stringContaining('set `--token`') });
  expect(await list({ PUSHSPEC_RELAY_TOKEN: 'canary-token' })).toMatchObject({ code: 0 });
  command.child.kill('SIGTERM');
  const { stdout, stderr } = await command;
  const names = readdirSync(dirname(spool));
  const bytes = names.map((name) => readFileSync(join(dirname(spool), name), 'latin1')).join('');
  expect(stdout + stderr + bytes).not.toContain('canary');
});

it('names the file if it has events for another target', async () => {
  const spool = join(folder(), 'events.spool');
  const { target } = await startVendor();
  const { command, relay } = await startRelay(['cloudmonitor', '--spool', spool, '--target', target]);
  await postLines(relay, [deploy]);
  command.child.kill('SIGTERM');
  await command;
  const args = ['relay', 'cloudmonitor', '--spool', spool, '--target', 'http://127.0.0.1:1', '--port', '0'];
  const { code, stderr } = await runCommand(args);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^pushspec: .*events\.spool has events for cloudmonitor at .*`--spool`.*\n$/);
});

it('does not start a second relay with the same spool until the first one has ended, even by kill -9', async () => {
  const { vendor, target } = await startVendor();
  const spool = join(folder(), 'events.spool');
  const args = ['cloudmonitor', '--spool', spool, '--target', target];
  const { command, relay } = await startRelay(args);
  const { code, stderr } = await runCommand(['relay', ...args, '--port', '0']);
  expect(code).toBe(2);
  expect(stderr).toBe(
    `pushspec: another relay uses ${spool}-rejected, and only one may use a spool: stop the other relay, or use another spool\n`,
  );
  expect((await postLines(relay, [deploy])).status).toBe(200);
  command.child.kill('SIGKILL');
  await command;
  const next = await startRelay(args);
  expect((await postLines(next.relay, [deploy])).status).toBe(200);
  await expect.poll(() => acceptedBy(vendor)).not.toHaveLength(0);
});

it('does not change a file that is not a spool', async () => {
  const spool = file('notes.txt', 'these are notes, and not a database '.repeat(50));
  const { code, stderr } = await runCommand(['relay', 'cloudmonitor', '--spool', spool, '--port', '0']);
  expect(code).toBe(2);
  expect(stderr).toContain(spool);
  expect(readFileSync(spool, 'utf8')).toMatch(/^these are notes/);
});
