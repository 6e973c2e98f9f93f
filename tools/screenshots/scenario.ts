/** Sends the requests for the pictures of the inspector: three APIs, every outcome, and one wrong signature. */
import { createHash, createHmac } from 'node:crypto';
import { developmentConfig } from '@pushspec/contract';
import type { PushServer } from '@pushspec/server';

/** Fixed time of the first request, so that the pictures change only with the inspector. */
const START = Date.UTC(2026, 10, 30, 9, 41, 7);
const STEP_MS = 4300;

export interface ScenarioClock {
  now: () => number;
  /** Moves to the time of the next request. */
  step: () => void;
}

export function scenarioClock(): ScenarioClock {
  let now = START;
  return {
    now: () => now,
    step: () => {
      now += STEP_MS;
    },
  };
}

interface Sent {
  path: string;
  headers?: Record<string, string>;
  body: unknown;
}

const [metrics, events] = developmentConfig.blueking.dataIds;
const [key] = developmentConfig.cloudmonitor.accounts[0]?.keys ?? [];
const hook = '/api/v1/push-events/secret_dev/datakit/push';

const hosts = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    metrics: { cpu_load: 0.2 + index / 50, mem_used: 41 + index },
    target: `10.0.4.${11 + index}`,
    dimension: { module: 'db', location: 'guangdong' },
  }));

const push = (credential: typeof metrics, data: unknown, token = credential?.accessToken): Sent => ({
  path: '/v2/push/',
  body: { data_id: credential?.dataId, access_token: token, data },
});

const event = (fields: object, path = hook): Sent => ({ path, body: { event: fields } });

const restart = [
  { event_name: 'restart', event: { content: 'gateway restarted' }, target: '10.0.4.12', dimension: {} },
];

/** The requests, oldest first. */
const requests: readonly Sent[] = [
  event({ status: 'error', title: 'Disk 92 % full on db-01', dimension_tags: { host: 'db-01' } }),
  push(metrics, hosts(12)),
  upload([{ name: 'deploy', content: 'shop 2.4.0 released' }]),
  push(events, restart),
  event({ status: 'critcal', title: 'Latency above 2 s', dimension_tags: { service: 'checkout' } }),
  push(metrics, hosts(3), 'dev-metric-0000000000000000'),
  event({ status: 'critical', title: 'Latency above 2 s', dimension_tags: { service: 'checkout' } }),
  upload([{ name: 'backup' }]),
  event(
    { status: 'error', title: 'Queue is growing', dimension_tags: { queue: 'orders' } },
    hook.replace('push/', ''),
  ),
  event({ status: 'error', title: 'Queue is growing' }, '/api/v1/push-events/secret_old/datakit/push'),
  push(metrics, hosts(40)),
  upload([
    { name: 'scale-out', content: '3 instances added' },
    { name: 'scale-out', content: '2 instances added', groupId: '17' },
  ]),
  event({ status: 'ok', title: 'Disk 92 % full on db-01', dimension_tags: { host: 'db-01' } }),
  { path: hook, headers: { 'content-type': 'application/json' }, body: '{"event": {"status": "ok",' },
  upload([{ name: 'deploy', content: 'shop 2.4.1 released' }], 'application/json; charset=utf-8'),
];

/** Sends all requests in order. Resolves to the id of the request with the wrong signature. */
export async function playScenario(server: PushServer, url: string, clock: ScenarioClock): Promise<string> {
  for (const { path, headers, body } of requests) {
    clock.step();
    const json = typeof body === 'string' ? body : JSON.stringify(body);
    const signed = path.includes('upload') ? signature(path, json, clock.now(), headers) : headers;
    await fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...signed },
      body: json,
    });
  }
  return (await server.requests()).at(-1)?.id ?? '';
}

/** Returns a CloudMonitor request. @param signedType The Content-Type that is signed, which may differ from the one that is sent. */
function upload(body: unknown, signedType = 'application/json'): Sent {
  return { path: '/event/custom/upload', headers: { 'x-signed-type': signedType }, body };
}

/** Returns the signing headers, computed independently of the code that the pictures show. */
function signature(path: string, body: string, now: number, headers: Record<string, string> = {}) {
  const digest = createHash('md5').update(body).digest('hex').toUpperCase();
  const date = new Date(now).toUTCString();
  const signed = {
    'x-cms-api-version': '1.0',
    'x-cms-ip': '127.0.0.1',
    'x-cms-signature': 'hmac-sha1',
  };
  const lines = Object.entries(signed).map(([name, value]) => `${name}:${value}`);
  const stringToSign = ['POST', digest, headers['x-signed-type'], date, ...lines, path].join('\n');
  const mac = createHmac('sha1', key?.accessKeySecret ?? '')
    .update(stringToSign)
    .digest('hex')
    .toUpperCase();
  return { 'content-md5': digest, date, ...signed, authorization: `${key?.accessKeyId}:${mac}` };
}
