/** Starts a server on a free port with a frozen clock, and builds valid requests to it. */
import { request as httpRequest } from 'node:http';
import { signedHeaders } from '@pushspec/client/cloudmonitor';
import { type Config, developmentConfig } from '@pushspec/contract';
import { limits as bluekingLimits } from '@pushspec/contract/blueking';
import { limits as cloudmonitorLimits } from '@pushspec/contract/cloudmonitor';
import { limits as guanceLimits } from '@pushspec/contract/guance';
import { createServer, type PushServer, type ServerOptions } from '@pushspec/server';
import { onTestFinished } from 'vitest';

export const NOW = Date.parse('2026-11-21T08:30:00.000Z');

export const limits = {
  blueking: bluekingLimits.pushCustomReport,
  cloudmonitor: cloudmonitorLimits.uploadCustomEvents,
  guance: guanceLimits.pushEvent,
};

export type RunningServer = PushServer & { readonly url: string };

export async function runningServer(options: ServerOptions = {}): Promise<RunningServer> {
  const server = await createServer({ clock: () => NOW, ...options });
  onTestFinished(() => server.close());
  const { url } = await server.listen({ port: 0 });
  return { ...server, url };
}

export interface Sent {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

export interface Request {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Sends exactly these headers to exactly this path. Rejects if the connection is reset. */
export function send(
  url: string,
  { method = 'POST', path, headers = {}, body = '' }: Request,
): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { method, path, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}

type Key = Config['cloudmonitor']['accounts'][number]['keys'][number];

const [monitor] = developmentConfig.guance.monitors as [Config['guance']['monitors'][number]];
const [account] = developmentConfig.cloudmonitor.accounts as [Config['cloudmonitor']['accounts'][number]];
export const [developmentKey] = account.keys as [Key];

/** Returns an event to a Guance monitor. */
export function guanceEvent(
  event: object,
  { secret, subUri = '' }: { readonly secret: string; readonly subUri?: string } = monitor,
): Required<Omit<Request, 'method'>> {
  const { path, mediaType } = limits.guance;
  const filled = path.replace('{secret}', secret).replace('{subUri}', subUri);
  return { path: filled, headers: { 'content-type': mediaType }, body: JSON.stringify({ event }) };
}

export const developmentDataIds = developmentConfig.blueking.dataIds;

/** Returns a report for a BlueKing data ID. */
export function bluekingReport(data: readonly object[], dataId = developmentConfig.blueking.dataIds[0]) {
  const body = { data_id: dataId?.dataId, access_token: dataId?.accessToken, data };
  return { path: limits.blueking.path, headers: {}, body: JSON.stringify(body) };
}

export interface Signing {
  readonly key?: Key;
  /** Path and query, exactly as sent. */
  readonly target?: string;
  /** Value of the `Date` header. */
  readonly date?: string;
  readonly body?: string;
}

/** Returns a CloudMonitor request with a valid signature. */
export function cloudmonitorRequest({
  key = developmentKey,
  target = limits.cloudmonitor.path,
  date = new Date(NOW).toUTCString(),
  body = '[{"name":"disk-full","content":"97 %"}]',
}: Signing = {}): Required<Omit<Request, 'method'>> {
  const { headers } = signedHeaders({
    method: limits.cloudmonitor.method,
    url: target,
    body: Buffer.from(body),
    credentials: key,
    headers: { Date: date },
    keep: ['Date'],
    ip: '10.0.0.7',
    now: () => NOW,
  });
  return { path: target, headers, body };
}
