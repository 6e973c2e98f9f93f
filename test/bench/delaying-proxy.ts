/** A proxy that delays each request to the server and each response to the client. */
import {
  Agent,
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A request that passed through the proxy. */
export interface PassedRequest {
  /** When the proxy sent the request on, in milliseconds of `performance.now()`. */
  readonly at: number;
  /** Measured delay before the proxy sent the request on, in milliseconds. */
  readonly uplinkMs: number;
  readonly status: number;
  /** Milliseconds from receiving the request to sending the response. */
  readonly roundTripMs: number;
}

export interface DelayingProxy {
  readonly port: number;
  readonly passed: readonly PassedRequest[];
  close(): Promise<void>;
}

/** Starts a proxy to a local port. `delay` returns the next delay in milliseconds. */
export async function delayingProxy(target: number, delay: () => number): Promise<DelayingProxy> {
  const agent = new Agent({ keepAlive: true });
  const passed: PassedRequest[] = [];
  const handle = async (incoming: IncomingMessage, response: ServerResponse) => {
    const received = performance.now();
    const body = await buffer(incoming);
    await sleep(delay());
    const at = performance.now();
    const upstream = await exchange(incoming, body, { target, agent });
    await sleep(delay());
    response.writeHead(upstream.status, upstream.headers).end(upstream.body);
    const now = performance.now();
    passed.push({ at, uplinkMs: at - received, status: upstream.status, roundTripMs: now - received });
  };
  const server = createServer((incoming, response) => void handle(incoming, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    passed,
    async close() {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

interface UpstreamResponse {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

function exchange(
  { method = '', url: path = '', headers }: IncomingMessage,
  body: Buffer,
  { target, agent }: { target: number; agent: Agent },
): Promise<UpstreamResponse> {
  return new Promise((resolve, reject) => {
    const options = { port: target, host: '127.0.0.1', method, path, headers, agent };
    const request = httpRequest(options, (upstream) => {
      buffer(upstream).then(
        (bytes) => resolve({ status: upstream.statusCode ?? 0, headers: upstream.headers, body: bytes }),
        reject,
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}
