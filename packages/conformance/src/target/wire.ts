/** Requests and answers as bytes. */
import { Agent, type ClientRequest, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { LONGEST_TIMER_MS } from '@pushspec/contract/closing';

export interface WireRequest {
  readonly method: string;
  /** Path and query as sent. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined: no body, and no header that announces one. */
  readonly body: Buffer | undefined;
}

export interface WireAnswer {
  readonly status: number;
  /** By lower-case name; repeated ones joined as HTTP allows. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Milliseconds from sending to the last byte, where they were measured. */
  readonly elapsedMs?: number;
}

/** No complete response came in time, or nothing listens any more. The message says after how long. */
export class NoResponse extends Error {
  override readonly name = 'NoResponse';
}

/** The server has closed a connection that was kept open, and has seen nothing of the request. */
class StaleConnection extends Error {
  override readonly name = 'StaleConnection';
}

export interface WireOptions {
  /** Time for a complete response, in milliseconds. @default 10000 */
  readonly timeoutMs?: number | undefined;
}

export interface Wire {
  /** Rejects with {@link NoResponse} when there is no complete response in time. */
  send(request: WireRequest): Promise<WireAnswer>;
  close(): void;
}

const TIMEOUT_MS = 10_000;

/** Larger responses are cut off: no contract has any of a thousandth of it. */
const MOST_BYTES = 16 * 1024 * 1024;

/** The way to one address. `fetch` is of no use: it adds headers, refuses bodies of a GET, and tidies paths up. */
export function openWire(url: string, { timeoutMs = TIMEOUT_MS }: WireOptions = {}): Wire {
  const { protocol, hostname, port } = new URL(url);
  const start = protocol === 'https:' ? httpsRequest : httpRequest;
  const agent = protocol === 'https:' ? undefined : new Agent({ keepAlive: true });
  const sendOn = (own: Agent | false | undefined, { method, target, headers, body }: WireRequest) =>
    new Promise<WireAnswer>((resolve, reject) => {
      const request = start({
        hostname: hostname.replace(/^\[|\]$/g, ''),
        port,
        method,
        path: target,
        headers: { ...lengthOf(body, headers), ...headers },
        agent: own,
      });
      limitTime(request, timeoutMs);
      collect(request, resolve, reject);
      request.end(body);
    });
  const send = async (request: WireRequest) => {
    // A request that lies about its length leaves its connection in disorder.
    const isAlone = headerNames(request.headers).has('content-length');
    try {
      return await sendOn(isAlone ? false : agent, request);
    } catch (error) {
      if (!(error instanceof StaleConnection)) throw error;
      return sendOn(false, request);
    }
  };
  return { send, close: () => agent?.destroy() };
}

function headerNames(headers: Readonly<Record<string, string>>): Set<string> {
  return new Set(Object.keys(headers).map((name) => name.toLowerCase()));
}

function lengthOf(
  body: Buffer | undefined,
  headers: Readonly<Record<string, string>>,
): Record<string, string> {
  const names = headerNames(headers);
  if (body === undefined || names.has('content-length') || names.has('transfer-encoding')) return {};
  return { 'Content-Length': String(body.length) };
}

/** Ends a request whose response is not complete in time, however slowly its bytes drip in. */
function limitTime(request: ClientRequest, timeoutMs: number): void {
  const timer = setTimeout(
    () => request.destroy(new NoResponse(`no response within ${timeoutMs / 1000} s`)),
    Math.min(timeoutMs, LONGEST_TIMER_MS),
  );
  request.on('close', () => clearTimeout(timer));
}

function collect(
  request: ClientRequest,
  resolve: (answer: WireAnswer) => void,
  reject: (error: Error) => void,
): void {
  const startedMs = performance.now();
  let isAnswered = false;
  const fail = (error: NodeJS.ErrnoException) => {
    // A server may answer and hang up before it has read all; then the response says how it ended.
    if (isAnswered && error.code === 'EPIPE') return;
    const isStale = request.reusedSocket && !isAnswered && /^(ECONNRESET|EPIPE)$/.test(error.code ?? '');
    if (isStale) reject(new StaleConnection(error.message, { cause: error }));
    else if (error.code === 'ECONNREFUSED') reject(new NoResponse(error.message, { cause: error }));
    else reject(error);
  };
  request.on('error', fail);
  request.on('response', (response) => {
    isAnswered = true;
    const chunks: Buffer[] = [];
    let size = 0;
    response.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > MOST_BYTES) request.destroy(new Error(`the response has more than ${MOST_BYTES} bytes`));
    });
    response.on('error', fail);
    response.on('end', () => {
      const headers = Object.entries(response.headersDistinct).map(([name, values]) => [
        name,
        (values ?? []).join(', '),
      ]);
      resolve({
        status: response.statusCode ?? 0,
        headers: Object.fromEntries(headers) as Record<string, string>,
        body: Buffer.concat(chunks),
        elapsedMs: performance.now() - startedMs,
      });
    });
  });
}

/** The value of a header whatever the letter case of its name is. */
export function headerOf(headers: Readonly<Record<string, string>>, name: string): string | undefined {
  const found = Object.keys(headers).find((key) => key.toLowerCase() === name.toLowerCase());
  return found === undefined ? undefined : headers[found];
}
