/** Sends single items to a reference server and reads its verdicts. */

import { sign } from '@pushspec/client/cloudmonitor';
import { signedHeaders as rpcHeaders } from '@pushspec/client/cloudmonitor-rpc';
import { type ApiName, type Config, developmentConfig, type Json, parametersOf } from '@pushspec/contract';
import { limits as blueking } from '@pushspec/contract/blueking';
import { headers, limits } from '@pushspec/contract/cloudmonitor';
import { rpc } from '@pushspec/contract/cloudmonitor-rpc';
import { limits as guance } from '@pushspec/contract/guance';
import { createServer } from '@pushspec/server';
import { type Item, type ItemVerdict, localVerdict, serverVerdict } from './item-verdicts.ts';

/** An item as a program passes it. */
export interface SingleItem {
  api: ApiName;
  /** operationId. @default the first operation of the API */
  operation?: RpcOperation;
  /** BlueKing: the kind that the data id is registered for. */
  kind?: 'metric' | 'event';
  /** Guance: event and additional data, as properties of one object. */
  value: unknown;
}

export interface SingleItemServer {
  /** Returns both verdicts on each item. */
  compare(items: readonly SingleItem[]): Promise<{ local: ItemVerdict; server: ItemVerdict }[]>;
  close(): Promise<void>;
}

type RpcOperation = keyof typeof rpc;

/** Number of concurrent requests. */
const CONCURRENT = 20;

const config: Config = {
  blueking: { ...developmentConfig.blueking, rateLimits: 'off' },
  cloudmonitor: { ...developmentConfig.cloudmonitor, rateLimits: 'off' },
  guance: { ...developmentConfig.guance, rateLimits: 'off' },
};

const key = config.cloudmonitor.accounts[0]?.keys[0] ?? { accessKeyId: '', accessKeySecret: '' };

export async function singleItemServer(now: () => number): Promise<SingleItemServer> {
  const server = await createServer({ config, clock: now });
  const { url } = await server.listen({ port: 0 });
  const send = async (item: SingleItem) => {
    const { path, body, text = JSON.stringify(body), location, headers } = await requestOf(url, item, now);
    const response = await fetch(url + path, { method: 'POST', headers, body: text });
    await response.arrayBuffer();
    return { id: response.headers.get('x-pushspec-request-id'), item, body, location };
  };
  return {
    async compare(items) {
      await server.reset();
      const sent: Awaited<ReturnType<typeof send>>[] = [];
      for (let from = 0; from < items.length; from += CONCURRENT) {
        sent.push(...(await Promise.all(items.slice(from, from + CONCURRENT).map(send))));
      }
      const verdicts = new Map((await server.requests()).map((verdict) => [verdict.id, verdict]));
      return sent.map(({ id, item: { api, operation, value }, body, location }) => {
        const verdict = verdicts.get(id ?? '');
        if (!verdict) throw new Error(`the server has no verdict ${id}`);
        const item = { location, value: value as Json } satisfies Item;
        const local = localVerdict({ api, operation, body: body as Json, config, now }, item);
        return { local, server: serverVerdict(api, verdict, item) };
      });
    },
    close: () => server.close(),
  };
}

interface Request {
  path: string;
  headers: Readonly<Record<string, string>>;
  body: unknown;
  /** The body as it is sent. @default its JSON */
  text?: string;
  /** JSON pointer of the item. */
  location: string;
}

async function requestOf(
  url: string,
  { api, operation, kind, value }: SingleItem,
  now: () => number,
): Promise<Request> {
  const json: Record<string, string> = { 'content-type': 'application/json' };
  switch (api) {
    case 'blueking': {
      const { dataId, accessToken } = config.blueking.dataIds.find((entry) => entry.kind === kind) ?? {};
      const body = { data_id: dataId, access_token: accessToken, data: [value] };
      return { path: blueking.pushCustomReport.path, headers: json, body, location: '/data/0' };
    }
    case 'cloudmonitor':
      return { ...signed([value], now()), body: [value], location: '/0' };
    case 'cloudmonitor-rpc': {
      const body = { EventInfo: [value] };
      const text = parametersOf(rpc[operation ?? 'putCustomEvent'], JSON.parse(JSON.stringify(body)));
      const { headers } = await rpcHeaders({
        ...{ method: 'POST', url: `${url}/`, body: new TextEncoder().encode(text), operation, now },
        credentials: key,
      });
      return { path: '/', headers, body, text, location: '/EventInfo/0' };
    }
    case 'guance': {
      const [{ secret = '', subUri = '' } = {}] = config.guance.monitors;
      const path = guance.pushEvent.path.replace('{secret}', secret).replace('{subUri}', subUri);
      return { path, headers: json, body: value, location: '' };
    }
  }
}

function signed(body: unknown, nowMs: number) {
  const { path, mediaType } = limits.uploadCustomEvents;
  const fixed = Object.entries(headers.uploadCustomEvents).filter(([, value]) => value !== null);
  const plain: Record<string, string> = {
    ...(Object.fromEntries(fixed) as Record<string, string>),
    'Content-Type': mediaType,
    Date: new Date(nowMs).toUTCString(),
    'x-cms-ip': '127.0.0.1',
  };
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  const { authorization, contentMd5 } = sign({
    method: 'POST',
    requestTarget: path,
    headers: plain,
    body: bytes,
    ...key,
  });
  return { path, headers: { ...plain, Authorization: authorization, 'Content-MD5': contentMd5 ?? '' } };
}
