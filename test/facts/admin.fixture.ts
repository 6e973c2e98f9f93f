/** Starts a server of the published package on a free port, and sends minimal requests to it. */
import { request as httpRequest } from 'node:http';
import { type ApiName, developmentConfig, loadBundle, operationsOf, type Profile } from '@pushspec/contract';
import { createServer, type PushServer, type ServerOptions } from '@pushspec/server';
import { onTestFinished } from 'vitest';

export interface Started {
  server: PushServer;
  url: string;
}

export async function start(options: ServerOptions = {}): Promise<Started> {
  const server = await createServer(options);
  onTestFinished(() => server.close());
  const { url } = await server.listen({ port: 0 });
  return { server, url };
}

export interface Plain {
  method?: string;
  path: string;
  headers?: Record<string, string>;
  /** Chunks are sent without a Content-Length. */
  body?: string | Buffer | readonly string[];
}

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  /** The body as JSON. */
  json(): ReturnType<typeof JSON.parse>;
}

/** Sends exactly these headers and bytes: `fetch` adds its own. */
export function send(url: string, { method = 'GET', path, headers = {}, body = '' }: Plain): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url + path, { method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text,
          json: () => JSON.parse(text),
        });
      });
    });
    request.on('error', reject);
    if (Array.isArray(body)) for (const chunk of body) request.write(chunk);
    request.end(Array.isArray(body) ? undefined : body);
  });
}

const JSON_TYPE = { 'content-type': 'application/json' };

/** Calls the admin API like a program. */
export function admin(url: string, method: string, path: string, body?: unknown): Promise<Answer> {
  const sent = body === undefined ? {} : { headers: JSON_TYPE, body: JSON.stringify(body) };
  return send(url, { method, path: `/__admin${path}`, ...sent });
}

const [metric, event] = developmentConfig.blueking.dataIds;

/** Returns a push to BlueKing with this string as its items. */
export function blueking(items: string, kind: 'metric' | 'event' = 'metric'): Plain {
  const { dataId, accessToken } = (kind === 'metric' ? metric : event) ?? {};
  const body = `{"data_id":${dataId},"access_token":"${accessToken}","data":[${items}]}`;
  return { method: 'POST', path: '/v2/push/', body };
}

export function guance(body: string): Plain {
  const [monitor] = developmentConfig.guance.monitors;
  const path = `/api/v1/push-events/${monitor?.secret}/${monitor?.subUri}`;
  return { method: 'POST', path, headers: JSON_TYPE, body };
}

/** Returns a limit of BlueKing's contract, such as `x-max-depth`, by the property with its number. */
export function bluekingLimit(profile: Profile, extension: string, member: string): number {
  const limits = operationsOf(loadBundle('blueking', profile)).map(({ operation }) => operation[extension]);
  return (limits as Record<string, number>[]).map((limit) => limit[member] ?? Number.NaN)[0] ?? Number.NaN;
}

/** A request that each vendor accepts. */
export const TAKEN: Readonly<Record<Exclude<ApiName, 'cloudmonitor' | 'cloudmonitor-rpc'>, Plain>> = {
  blueking: blueking('{"metrics":{"load":1},"target":"web-001"}'),
  guance: guance('{"event":{"status":"ok"}}'),
};

/** Returns the ID of the record of a request. */
export function idOf({ headers }: Answer): string {
  return String(headers['x-pushspec-request-id']);
}
