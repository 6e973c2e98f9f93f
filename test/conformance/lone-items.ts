/** Sends single items to a reference server, and reads what it says of them. */
import { sign } from '@pushspec/client/cloudmonitor';
import { type Config, developmentConfig, type Json, type Vendor } from '@pushspec/contract';
import { limits as blueking } from '@pushspec/contract/blueking';
import { headers, limits } from '@pushspec/contract/cloudmonitor';
import { limits as guance } from '@pushspec/contract/guance';
import { createServer } from '@pushspec/server';
import { type Item, type ItemVerdict, localVerdict, serverVerdict } from './item-verdicts.ts';

/** An item as a program has it. */
export interface LoneItem {
  vendor: Vendor;
  /** BlueKing: what the data id is registered for. */
  kind?: 'metric' | 'event';
  /** Guance: event and additional data, as the members of an object. */
  value: unknown;
}

export interface LoneItemServer {
  /** What both sides say of each item. */
  compare(items: readonly LoneItem[]): Promise<{ local: ItemVerdict; server: ItemVerdict }[]>;
  close(): Promise<void>;
}

/** Requests on their way at the same time. */
const CONCURRENT = 20;

const config: Config = {
  blueking: { ...developmentConfig.blueking, rateLimits: 'off' },
  cloudmonitor: { ...developmentConfig.cloudmonitor, rateLimits: 'off' },
  guance: { ...developmentConfig.guance, rateLimits: 'off' },
};

export async function loneItemServer(now: () => number): Promise<LoneItemServer> {
  const server = await createServer({ config, clock: now });
  const { url } = await server.listen({ port: 0 });
  const send = async (item: LoneItem) => {
    const { path, body, place, headers } = requestOf(item, now);
    const answer = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    await answer.arrayBuffer();
    return { id: answer.headers.get('x-pushspec-request-id'), item, body, place };
  };
  return {
    async compare(items) {
      await server.reset();
      const sent: Awaited<ReturnType<typeof send>>[] = [];
      for (let from = 0; from < items.length; from += CONCURRENT) {
        sent.push(...(await Promise.all(items.slice(from, from + CONCURRENT).map(send))));
      }
      const verdicts = new Map((await server.requests()).map((verdict) => [verdict.id, verdict]));
      return sent.map(({ id, item: { vendor, value }, body, place }) => {
        const verdict = verdicts.get(id ?? '');
        if (!verdict) throw new Error(`the server has no verdict ${id}`);
        const item = { place, value: value as Json } satisfies Item;
        const local = localVerdict({ vendor, body: body as Json, config, now }, item);
        return { local, server: serverVerdict(vendor, verdict, item) };
      });
    },
    close: () => server.close(),
  };
}

function requestOf({ vendor, kind, value }: LoneItem, now: () => number) {
  const json: Record<string, string> = { 'content-type': 'application/json' };
  switch (vendor) {
    case 'blueking': {
      const { dataId, accessToken } = config.blueking.dataIds.find((entry) => entry.kind === kind) ?? {};
      const body = { data_id: dataId, access_token: accessToken, data: [value] };
      return { path: blueking.pushCustomReport.path, headers: json, body, place: '/data/0' };
    }
    case 'cloudmonitor':
      return { ...signed([value], now()), body: [value], place: '/0' };
    case 'guance': {
      const [{ secret = '', subUri = '' } = {}] = config.guance.monitors;
      const path = guance.pushEvent.path.replace('{secret}', secret).replace('{subUri}', subUri);
      return { path, headers: json, body: value, place: '' };
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
  const key = config.cloudmonitor.accounts[0]?.keys[0] ?? { accessKeyId: '', accessKeySecret: '' };
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
