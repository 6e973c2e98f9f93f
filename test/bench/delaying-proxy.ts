/** A proxy that keeps each request for a while on its way to the server, and each answer on its way back. */
import {
  Agent,
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface Passed {
  /** When it went on to the server, in milliseconds of `performance.now()`. */
  readonly at: number;
  /** How long it was kept on its way there, in milliseconds, as measured. */
  readonly uplinkMs: number;
  readonly status: number;
  /** What passed between the arrival of the request here and its answer's leaving, in milliseconds. */
  readonly roundTripMs: number;
}

export interface DelayingProxy {
  readonly port: number;
  readonly passed: readonly Passed[];
  close(): Promise<void>;
}

/** @param delay Gives the next delay, in milliseconds. */
export async function delayingProxy(target: number, delay: () => number): Promise<DelayingProxy> {
  const agent = new Agent({ keepAlive: true });
  const passed: Passed[] = [];
  const handle = async (incoming: IncomingMessage, response: ServerResponse) => {
    const received = performance.now();
    const body = await buffer(incoming);
    await kept(delay());
    const at = performance.now();
    const answer = await exchange(incoming, body, { target, agent });
    await kept(delay());
    response.writeHead(answer.status, answer.headers).end(answer.body);
    const now = performance.now();
    passed.push({ at, uplinkMs: at - received, status: answer.status, roundTripMs: now - received });
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

const kept = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

function exchange(
  { method = '', url: path = '', headers }: IncomingMessage,
  body: Buffer,
  { target, agent }: { target: number; agent: Agent },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = { port: target, host: '127.0.0.1', method, path, headers, agent };
    const request = httpRequest(options, (answer) => {
      buffer(answer).then(
        (bytes) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: bytes }),
        reject,
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}
