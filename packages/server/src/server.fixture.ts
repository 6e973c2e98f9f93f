/** A server on a free port for a test, and requests to it as plain as they can be made. */
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { developmentConfig, type Vendor } from '@pushspec/contract';
import { signerOf } from '@pushspec/doctor/cloudmonitor';
import { onTestFinished } from 'vitest';
import { contractOf } from './contract/contract.ts';
import { createServer, type PushServer, type ServerOptions } from './index.ts';

export interface TestServer extends PushServer {
  url: string;
}

/** The instant at which the clock of a test's server stands, unless it brings its own. */
export const NOW = Date.UTC(2026, 10, 21, 8, 30);

export async function startServer(options: ServerOptions = {}): Promise<TestServer> {
  const server = await createServer({ clock: () => NOW, ...options });
  const { url } = await server.listen({ port: 0 });
  onTestFinished(() => server.close());
  return { ...server, url };
}

export interface Plain {
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

export interface PlainAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

/** Sends exactly these headers and bytes: `fetch` would add a Content-Type. */
export function send(
  url: string,
  { method = 'POST', path, headers = {}, body = '' }: Plain,
): Promise<PlainAnswer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url + path, { method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** Writes bytes to a socket and reads until the server ends it. */
export function sendRaw(url: string, bytes: string | Buffer): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    let text = '';
    socket.on('data', (chunk) => (text += chunk));
    socket.on('close', () => resolve(text));
    socket.on('error', reject);
  });
}

const [metric, event] = developmentConfig.blueking.dataIds as [never, never] &
  typeof developmentConfig.blueking.dataIds;

export const bluekingReport = (kind: 'metric' | 'event', ...data: unknown[]) => {
  const { dataId, accessToken } = (kind === 'metric' ? metric : event) as {
    dataId: number;
    accessToken: string;
  };
  return JSON.stringify({ data_id: dataId, access_token: accessToken, data });
};

/** A request of each vendor that is accepted with the development credentials. */
export function acceptedRequest(vendor: Vendor, body?: string | Buffer): Required<Omit<Plain, 'method'>> {
  switch (vendor) {
    case 'blueking':
      return {
        path: '/v2/push/',
        headers: {},
        body: body ?? bluekingReport('metric', { metrics: { cpu_load: 1 }, target: 'web-001' }),
      };
    case 'cloudmonitor':
      return signedRequest(body ?? '[{"name":"n","content":"c"}]');
    case 'guance':
      return {
        path: '/api/v1/push-events/secret_dev/datakit/push',
        headers: { 'content-type': 'application/json' },
        body: body ?? '{"event":{"status":"ok"}}',
      };
  }
}

export function signedRequest(body: string | Buffer, headers: Record<string, string> = {}, method = 'POST') {
  const path = '/event/custom/upload';
  const signer = signerOf(contractOf('cloudmonitor', 'documented').operation);
  const key = developmentConfig.cloudmonitor.accounts[0]?.keys[0] ?? { accessKeyId: '', accessKeySecret: '' };
  const all: Record<string, string> = {
    'content-md5': signer.contentMd5Of(Buffer.from(body)),
    'content-type': 'application/json',
    date: new Date(NOW).toUTCString(),
    'x-cms-api-version': '1.0',
    'x-cms-ip': '127.0.0.1',
    'x-cms-signature': 'hmac-sha1',
    ...headers,
  };
  const signature = signer.signatureOf(
    signer.stringToSign({ method, path, headers: all }),
    key.accessKeySecret,
  );
  return { path, headers: { ...all, authorization: `${key.accessKeyId}:${signature}` }, body };
}
