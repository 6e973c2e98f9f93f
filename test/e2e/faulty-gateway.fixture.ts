/** A gateway in front of the reference server that makes requests fail and records each result. */
import {
  Agent,
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { type ApiName, isObject } from '@pushspec/contract';
import type { PushServer } from '@pushspec/server';
import type { Random } from './random.fixture.ts';

/** Faults of the gateway itself. `hold` and `page-after` happen after the server has accepted the request. */
const GATEWAY_FAULTS = ['page-before', 'page-after', 'hold'] as const;
type GatewayFault = (typeof GATEWAY_FAULTS)[number];

/** Faults that the server plays, and whether the request is committed and its response is unreadable. */
const SERVER_FAULTS = [
  { name: 'reset-before', losesResponse: false, kind: 'reset', when: 'before-commit' },
  { name: 'reset-after', losesResponse: true, kind: 'reset', when: 'after-commit' },
  { name: 'truncated', losesResponse: true, kind: 'truncated' },
  { name: 'garbage', losesResponse: true, kind: 'garbage' },
  { name: 'internal-error', losesResponse: false, reason: 'internal-error' },
] as const;

/** A reporter gives an event up after one more 5xx, so chance must not cause more than this many for the same body. */
const MAX_SERVER_ERRORS = 2;

/** A request as the gateway saw it. */
export interface Passage {
  readonly body: string;
  /** The id of the server's response, if the client received a readable one. */
  id: string | undefined;
  /** Whether the client can see from the response if the request was accepted. */
  decided: boolean;
}

interface GatewayOptions {
  readonly server: PushServer;
  readonly url: string;
  readonly api: ApiName;
  readonly random: Random;
  /** Requests per thousand that get a fault. */
  readonly permille: number;
  /** The vendor's reason code for requests that are too fast. */
  readonly throttling: string;
  /** The largest body that the gateway forwards, in bytes. */
  readonly maxBytes: number;
  /** The maximum number of requests without a response. Each costs the client's timeout. */
  readonly maxHolds: number;
}

export interface FaultyGateway {
  readonly url: string;
  readonly passages: readonly Passage[];
  /** The count of each fault, by name. */
  readonly faults: ReadonlyMap<string, number>;
  /** Committed requests whose responses were made unreadable. */
  readonly lostResponses: () => number;
  [Symbol.asyncDispose](): Promise<void>;
}

export async function faultyGateway(options: GatewayOptions): Promise<FaultyGateway> {
  const { server, api, random, permille, throttling, maxBytes } = options;
  const agent = new Agent({ keepAlive: true });
  const passages: Passage[] = [];
  const faults = new Map<string, number>();
  let lost = 0;
  let holds = options.maxHolds;
  const count = (name: string) => faults.set(name, (faults.get(name) ?? 0) + 1);
  /** The number of 5xx responses to requests with the same body. */
  const serverErrors = new Map<string, number>();
  const countStatus = (body: string, status: number) => {
    if (status >= 500) serverErrors.set(body, (serverErrors.get(body) ?? 0) + 1);
  };

  /** Chooses the fault of a request. A fault that the server plays affects this request, or one that overtakes it. */
  const nextFault = (): GatewayFault | undefined => {
    if (!random.permille(permille)) return undefined;
    const chosen = random.of([
      ...GATEWAY_FAULTS,
      ...SERVER_FAULTS,
      { name: 'throttled', losesResponse: false, reason: throttling },
    ]);
    if (chosen === 'hold' && holds-- <= 0) return undefined;
    count(typeof chosen === 'string' ? chosen : chosen.name);
    if (typeof chosen === 'string') return chosen;
    const { name: _, losesResponse, ...fault } = chosen;
    if (losesResponse) lost++;
    server.fail({ api, ...fault });
    return undefined;
  };

  const handle = async (incoming: IncomingMessage, response: ServerResponse) => {
    const bytes = await buffer(incoming);
    const passage: Passage = { body: bytes.toString(), id: undefined, decided: false };
    passages.push(passage);
    if (bytes.byteLength > maxBytes) {
      passage.decided = true;
      count('too-large');
      return page(response, 413);
    }
    const mayFail = (serverErrors.get(passage.body) ?? 0) < MAX_SERVER_ERRORS;
    const own = mayFail ? nextFault() : undefined;
    if (own === 'page-before') return page(response, 503, { 'Retry-After': '1' });
    const upstream = await forwarded(incoming, bytes, { url: options.url, agent }).catch(() => undefined);
    if (own && upstream?.isReadable) lost++;
    if (own === 'hold') return;
    countStatus(passage.body, own === 'page-after' ? 504 : (upstream?.status ?? 0));
    if (own === 'page-after') return page(response, 504);
    if (!upstream) return void response.socket?.resetAndDestroy();
    response.on('finish', () => {
      if (upstream.isReadable) passage.id = upstream.id;
      // The status of a rejection is enough.
      passage.decided =
        upstream.isWhole && (upstream.isReadable ? upstream.status < 500 : isRefusal(upstream.status));
    });
    response.writeHead(upstream.status, upstream.headers);
    if (upstream.isWhole) response.end(upstream.body);
    else response.write(upstream.body, () => response.socket?.destroy());
  };

  const http = createServer((incoming, response) => void handle(incoming, response).catch(() => {}));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    passages,
    faults,
    lostResponses: () => lost,
    async [Symbol.asyncDispose]() {
      agent.destroy();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

function page(response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'Content-Type': 'text/html', ...headers });
  response.end(`<html><title>${status}</title></html>`);
}

interface Forwarded {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  id: string | undefined;
  body: Buffer;
  /** Whether the body is as long as its declared length. */
  isWhole: boolean;
  isReadable: boolean;
}

/** Forwards exactly these bytes. Rejects if there is no response. */
function forwarded(
  { method = '', url: path = '', headers }: IncomingMessage,
  bytes: Buffer,
  { url, agent }: { url: string; agent: Agent },
): Promise<Forwarded> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url + path, { method, headers, agent }, (upstream) => {
      const chunks: Buffer[] = [];
      const done = () => {
        const { statusCode: status = 0, headers, complete: isWhole } = upstream;
        const body = Buffer.concat(chunks);
        const id = headers['x-pushspec-request-id'] as string | undefined;
        resolve({ status, headers, id, body, isWhole, isReadable: isWhole && isJson(body) });
      };
      upstream.on('data', (chunk) => chunks.push(chunk)).on('close', done);
      upstream.on('error', () => {});
    });
    request.on('error', reject);
    request.end(bytes);
  });
}

const isRefusal = (status: number) => status >= 400 && status < 500;

function isJson(body: Buffer): boolean {
  try {
    return isObject(JSON.parse(body.toString()));
  } catch {
    return false;
  }
}
