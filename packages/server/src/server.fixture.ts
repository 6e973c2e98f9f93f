/** Starts a server on a free port for a test, and sends plain requests to it. */
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { type ApiName, developmentConfig, FORM_MEDIA_TYPE } from '@pushspec/contract';
import { signerOf } from '@pushspec/doctor/cloudmonitor';
import { onTestFinished } from 'vitest';
import { signedWithAcs3 } from './apis/cloudmonitor-rpc/re-sign.ts';
import { contractOf } from './contract/contract.ts';
import { createServer, type PushServer, type ServerOptions } from './index.ts';

export interface TestServer extends PushServer {
  url: string;
}

/** The time that the clock of a test server always shows, unless the test sets another clock. */
export const NOW = Date.UTC(2026, 10, 21, 8, 30);

/** Starts a server whose clock shows {@link NOW}. Closes it after the test. */
export async function startServer(options: ServerOptions = {}): Promise<TestServer> {
  const server = await createServer({ clock: () => NOW, ...options });
  const { url } = await server.listen({ port: 0 });
  onTestFinished(() => server.close());
  return { ...server, url };
}

/** A request for {@link send}. */
export interface PlainRequest {
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

export interface PlainResponse {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

/** Sends exactly these headers and bytes. `fetch` would add a Content-Type. */
export function send(
  url: string,
  { method = 'POST', path, headers = {}, body = '' }: PlainRequest,
): Promise<PlainResponse> {
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

/** Returns a BlueKing body with the development credentials for this kind of data. */
export const bluekingReport = (kind: 'metric' | 'event', ...data: unknown[]) => {
  const { dataId, accessToken } = (kind === 'metric' ? metric : event) as {
    dataId: number;
    accessToken: string;
  };
  return JSON.stringify({ data_id: dataId, access_token: accessToken, data });
};

/** Returns a request to an API that is accepted with the development credentials. */
export function acceptedRequest(
  api: ApiName,
  body?: string | Buffer,
): Required<Omit<PlainRequest, 'method'>> {
  switch (api) {
    case 'blueking':
      return {
        path: '/v2/push/',
        headers: {},
        body: body ?? bluekingReport('metric', { metrics: { cpu_load: 1 }, target: 'web-001' }),
      };
    case 'cloudmonitor':
      return signedRequest(body ?? '[{"name":"n","content":"c"}]');
    case 'cloudmonitor-rpc':
      return rpcRequest(body);
    case 'guance':
      return {
        path: '/api/v1/push-events/secret_dev/datakit/push',
        headers: { 'content-type': 'application/json' },
        body: body ?? '{"event":{"status":"ok"}}',
      };
  }
}

/** Returns a request of PutCustomEvent that a key signs with ACS3 at {@link NOW}. `body` is a form. */
export function rpcRequest(
  body: string | Buffer = 'EventInfo.1.EventName=n&EventInfo.1.Content=c',
  { key = developmentConfig.cloudmonitor.accounts[0]?.keys[0], target = '/', method = 'POST' } = {},
) {
  if (!key) throw new Error('the configuration has no access key');
  const headers = { host: 'metrics.cn-hangzhou.aliyuncs.com', 'content-type': FORM_MEDIA_TYPE };
  const signed = signedWithAcs3(
    { method, target, headers, body: Buffer.from(body) },
    { contract: contractOf('cloudmonitor-rpc', 'documented'), key, nowMs: NOW },
  );
  return { path: target, headers: { ...signed.headers }, body };
}

/** Returns a CloudMonitor request with these headers, signed at {@link NOW} by a key. */
export function signedRequest(
  body: string | Buffer,
  headers: Record<string, string> = {},
  key = developmentConfig.cloudmonitor.accounts[0]?.keys[0],
) {
  if (!key) throw new Error('the configuration has no access key');
  const method = 'POST';
  const path = '/event/custom/upload';
  const signer = signerOf(contractOf('cloudmonitor', 'documented').operation);
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
