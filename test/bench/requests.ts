/** Builds the requests of the benchmarks: one event or point, and a hundred of them (14 KB). */

import { sign } from '@pushspec/client/cloudmonitor';
import { type Config, developmentConfig, type RateLimit } from '@pushspec/contract';

export interface BenchRequest {
  path: string;
  headers: Record<string, string>;
  body: string;
  /** Whether the server refuses it. */
  isRefused?: boolean;
}

/** Returns a rate limit that is enforced but never reached. */
const unreached = (scope: string, reason = 'rate-limited'): RateLimit[] => [
  { requests: 1_000_000_000, windowSeconds: 60, scope, algorithm: 'token-bucket', reason },
];

/** The development credentials under limits that no benchmark reaches. */
export const benchConfig: Config = {
  blueking: { ...developmentConfig.blueking, rateLimits: unreached('data_id') },
  cloudmonitor: { ...developmentConfig.cloudmonitor, rateLimits: unreached('account') },
  guance: { ...developmentConfig.guance, rateLimits: unreached('workspace', 'rate-limited-workspace') },
};

const points = (count: number, nowMs: number) =>
  Array.from({ length: count }, (_, index) => ({
    metrics: { cpu_load: index / 7, mem_usage: 0.5 },
    target: `10.0.0.${index}`,
    dimension: { module: 'db', location: 'guangdong' },
    timestamp: nowMs - index,
  }));

function blueking(count: number, nowMs: number): BenchRequest {
  const { dataId, accessToken } = developmentConfig.blueking.dataIds[0] ?? { dataId: 0, accessToken: '' };
  const body = JSON.stringify({ data_id: dataId, access_token: accessToken, data: points(count, nowMs) });
  return { path: '/v2/push/', headers: { 'content-type': 'application/json' }, body };
}

function cloudmonitor(count: number, nowMs: number): BenchRequest {
  const events = Array.from({ length: count }, (_, index) => ({
    name: 'DiskUsageHigh',
    content: `web-${index}: /data is ${index} % full, and that is more than it should be`,
    groupId: 27147,
    time: '20261121T083000.000+0800',
  }));
  return signed(JSON.stringify(events), nowMs);
}

/** Returns a CloudMonitor request with this body, signed for `nowMs`. */
export function signed(body: string, nowMs: number, contentType = 'application/json'): BenchRequest {
  const key = developmentConfig.cloudmonitor.accounts[0]?.keys[0] ?? { accessKeyId: '', accessKeySecret: '' };
  const path = '/event/custom/upload';
  const headers = {
    'content-type': contentType,
    date: new Date(nowMs).toUTCString(),
    'x-cms-api-version': '1.0',
    'x-cms-ip': '127.0.0.1',
    'x-cms-signature': 'hmac-sha1',
  };
  const { authorization, contentMd5 = '' } = sign({
    ...key,
    method: 'POST',
    requestTarget: path,
    headers,
    body: Buffer.from(body),
  });
  return { path, headers: { ...headers, authorization, 'content-md5': contentMd5 }, body };
}

function guance(): BenchRequest {
  const event = {
    status: 'critical',
    title: 'Disk of web-001 is nearly full',
    message: '/data is 97.5 % full',
    dimension_tags: { host: 'web-001', device: '/data' },
    check_value: 97.5,
    biz_team: 'payments',
  };
  return {
    path: '/api/v1/push-events/secret_dev/datakit/push',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ event, extraData: { ruleId: 'disk-usage' } }),
  };
}

/** Returns the accepted requests by case. */
export function benchRequests(nowMs: number): Record<string, BenchRequest> {
  return {
    'blueking, 1 point': blueking(1, nowMs),
    'blueking, 100 points': blueking(100, nowMs),
    'cloudmonitor, 1 event': cloudmonitor(1, nowMs),
    'cloudmonitor, 100 events': cloudmonitor(100, nowMs),
    'guance, 1 event': guance(),
  };
}
