/** What the clients do at the limits and beyond them, before anything is on the wire. */
import { isPushError } from '@pushspec/client';
import { createBluekingClient } from '@pushspec/client/blueking';
import { validate as validateBlueking } from '@pushspec/client/blueking/validate';
import { createCloudMonitorClient } from '@pushspec/client/cloudmonitor';
import { validate as validateCloudMonitor } from '@pushspec/client/cloudmonitor/validate';
import { createGuanceClient } from '@pushspec/client/guance';
import { validate as validateGuance } from '@pushspec/client/guance/validate';
import { createReporter } from '@pushspec/client/reporter';
import { isObject, type Json, type JsonObject, type Vendor } from '@pushspec/contract';
import { virtualTime } from '../../packages/client/src/reporter/virtual-time.fixture.ts';
import type { Boundary, Probe } from './boundary.ts';
import type { Limit } from './limits.ts';
import type { Seen, SeenBoundary } from './server-drill.ts';

const ACCEPTED: Readonly<Record<Vendor, Json>> = {
  blueking: { code: '200', result: 'true', message: '' },
  cloudmonitor: { code: '200', msg: '' },
  guance: { code: 200, content: { ok: true }, errorCode: '', message: '', success: true, traceId: '1' },
};

/** A client of the vendor whose requests go nowhere and are accepted. */
function clientOf(vendor: Vendor, kind: string, onRequest: (body: Json) => void, apiKey?: string) {
  const fetch = async (_url: unknown, init: { body?: unknown }) => {
    onRequest(JSON.parse(new TextDecoder().decode(init.body as Uint8Array)));
    return Response.json(ACCEPTED[vendor]);
  };
  const shared = { fetch: fetch as never, baseUrl: 'http://127.0.0.1:1', timeoutMs: 0 };
  const credentials = { accessKeyId: 'id', accessKeySecret: 'secret' };
  if (vendor === 'blueking')
    return createBluekingClient({ ...shared, dataId: 1, accessToken: 'token', kind: kind as 'metric' });
  if (vendor === 'cloudmonitor') return createCloudMonitorClient({ ...shared, credentials });
  return createGuanceClient({
    ...shared,
    secret: 's',
    subUri: 'u',
    ...(apiKey === undefined ? {} : { apiKey }),
  });
}

type Sendable = { send(items: unknown, options?: unknown): Promise<unknown> };

/** Whether a client sends so many items; its refusal is known before it connects. */
export async function sendingItems(vendor: Vendor, limit: Limit, item: Json): Promise<SeenBoundary> {
  const send = async (count: number): Promise<Seen> => {
    const client = clientOf(vendor, limit.place?.kind ?? 'metric', () => {});
    return refusalOf((client as Sendable).send(Array.from({ length: count }, () => item)));
  };
  const step = limit.name === 'maxItems' ? 1 : -1;
  const beyond = limit.value + step;
  return { fits: await send(limit.value), ...(beyond >= 0 ? { beyond: await send(beyond) } : {}) };
}

/** Whether a client sends a body of so many bytes: one that the text of an item fills up. */
export async function sendingBytes(vendor: Vendor, limit: Limit, item: JsonObject): Promise<SeenBoundary> {
  const sizeOf = async (length: number): Promise<number> => {
    let bytes = 0;
    const client = clientOf(vendor, 'metric', (body) => {
      bytes = Buffer.byteLength(JSON.stringify(body));
    });
    await (client as Sendable).send(itemOfLength(item, length));
    return bytes;
  };
  const empty = await sizeOf(0);
  const send = async (bytes: number) => {
    const client = clientOf(vendor, 'metric', () => {});
    return refusalOf((client as Sendable).send(itemOfLength(item, bytes - empty)));
  };
  return { fits: await send(limit.value), beyond: await send(limit.value + 1) };
}

async function refusalOf(sending: Promise<unknown>): Promise<Seen> {
  try {
    await sending;
    return { codes: [], isRefused: false };
  } catch (error) {
    if (!isPushError(error)) throw error;
    return { codes: [String(error.reason)], isRefused: true };
  }
}

/** What local validation says of the one item in each of two bodies. */
export function validating(vendor: Vendor, { place }: Limit, { fits, beyond }: Boundary): SeenBoundary {
  const see = ({ text, nowMs }: Probe): Seen => {
    const body = JSON.parse(text) as Json;
    const now = () => nowMs;
    const { valid, reasons, warnings } =
      vendor === 'blueking'
        ? validateBlueking(itemOf(body), { kind: (place?.kind ?? 'metric') as 'metric', now })
        : vendor === 'cloudmonitor'
          ? validateCloudMonitor(itemOf(body))
          : validateGuance((body as JsonObject).event, { extraData: (body as JsonObject).extraData });
    return { codes: [...reasons, ...warnings].map(({ code }) => code), isRefused: !valid };
  };
  return { fits: see(fits), ...(beyond ? { beyond: see(beyond) } : {}) };
}

function itemOf(body: Json): Json | undefined {
  return (Array.isArray(body) ? body : isObject(body) ? (body.data as Json[]) : [])[0];
}

/** The batches that a reporter makes of so many items. One that it has to split was made too large. */
export interface Batches {
  readonly largestItems: number;
  readonly largestBytes: number;
  readonly splits: number;
}

export async function batchesOf(vendor: Vendor, item: JsonObject, count: number): Promise<Batches> {
  const seen = { largestItems: 0, largestBytes: 0, splits: 0 };
  const reporter = createReporter(clientOf(vendor, 'metric', () => {}) as never, {
    pace: false,
    onEvent(event) {
      if (event.type === 'split') seen.splits++;
      if (event.type !== 'request') return;
      seen.largestItems = Math.max(seen.largestItems, event.items);
      seen.largestBytes = Math.max(seen.largestBytes, event.bytes);
    },
  });
  for (let pushed = 0; pushed < count; pushed++) reporter.push(item as never);
  await reporter.close();
  return seen;
}

/** An item with a text of so many characters. */
export function itemOfLength(item: JsonObject, length: number): JsonObject {
  const text = Object.keys(item).find((name) => typeof item[name] === 'string') as string;
  return { ...item, [text]: 'x'.repeat(length) };
}

/** How many requests a reporter sends at once, and after how many milliseconds the next one follows. */
export async function paceOf(
  vendor: Vendor,
  { requests, scope }: { requests: number; scope: string },
  item: JsonObject,
): Promise<{ atOnce: number; nextAfterMs: number }> {
  const time = virtualTime();
  const at: number[] = [];
  const apiKey = scope === 'api-key' ? 'key' : undefined;
  const client = clientOf(vendor, 'metric', () => void at.push(time.now()), apiKey);
  const { now, sleep } = time;
  const reporter = createReporter(client as never, { now, sleep, batch: { maxItems: 1 }, concurrency: 1 });
  for (let pushed = 0; pushed <= requests; pushed++) reporter.push(item as never);
  await time.until(reporter.flush());
  const [first = 0] = at;
  const later = at.findIndex((instant) => instant !== first);
  return { atOnce: later, nextAfterMs: Number(at[later]) - first };
}
