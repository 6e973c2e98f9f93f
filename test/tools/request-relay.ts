/**
 * A server between Specmatic and the reference server. It gives requests what Specmatic cannot know: the credentials of the
 * server, and in valid requests also rules that no schema can state or that Specmatic does not read.
 */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ApiName, developmentConfig, isObject, type Json, type JsonObject } from '@pushspec/contract';
import { onTestFinished } from 'vitest';

/** A request as the relay may change it. */
interface Relayed {
  path: string;
  headers: IncomingHttpHeaders;
  /** The parsed body, or `undefined` if it is not JSON. */
  body: Json | undefined;
}

type Adapt = (relayed: Relayed) => Relayed;

/** Header in which Specmatic names the status that it expects. */
const EXPECTED_STATUS = 'specmatic-response-code';

/** Starts the relay for the rest of the test. Returns its URL. */
export async function relayTo(target: string, api: ApiName): Promise<string> {
  const adapt = ADAPT[api] ?? ((relayed) => relayed);
  const relay = createServer(async (incoming, outgoing) => {
    const sent = Buffer.concat(await incoming.toArray());
    const { path, headers, body } = adapt({
      path: incoming.url ?? '/',
      headers: { ...incoming.headers },
      body: parsed(sent),
    });
    const bytes = body === undefined ? sent : Buffer.from(JSON.stringify(body));
    const { 'transfer-encoding': _, ...others } = headers;
    const forward = request(target + path, {
      ...(incoming.method && { method: incoming.method }),
      headers: { ...others, 'content-length': bytes.length },
    });
    forward.on('response', (response) => {
      outgoing.writeHead(response.statusCode ?? 0, response.rawHeaders);
      response.pipe(outgoing);
    });
    forward.on('error', () => outgoing.destroy());
    forward.end(bytes);
  });
  relay.listen(0, '127.0.0.1');
  await once(relay, 'listening');
  onTestFinished(() => void relay.close().closeAllConnections());
  return `http://127.0.0.1:${(relay.address() as AddressInfo).port}`;
}

function parsed(bytes: Buffer): Json | undefined {
  try {
    return JSON.parse(bytes.toString()) as Json;
  } catch {
    return undefined;
  }
}

const [metric, event] = developmentConfig.blueking.dataIds;
const monitor = developmentConfig.guance.monitors[0];

/** A moment in the past. No schema can say that a timestamp must not be in the future. */
const PAST_MS = 1_661_320_521_493;

const ADAPT: Readonly<Partial<Record<ApiName, Adapt>>> = {
  blueking({ body, ...others }) {
    if (!isObject(body)) return { ...others, body };
    const { data, data_id: id, access_token: token } = body;
    const items = Array.isArray(data) && isValid(others) ? data.map(withMetrics) : data;
    const isEvent = Array.isArray(items) && isObject(items[0]) && 'event_name' in items[0];
    const dataId = isEvent ? event : metric;
    const known =
      Number.isSafeInteger(id) && typeof token === 'string'
        ? { data_id: dataId?.dataId ?? 0, access_token: dataId?.accessToken ?? '' }
        : {};
    return { ...others, body: { ...body, ...(items !== undefined && { data: items }), ...known } };
  },
  cloudmonitor({ body, ...others }) {
    if (!Array.isArray(body) || !isValid(others)) return { ...others, body };
    return { ...others, body: body.map(withExistingDay) };
  },
  guance({ path, headers, body }) {
    const [, ...segments] = path.split('/');
    const { secret, subUri = '' } = monitor ?? {};
    const call = [...segments.slice(0, 3), secret, encodeURIComponent(subUri)];
    const [apiKey] = developmentConfig.guance.apiKeys;
    return {
      path: segments.length === call.length ? `/${call.join('/')}` : path,
      headers: headers['df-api-key'] ? { ...headers, 'df-api-key': apiKey } : headers,
      body,
    };
  },
};

function isValid({ headers }: Pick<Relayed, 'headers'>): boolean {
  return String(headers[EXPECTED_STATUS]).startsWith('2');
}

/** Adds a metric to a data point without any, as Specmatic ignores `minProperties`, and replaces its time. */
function withMetrics(item: Json): Json {
  if (!isObject(item)) return item;
  const { metrics, timestamp } = item;
  const isEmpty = isObject(metrics) && Object.keys(metrics).length === 0;
  const changes: JsonObject = {
    ...(isEmpty && { metrics: { cpu_load: 0.5 } }),
    ...(timestamp !== undefined && { timestamp: PAST_MS }),
  };
  return { ...item, ...changes };
}

/** Replaces the time of an event, as Specmatic ignores `not`, which excludes February 30. */
function withExistingDay(item: Json): Json {
  return isObject(item) && 'time' in item ? { ...item, time: '20171023T144439.948+0800' } : item;
}
