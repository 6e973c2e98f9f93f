/** Observes how clients treat requests at their limits before they send anything. */

import { isPushError } from '@pushspec/client';
import { createBluekingClient } from '@pushspec/client/blueking';
import { validate as validateBlueking } from '@pushspec/client/blueking/validate';
import { createCloudMonitorClient } from '@pushspec/client/cloudmonitor';
import { validate as validateCloudMonitor } from '@pushspec/client/cloudmonitor/validate';
import { createCloudMonitorRpcClient, createOpenApiClient } from '@pushspec/client/cloudmonitor-rpc';
import { validatePutEvent, validate as validateRpc } from '@pushspec/client/cloudmonitor-rpc/validate';
import { createGuanceClient } from '@pushspec/client/guance';
import { validate as validateGuance } from '@pushspec/client/guance/validate';
import { createReporter, type ReportingClient } from '@pushspec/client/reporter';
import { type ApiName, isObject, type Json, type JsonObject } from '@pushspec/contract';
import { virtualTime } from '../../packages/client/src/testing/virtual-time.ts';
import type { Boundary, Probe } from './boundary.ts';
import type { Limit } from './limits.ts';
import type { Observed, ObservedBoundary } from './server-drill.ts';

const ACCEPTED: Readonly<Record<ApiName, Json>> = {
  blueking: { code: '200', result: 'true', message: '' },
  cloudmonitor: { code: '200', msg: '' },
  'cloudmonitor-rpc': { Code: '200', Message: 'success', RequestId: '1' },
  guance: { code: 200, content: { ok: true }, errorCode: '', message: '', success: true, traceId: '1' },
};

interface ClientSetting {
  /** operationId. Only the client of openapi-fetch sends the second operation of an API. */
  operation?: string;
  kind?: string | undefined;
  apiKey?: string | undefined;
  /** Called with the size of each request, as the vendor measures it. */
  onRequest?: (bytes: number) => void;
}

/** Returns a client of the vendor with a `fetch` that accepts every request. */
function clientOf(api: ApiName, { operation, kind = 'metric', apiKey, onRequest }: ClientSetting): Sendable {
  const fetch = async (_url: unknown, init: { body?: unknown }) => {
    onRequest?.(sizeOf(api, init.body as Uint8Array));
    return Response.json(ACCEPTED[api]);
  };
  const shared = { fetch: fetch as never, baseUrl: 'http://127.0.0.1:1', timeoutMs: 0 };
  const credentials = { accessKeyId: 'id', accessKeySecret: 'secret' };
  switch (api) {
    case 'blueking':
      return createBluekingClient({ ...shared, dataId: 1, accessToken: 'token', kind: kind as 'metric' });
    case 'cloudmonitor':
      return createCloudMonitorClient({ ...shared, credentials });
    case 'cloudmonitor-rpc': {
      if (operation !== 'putEvent') return createCloudMonitorRpcClient({ ...shared, credentials });
      const client = createOpenApiClient({ ...shared, credentials, pace: false });
      return {
        send: (events) => client.POST('/#Action=PutEvent', { body: { EventInfo: [events].flat() as never } }),
      };
    }
    case 'guance':
      return createGuanceClient({ ...shared, secret: 's', subUri: 'u', ...(apiKey && { apiKey }) });
  }
}

function sizeOf(api: ApiName, body: Uint8Array): number {
  if (api !== 'cloudmonitor-rpc') return body.byteLength;
  const values = [...new URLSearchParams(new TextDecoder().decode(body))].filter(
    ([name]) => name !== 'Action' && name !== 'Version',
  );
  return values.reduce((sum, [, value]) => sum + Buffer.byteLength(value), 0);
}

interface Sendable {
  send(items: never): Promise<unknown>;
}

/** Observes whether a client sends this number of items. It refuses before it connects. */
export async function sendItems(api: ApiName, limit: Limit, item: Json): Promise<ObservedBoundary> {
  const { operation, location } = limit;
  const send = async (count: number): Promise<Observed> => {
    const client = clientOf(api, { operation, kind: location?.kind });
    return refusalOf(client.send(Array.from({ length: count }, () => item) as never));
  };
  const step = limit.name === 'maxItems' ? 1 : -1;
  const exceeded = limit.value + step;
  return { allowed: await send(limit.value), ...(exceeded >= 0 ? { exceeded: await send(exceeded) } : {}) };
}

