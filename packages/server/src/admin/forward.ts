/** Sends a request to a listener over a new connection, as a separate client would. */
import { request as httpRequest } from 'node:http';
import type { StoredRequest } from '../store/store.ts';

/** A response as received. */
export interface Received {
  status: number;
  /** Values by lowercase name. Repeated headers are joined as HTTP allows. */
  headers: Readonly<Record<string, string>>;
  body: string;
}

const TIMEOUT_MS = 30_000;

/** Headers that belong to the connection or are derived from the body. */
const NOT_FORWARDED = [
  ...['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'],
  ...['content-length', 'expect'],
];

/** Sends the request. Rejects if no complete response arrives. */
export function forward(url: string, { method, target, headers, body }: StoredRequest): Promise<Received> {
  const { hostname, port } = new URL(url);
  const kept = Object.entries(headers).filter(([name]) => !NOT_FORWARDED.includes(name.toLowerCase()));
  return new Promise((resolve, reject) => {
    const request = httpRequest({
      hostname: hostname.replace(/^\[|\]$/g, ''),
      port,
      method,
      path: target,
      headers: { ...Object.fromEntries(kept), 'content-length': body.byteLength },
      agent: false,
      timeout: TIMEOUT_MS,
    });
    request.on('timeout', () => request.destroy(new Error(`no response within ${TIMEOUT_MS} ms`)));
    request.on('error', reject);
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const joined = Object.entries(response.headersDistinct).map(([name, values = []]) => [
          name,
          values.join(', '),
        ]);
        resolve({
          status: response.statusCode ?? 0,
          headers: Object.fromEntries(joined),
          body: Buffer.concat(chunks).toString('utf8'),
        });
      });
    });
    request.end(body);
  });
}
