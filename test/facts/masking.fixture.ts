/** Starts a server with known secrets, sends requests to it, and reads everything that it shows about them. */
import { request } from 'node:http';
import { createServer, type ServerOptions } from '@pushspec/server';
import { afterAll, onTestFinished } from 'vitest';

export const secrets = {
  accessToken: 'canary-token-1f0e9d',
  accessKeySecret: 'canarySecretKey77ab',
  securityToken: 'canary-sts-8c7d21',
  apiKey: 'canary-api-key-5566',
  secret: 'canary_monitor_9a8b',
};

export type Secrets = typeof secrets;

export const configWith = ({ accessToken, accessKeySecret, securityToken, apiKey, secret }: Secrets) => ({
  blueking: { rateLimits: 'off' as const, dataIds: [{ dataId: 7, accessToken, kind: 'event' as const }] },
  cloudmonitor: {
    rateLimits: 'off' as const,
    accounts: [{ id: 'a', keys: [{ accessKeyId: 'keyId', accessKeySecret, securityToken }] }],
  },
  guance: { rateLimits: 'off' as const, apiKeys: [apiKey], monitors: [{ secret, subUri: 'x' }] },
});

export interface Sent {
  path: string;
  body?: string;
  headers?: Record<string, string>;
}

export interface Received {
  status: number;
  headers: Record<string, unknown>;
  body: string;
}

/** Sends the target and headers unchanged, unlike `fetch`. */
export function post(url: string, { path, body = '', headers = {} }: Sent): Promise<Received> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const sent = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      ...headers,
    };
    const options = { hostname, port, path, method: 'POST', headers: sent, agent: false };
    const outgoing = request(options, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(parts).toString(),
        }),
      );
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

export async function serve(options: ServerOptions = {}) {
  const { server, ...served } = await open(options);
  onTestFinished(() => server.close());
  return { server, ...served };
}

/** Returns a server for all tests of a file. It starts with the first test. */
export function serveForFile(): () => ReturnType<typeof open> {
  let opened: ReturnType<typeof open> | undefined;
  afterAll(async () => (await opened)?.server.close());
  return () => {
    opened ??= open({});
    return opened;
  };
}

async function open(options: ServerOptions) {
  const server = await createServer({ config: configWith(secrets), logLevel: 'silent', ...options });
  const { url } = await server.listen({ port: 0 });
  const see = async (path: string) => {
    const response = await fetch(`${url}/__admin${path}`);
    return { status: response.status, body: await response.json() };
  };
  return {
    server,
    url,
    see,
    /** Sends a request, and returns its record as the admin API shows it. */
    async record(sent: Sent) {
      const { headers } = await post(url, sent);
      const { status, body } = await see(`/requests/${headers['x-pushspec-request-id']}`);
      if (status !== 200) throw new Error(`the record has status ${status}: ${JSON.stringify(body)}`);
      return body;
    },
  };
}

export const guancePath = '/api/v1/push-events';
export const push = (event: object, more: object = {}): Sent => ({
  path: `${guancePath}/${secrets.secret}/x`,
  body: JSON.stringify({ event, ...more }),
});
export const report = (body: string, headers: Record<string, string> = {}): Sent => ({
  path: '/v2/push/',
  body,
  headers,
});

/** Returns the next verdict from a server's event stream, as a string. */
export async function firstEvent(url: string): Promise<() => Promise<string>> {
  const response = await fetch(`${url}/__admin/events`);
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  onTestFinished(() => reader.cancel());
  return async () => {
    let text = '';
    while (!text.includes('event: verdict') || !text.endsWith('\n\n')) {
      const { value, done } = await reader.read();
      if (done) throw new Error(`the stream ended: ${text}`);
      text += Buffer.from(value).toString();
    }
    return text;
  };
}