/** Observes whether a client sends a body of this size. A string in the item is padded. */
export async function sendBytes(api: ApiName, limit: Limit, item: JsonObject): Promise<ObservedBoundary> {
  const { operation } = limit;
  let empty = 0;
  const measured = clientOf(api, {
    operation,
    onRequest: (bytes) => {
      empty = bytes;
    },
  });
  await measured.send(itemOfLength(item, 0) as never);
  const send = (bytes: number) =>
    refusalOf(clientOf(api, { operation }).send(itemOfLength(item, bytes - empty) as never));
  return { allowed: await send(limit.value), exceeded: await send(limit.value + 1) };
}

async function refusalOf(sending: Promise<unknown>): Promise<Observed> {
  try {
    await sending;
    return { codes: [], isRefused: false };
  } catch (error) {
    if (!isPushError(error)) throw error;
    return { codes: [String(error.reason)], isRefused: true };
  }
}

/** Observes the result of local validation for the item in both bodies. */
export function validateItems(
  api: ApiName,
  { location, operation }: Limit,
  { allowed, exceeded }: Boundary,
): ObservedBoundary {
  const see = ({ text, nowMs }: Probe): Observed => {
    const body = JSON.parse(text) as Json;
    const now = () => nowMs;
    const validations = {
      blueking: () => validateBlueking(itemOf(body), { kind: (location?.kind ?? 'metric') as 'metric', now }),
      cloudmonitor: () => validateCloudMonitor(itemOf(body)),
      'cloudmonitor-rpc': () => (operation === 'putEvent' ? validatePutEvent : validateRpc)(itemOf(body)),
      guance: () => validateGuance((body as JsonObject).event, { extraData: (body as JsonObject).extraData }),
    };
    const { valid, reasons, warnings } = validations[api]();
    return { codes: [...reasons, ...warnings].map(({ code }) => code), isRefused: !valid };
  };
  return { allowed: see(allowed), ...(exceeded ? { exceeded: see(exceeded) } : {}) };
}

function itemOf(body: Json): Json | undefined {
  const { data, EventInfo: events } = isObject(body) ? body : {};
  return ([body, data, events].find(Array.isArray) ?? [])[0];
}

/** The batches of a reporter. A split means that a batch was too large. */
export interface Batches {
  readonly largestItems: number;
  readonly largestBytes: number;
  readonly splits: number;
}

/** Observes the batches that a reporter builds from this number of items. */
export async function batchesOf(api: ApiName, item: JsonObject, count: number): Promise<Batches> {
  const seen = { largestItems: 0, largestBytes: 0, splits: 0 };
  const reporter = createReporter(clientOf(api, {}) as ReportingClient, {
    pace: false,
    onEvent(event) {
      if (event.type === 'split') seen.splits++;
      if (event.type !== 'request') return;
      seen.largestItems = Math.max(seen.largestItems, event.items);
      seen.largestBytes = Math.max(seen.largestBytes, event.bytes);
    },
  });
  for (let pushed = 0; pushed < count; pushed++) reporter.push(item);
  await reporter.close();
  return seen;
}

/** Returns the item with its first string replaced by one of this length. */
export function itemOfLength(item: JsonObject, length: number): JsonObject {
  const text = Object.keys(item).find((name) => typeof item[name] === 'string') as string;
  return { ...item, [text]: 'x'.repeat(length) };
}

/** Observes how many requests a reporter sends at once, and how many milliseconds later the next one follows. */
export async function paceOf(
  api: ApiName,
  { requests, scope }: { requests: number; scope: string },
  item: JsonObject,
): Promise<{ initialCount: number; nextAfterMs: number }> {
  const time = virtualTime();
  const at: number[] = [];
  const apiKey = scope === 'api-key' ? 'key' : undefined;
  const client = clientOf(api, { onRequest: () => void at.push(time.now()), apiKey });
  const { now, sleep } = time;
  const reporter = createReporter(client as ReportingClient, {
    now,
    sleep,
    batch: { maxItems: 1 },
    concurrency: 1,
  });
  for (let pushed = 0; pushed <= requests; pushed++) reporter.push(item);
  await time.until(reporter.flush());
  const [first = 0] = at;
  const later = at.findIndex((timestamp) => timestamp !== first);
  return { initialCount: later, nextAfterMs: Number(at[later]) - first };
}
