/** Starts a reference server as the vendor, and relays that send to it. */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fetch } from '@pushspec/client';
import { createBluekingClient } from '@pushspec/client/blueking';
import { createCloudMonitorClient } from '@pushspec/client/cloudmonitor';
import { createCloudMonitorRpcClient } from '@pushspec/client/cloudmonitor-rpc';
import { createGuanceClient } from '@pushspec/client/guance';
import type { ReportingClient } from '@pushspec/client/reporter';
import type { ApiName, PartialConfig } from '@pushspec/contract';
import { createServer, type PushServer } from '@pushspec/server';
import { onTestFinished } from 'vitest';
import { createRelay, type RelayOptions } from './create-relay.ts';

/** The credentials of the relay. */
export const config = {
  blueking: {
    dataIds: [{ dataId: 7, accessToken: 'token-of-the-relay', kind: 'metric' }],
    rateLimits: 'off',
  },
  cloudmonitor: {
    accounts: [{ id: '1', keys: [{ accessKeyId: 'keyOfTheRelay', accessKeySecret: 'secret-of-the-relay' }] }],
    rateLimits: 'off',
  },
  guance: {
    monitors: [{ secret: 'monitor-of-the-relay', subUri: 'datakit/push' }],
    rateLimits: 'off',
    apiKeys: ['api-key-of-the-relay'],
  },
} satisfies PartialConfig;

/** Returns a client of an API with the credentials of the relay. */
export function clientFor(api: ApiName, baseUrl: string, fetch?: Fetch): ReportingClient {
  const [key] = config.cloudmonitor.accounts[0]?.keys ?? [];
  const credentials = key as NonNullable<typeof key>;
  const clients: Record<ApiName, () => ReportingClient> = {
    blueking: () =>
      createBluekingClient({ dataId: 7, accessToken: 'token-of-the-relay', kind: 'metric', baseUrl, fetch }),
    cloudmonitor: () => createCloudMonitorClient({ credentials, baseUrl, fetch }),
    'cloudmonitor-rpc': () => createCloudMonitorRpcClient({ credentials, baseUrl, fetch }),
    guance: () =>
      createGuanceClient({ secret: 'monitor-of-the-relay', subUri: 'datakit/push', baseUrl, fetch }),
  };
  return clients[api]();
}

export async function startVendor(port = 0): Promise<{ vendor: PushServer; target: string }> {
  const vendor = await createServer({ config });
  onTestFinished(() => vendor.close());
  const { url } = await vendor.listen({ port });
  return { vendor, target: url };
}

/** Resolves to an address at which nothing listens. */
export async function unreachable(): Promise<string> {
  const server = createTcpServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return `http://127.0.0.1:${port}`;
}

export function spoolFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pushspec-relay-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'events.spool');
}

interface Started {
  api: ApiName;
  target: string;
}

/** Starts a relay on a free port. */
export async function startRelay({
  api,
  target,
  ...options
}: Started & Omit<Partial<RelayOptions>, 'target'>) {
  const lines: string[] = [];
  const relay = await createRelay({
    ...{
      api,
      createClient: (fetch) => clientFor(api, target, fetch),
      target: config,
      log: (line) => lines.push(line),
    },
    send: { batch: { maxWaitMs: 0 } },
    ...options,
    ...(options.queue === undefined && { spool: options.spool ?? { file: spoolFile() } }),
  });
  onTestFinished(() => relay.close());
  const { url } = await relay.listen({ port: 0 });
  const post = async (path: string, body: string, headers: Record<string, string> = {}) => {
    const response = await fetch(url + path, { method: 'POST', headers, body });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? undefined : JSON.parse(text),
    };
  };
  const postLines = (...events: unknown[]) =>
    post('/events', events.map((event) => JSON.stringify(event)).join('\n'), {
      'content-type': 'application/x-ndjson',
    });
  const get = async (path: string) => (await fetch(url + path)).json();
  const metric = async (name: string) => {
    const text = await (await fetch(`${url}/metrics`)).text();
    const line = text.split('\n').find((one) => one.startsWith(`pushspec_relay_${name}`));
    return Number(line?.split(' ').at(-1));
  };
  return { relay, url, lines, post, postLines, get, metric };
}

/** Resolves to the events that the vendor has accepted, once there are this many. */
export async function accepted(vendor: PushServer, count: number): Promise<unknown[]> {
  const read = async () => {
    const requests = (await vendor.requests()).filter(({ outcome }) => outcome === 'accepted');
    return requests.flatMap(({ items }) => items.map(({ result }) => result));
  };
  for (;;) {
    const events = await read();
    if (events.length >= count) return events;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
