/** A gateway before the reference server that lets requests go wrong, and writes down what has become of each of them. */
import {
  Agent,
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { isObject, type Vendor } from '@pushspec/contract';
import type { PushServer } from '@pushspec/server';
import type { Chance } from './chance.fixture.ts';

/** What the gateway does itself; `hold` and `page-after` come when the server has taken the request. */
const OWN_MISHAPS = ['page-before', 'page-after', 'hold'] as const;
type OwnMishap = (typeof OWN_MISHAPS)[number];

/** Faults that the server plays, and what they mean: a request with it is committed, and its answer cannot be read. */
const SERVER_FAULTS = [
  { name: 'reset-before', losesAnswer: false, kind: 'reset', when: 'before-commit' },
  { name: 'reset-after', losesAnswer: true, kind: 'reset', when: 'after-commit' },
  { name: 'truncated', losesAnswer: true, kind: 'truncated' },
  { name: 'garbage', losesAnswer: true, kind: 'garbage' },
  { name: 'internal-error', losesAnswer: false, reason: 'internal-error' },
] as const;

/** One request as the gateway has seen it. */
export interface Passage {
  readonly body: string;
  /** The id of the server's answer, if the client has it and can read it. */
  id: string | undefined;
  /** Whether the client has an answer from which it can tell whether the request was taken. */
  decided: boolean;
}

interface GatewayOptions {
  readonly server: PushServer;
  readonly url: string;
  readonly vendor: Vendor;
  readonly random: Chance;
  /** Requests of a thousand that something befalls. */
  readonly permille: number;
  /** Code of the vendor's reason for what comes too fast. */
  readonly throttling: string;
  /** Bytes of a body that the gateway lets through. */
  readonly maxBytes: number;
  /** Requests that get no answer at all, at most: each of them costs the client's time-out. */
  readonly maxHolds: number;
}

export interface FaultyGateway {
  readonly url: string;
  readonly passages: readonly Passage[];
  /** Mishaps by name, as often as they have happened. */
  readonly mishaps: ReadonlyMap<string, number>;
  /** Committed requests whose answers were made unreadable. */
  readonly lostAnswers: () => number;
  [Symbol.asyncDispose](): Promise<void>;
}

export async function faultyGateway(options: GatewayOptions): Promise<FaultyGateway> {
  const { server, vendor, random, permille, throttling, maxBytes } = options;
  const agent = new Agent({ keepAlive: true });
  const passages: Passage[] = [];
  const mishaps = new Map<string, number>();
  let lost = 0;
  let holds = options.maxHolds;
  const count = (name: string) => mishaps.set(name, (mishaps.get(name) ?? 0) + 1);

  /** Chooses what befalls a request. What the server is to do befalls this one, or one that overtakes it. */
  const mishap = (): OwnMishap | undefined => {
    if (!random.permille(permille)) return undefined;
    const chosen = random.of([
      ...OWN_MISHAPS,
      ...SERVER_FAULTS,
      { name: 'throttled', losesAnswer: false, reason: throttling },
    ]);
    if (chosen === 'hold' && holds-- <= 0) return undefined;
    count(typeof chosen === 'string' ? chosen : chosen.name);
    if (typeof chosen === 'string') return chosen;
    const { name: _, losesAnswer, ...fault } = chosen;
    if (losesAnswer) lost++;
    server.fail({ vendor, ...fault });
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
    const own = mishap();
    if (own === 'page-before') return page(response, 503, { 'Retry-After': '1' });
    const answer = await forwarded(incoming, bytes, { url: options.url, agent }).catch(() => undefined);
    if (own && answer?.isReadable) lost++;
    if (own === 'hold') return;
    if (own === 'page-after') return page(response, 504);
    if (!answer) return void response.socket?.resetAndDestroy();
    response.on('finish', () => {
      if (answer.isReadable) passage.id = answer.id;
      // Of a refusal the status says enough.
      passage.decided =
        answer.isWhole && (answer.isReadable ? answer.status < 500 : isRefusal(answer.status));
    });
    response.writeHead(answer.status, answer.headers);
    if (answer.isWhole) response.end(answer.body);
    else response.write(answer.body, () => response.socket?.destroy());
  };

  const http = createServer((incoming, response) => void handle(incoming, response).catch(() => {}));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    passages,
    mishaps,
    lostAnswers: () => lost,
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
  /** Whether it has as many bytes as it says. */
  isWhole: boolean;
  isReadable: boolean;
}

/** Sends the very bytes on. Rejects where there is no answer. */
function forwarded(
  { method = '', url: path = '', headers }: IncomingMessage,
  bytes: Buffer,
  { url, agent }: { url: string; agent: Agent },
): Promise<Forwarded> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url + path, { method, headers, agent }, (answer) => {
      const chunks: Buffer[] = [];
      const done = () => {
        const { statusCode: status = 0, headers, complete: isWhole } = answer;
        const body = Buffer.concat(chunks);
        const id = headers['x-pushspec-request-id'] as string | undefined;
        resolve({ status, headers, id, body, isWhole, isReadable: isWhole && isJson(body) });
      };
      answer.on('data', (chunk) => chunks.push(chunk)).on('close', done);
      answer.on('error', () => {});
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
