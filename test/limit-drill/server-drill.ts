/** Observes how the reference server treats requests at its limits. */
import { signedHeaders } from '@pushspec/client/cloudmonitor';
import { signedHeaders as rpcHeaders } from '@pushspec/client/cloudmonitor-rpc';
import {
  type ApiName,
  developmentConfig,
  isObject,
  type OpenApiDocument,
  operationsOf,
  type Profile,
  parametersOf,
} from '@pushspec/contract';
import { createServer, type PushServer } from '@pushspec/server';
import { boundaryOf, NOW, type Probe, rpcOf } from './boundary.ts';
import { entryOf, exampleBody, type Limit } from './limits.ts';

/** The reason and warning codes of a verdict, and whether the request was refused. */
export interface Observed {
  readonly codes: readonly string[];
  readonly isRefused: boolean;
}

export interface ObservedBoundary {
  readonly allowed: Observed;
  readonly exceeded?: Observed;
}

export interface ServerDrill {
  at(api: ApiName, limit: Limit): Promise<ObservedBoundary>;
  close(): Promise<void>;
}

export async function serverDrill(
  profile: Profile,
  documents: Readonly<Record<string, OpenApiDocument>>,
): Promise<ServerDrill> {
  let nowMs = NOW;
  const server = await createServer({ profile, clock: () => nowMs, store: ':memory:', logLevel: 'silent' });
  const { url } = await server.listen({ port: 0 });
  const see = async (api: ApiName, limit: Limit, probe: Probe, withApiKey = false): Promise<Observed> => {
    nowMs = probe.nowMs;
    await post(url, { api, document: documents[api] as OpenApiDocument, limit, probe, withApiKey });
    return lastVerdict(server);
  };

  return {
    async at(api, limit) {
      await server.reset();
      const document = documents[api] as OpenApiDocument;
      if (!limit.name.startsWith('x-rate-limits.')) {
        const { allowed, exceeded } = boundaryOf(document, limit);
        return {
          allowed: await see(api, limit, allowed),
          ...(exceeded ? { exceeded: await see(api, limit, exceeded) } : {}),
        };
      }
      const rate = rateOf(document, limit);
      const text = JSON.stringify(exampleBody(document, limit, kindOf(document)));
      const send = (at: number) =>
        see(api, limit, { text, headers: {}, nowMs: at, behindMs: 0 }, rate.scope === 'api-key');
      return rateBoundary(limit, rate, send);
    },
    close: () => server.close(),
  };
}

interface Rate {
  requests: number;
  windowSeconds: number;
  burst?: number;
  scope: string;
  algorithm: string;
}

function rateOf(document: OpenApiDocument, limit: Limit): Rate {
  const list = entryOf(document, limit).operation['x-rate-limits'] as unknown as Rate[];
  return list[Number(/x-rate-limits\/(\d+)/.exec(limit.pointer)?.[1])] as Rate;
}

const kindOf = (document: OpenApiDocument) => {
  const kinds = operationsOf(document)[0]?.operation['x-kinds'];
  return isObject(kinds) ? Object.keys(kinds)[0] : undefined;
};

/** Uses up a rate limit, and then observes when the next request is accepted. */
async function rateBoundary(
  { name }: Limit,
  { requests, windowSeconds, burst, algorithm }: Rate,
  send: (at: number) => Promise<Observed>,
): Promise<ObservedBoundary> {
  const isBucket = algorithm === 'token-bucket';
  const initialCount = isBucket ? (burst ?? requests) : requests;
  let allowed: Observed = { codes: [], isRefused: true };
  for (let sent = 0; sent < initialCount; sent++) allowed = await send(NOW);
  const isAboutCount = name === (isBucket ? 'x-rate-limits.burst' : 'x-rate-limits.requests');
  if (isAboutCount) return { allowed, exceeded: await send(NOW) };
  const nextMs = Math.ceil((windowSeconds * 1000) / (isBucket ? requests : 1));
  const exceeded = await send(NOW + nextMs - 1);
  return { allowed: await send(NOW + nextMs + (isBucket ? nextMs : 0)), exceeded };
}

interface Sent {
  api: ApiName;
  document: OpenApiDocument;
  /** Determines the operation. */
  limit: Pick<Limit, 'operation'>;
  probe: Probe;
  withApiKey: boolean;
}

/** Sends a request with the development credentials. Resolves to the response status. */
export async function post(url: string, sent: Sent): Promise<number> {
  const { document, limit, probe } = sent;
  const rpc = rpcOf(document, limit);
  const [monitor] = developmentConfig.guance.monitors;
  const path = rpc
    ? '/'
    : entryOf(document, limit)
        .path.replace('{secret}', String(monitor?.secret))
        .replace('{subUri}', encodeURIComponent(String(monitor?.subUri)));
  const text = rpc ? parametersOf(rpc, JSON.parse(probe.text)) : probe.text;
  const body = new TextEncoder().encode(text);
  const response = await fetch(url + path, {
    method: 'POST',
    headers: await headersOf(url, sent, { path, body }),
    body,
  });
  await response.arrayBuffer();
  return response.status;
}

async function headersOf(
  url: string,
  { api, document, limit, probe: { headers, nowMs, behindMs }, withApiKey }: Sent,
  { path, body }: { path: string; body: Uint8Array },
): Promise<Record<string, string>> {
  const valid = { 'Content-Type': 'application/json', ...headers };
  if (api === 'guance' && withApiKey)
    return { ...valid, 'DF-API-KEY': String(developmentConfig.guance.apiKeys[0]) };
  if (api !== 'cloudmonitor' && api !== 'cloudmonitor-rpc') return valid;
  const credentials = developmentConfig.cloudmonitor.accounts[0]?.keys[0];
  if (!credentials) throw new Error('the development configuration has no key');
  const common = { method: 'POST', body, credentials, now: () => nowMs - behindMs };
  if (api === 'cloudmonitor-rpc') {
    const operation = entryOf(document, limit).operationId as 'putEvent';
    return (await rpcHeaders({ ...common, url: url + path, operation })).headers;
  }
  const keep = Object.keys(headers);
  return signedHeaders({ ...common, url: path, headers: valid, keep }).headers as Record<string, string>;
}

async function lastVerdict(server: PushServer): Promise<Observed> {
  const verdict = (await server.requests({ limit: 1 })).at(-1);
  if (!verdict) throw new Error('the server has recorded no request');
  const codes = [...verdict.reasons, ...verdict.warnings].map(({ code }) => code);
  return { codes, isRefused: verdict.outcome === 'rejected' };
}
