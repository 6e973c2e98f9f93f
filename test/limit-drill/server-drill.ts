/** What the reference server makes of requests at its limits and beyond them. */
import { signedHeaders } from '@pushspec/client/cloudmonitor';
import {
  developmentConfig,
  isObject,
  type OpenApiDocument,
  operationsOf,
  type Profile,
  type Vendor,
} from '@pushspec/contract';
import { createServer, type PushServer } from '@pushspec/server';
import { type Boundary, boundaryOf, NOW, type Probe } from './boundary.ts';
import { exampleBody, type Limit } from './limits.ts';

/** Codes of the reasons and warnings of a verdict, and whether the request was let through. */
export interface Seen {
  readonly codes: readonly string[];
  readonly isRefused: boolean;
}

export interface SeenBoundary {
  readonly fits: Seen;
  readonly beyond?: Seen;
}

export interface ServerDrill {
  at(vendor: Vendor, limit: Limit): Promise<SeenBoundary>;
  close(): Promise<void>;
}

export async function serverDrill(
  profile: Profile,
  documents: Readonly<Record<string, OpenApiDocument>>,
): Promise<ServerDrill> {
  let nowMs = NOW;
  const server = await createServer({ profile, clock: () => nowMs, store: ':memory:', logLevel: 'silent' });
  const { url } = await server.listen({ port: 0 });
  const see = async (vendor: Vendor, probe: Probe, withApiKey = false): Promise<Seen> => {
    nowMs = probe.nowMs;
    await post(url, vendor, documents[vendor] as OpenApiDocument, probe, withApiKey);
    return lastSeen(server);
  };
  const boundary = async (vendor: Vendor, { fits, beyond }: Boundary): Promise<SeenBoundary> => ({
    fits: await see(vendor, fits),
    ...(beyond ? { beyond: await see(vendor, beyond) } : {}),
  });
  return {
    async at(vendor, limit) {
      await server.reset();
      const document = documents[vendor] as OpenApiDocument;
      if (!limit.name.startsWith('x-rate-limits.')) return boundary(vendor, boundaryOf(document, limit));
      const rate = rateOf(document, limit);
      const text = JSON.stringify(exampleBody(document, kindOf(document)));
      const send = (at: number) =>
        see(vendor, { text, headers: {}, nowMs: at, behindMs: 0 }, rate.scope === 'api-key');
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

function rateOf(document: OpenApiDocument, { pointer }: Limit): Rate {
  const list = operationsOf(document)[0]?.operation['x-rate-limits'] as unknown as Rate[];
  return list[Number(/x-rate-limits\/(\d+)/.exec(pointer)?.[1])] as Rate;
}

const kindOf = (document: OpenApiDocument) => {
  const kinds = operationsOf(document)[0]?.operation['x-kinds'];
  return isObject(kinds) ? Object.keys(kinds)[0] : undefined;
};

/** Uses the limit up, and then finds out when the next request is let through. */
async function rateBoundary(
  { name }: Limit,
  { requests, windowSeconds, burst, algorithm }: Rate,
  send: (at: number) => Promise<Seen>,
): Promise<SeenBoundary> {
  const isBucket = algorithm === 'token-bucket';
  const atOnce = isBucket ? (burst ?? requests) : requests;
  let fits: Seen = { codes: [], isRefused: true };
  for (let sent = 0; sent < atOnce; sent++) fits = await send(NOW);
  const isAboutCount = name === (isBucket ? 'x-rate-limits.burst' : 'x-rate-limits.requests');
  if (isAboutCount) return { fits, beyond: await send(NOW) };
  const nextMs = Math.ceil((windowSeconds * 1000) / (isBucket ? requests : 1));
  const beyond = await send(NOW + nextMs - 1);
  return { fits: await send(NOW + nextMs + (isBucket ? nextMs : 0)), beyond };
}

/** Sends a request with the development credentials. Resolves to the status of the answer. */
export async function post(
  url: string,
  vendor: Vendor,
  document: OpenApiDocument,
  { text, headers, nowMs, behindMs }: Probe,
  withApiKey: boolean,
): Promise<number> {
  const [entry] = operationsOf(document);
  const [monitor] = developmentConfig.guance.monitors;
  const path = String(entry?.path)
    .replace('{secret}', String(monitor?.secret))
    .replace('{subUri}', encodeURIComponent(String(monitor?.subUri)));
  const body = new TextEncoder().encode(text);
  const response = await fetch(url + path, {
    method: 'POST',
    headers: headersOf(vendor, { headers, path, body, dateMs: nowMs - behindMs, withApiKey }),
    body,
  });
  await response.arrayBuffer();
  return response.status;
}

interface Sending {
  headers: Readonly<Record<string, string>>;
  path: string;
  body: Uint8Array;
  dateMs: number;
  withApiKey: boolean;
}

function headersOf(
  vendor: Vendor,
  { headers, path, body, dateMs, withApiKey }: Sending,
): Record<string, string> {
  const usual = { 'Content-Type': 'application/json', ...headers };
  if (vendor === 'guance' && withApiKey)
    return { ...usual, 'DF-API-KEY': String(developmentConfig.guance.apiKeys[0]) };
  if (vendor !== 'cloudmonitor') return usual;
  const credentials = developmentConfig.cloudmonitor.accounts[0]?.keys[0];
  if (!credentials) throw new Error('there is no development key');
  const keep = Object.keys(headers);
  return signedHeaders({
    method: 'POST',
    url: path,
    body,
    headers: usual,
    credentials,
    keep,
    now: () => dateMs,
  }).headers as Record<string, string>;
}

async function lastSeen(server: PushServer): Promise<Seen> {
  const verdict = (await server.requests({ limit: 1 })).at(-1);
  if (!verdict) throw new Error('the server has seen nothing');
  const codes = [...verdict.reasons, ...verdict.warnings].map(({ code }) => code);
  return { codes, isRefused: verdict.outcome === 'rejected' };
}
