/** Sends requests and receives responses as bytes. */
import { Agent, type ClientRequest, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { LONGEST_TIMER_MS } from '@pushspec/contract/closing';

/** An HTTP request as bytes. */
export interface WireRequest {
  readonly method: string;
  /** Path and query as sent. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  /** `undefined` sends no body and no header that announces one. */
  readonly body: Buffer | undefined;
}

/** An HTTP response as bytes. */
export interface WireResponse {
  readonly status: number;
  /** By lowercase name. Repeated headers are joined as HTTP allows. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Milliseconds from sending to the last byte, if measured. */
  readonly elapsedMs?: number;
}

/** Thrown if no complete response arrives in time, or nothing listens anymore. The message contains the timeout. */
export class NoResponseError extends Error {
  override readonly name = 'NoResponseError';
}

/** The server closed a kept-alive connection without having received the request. */
class StaleConnection extends Error {
  override readonly name = 'StaleConnection';
}

/** Options of {@link openWire}. */
export interface WireOptions {
  /** Timeout for a complete response in milliseconds. @default 10000 */
  readonly timeoutMs?: number | undefined;
}

/** A connection to one address. */
export interface Wire {
  /** Sends a request. Rejects with {@link NoResponseError} if no complete response arrives in time. */
  send(request: WireRequest): Promise<WireResponse>;
  close(): void;
}

const TIMEOUT_MS = 10_000;

/** Maximum response size in bytes, over a thousand times that of any response in the contracts. */
const MAX_RESPONSE_BYTES = 16 * 1024 * 1024;

/** Opens a connection to one address. `fetch` does not fit: it adds headers, rejects a GET with a body, and normalizes paths. */
export function openWire(url: string, { timeoutMs = TIMEOUT_MS }: WireOptions = {}): Wire {
  const { protocol, hostname, port } = new URL(url);
  const start = protocol === 'https:' ? httpsRequest : httpRequest;
  const agent = protocol === 'https:' ? undefined : new Agent({ keepAlive: true });
  const sendOn = (own: Agent | false | undefined, { method, target, headers, body }: WireRequest) =>
    new Promise<WireResponse>((resolve, reject) => {
      const request = start({
        hostname: hostname.replace(/^\[|\]$/g, ''),
        port,
        method,
        path: target,
        headers: { ...contentLength(body, headers), ...headers },
        agent: own,
      });
      limitTime(request, timeoutMs);
      collect(request, resolve, reject);
      request.end(body);
    });
  const send = async (request: WireRequest) => {
    // A request with a wrong Content-Length leaves its connection unusable.
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

function contentLength(
  body: Buffer | undefined,
  headers: Readonly<Record<string, string>>,
): Record<string, string> {
  const names = headerNames(headers);
  if (body === undefined || names.has('content-length') || names.has('transfer-encoding')) return {};
  return { 'Content-Length': String(body.length) };
}

/** Aborts a request whose response is not complete in time, even if bytes keep arriving. */
function limitTime(request: ClientRequest, timeoutMs: number): void {
  const timer = setTimeout(
    () => request.destroy(new NoResponseError(`no response within ${timeoutMs / 1000} s`)),
    Math.min(timeoutMs, LONGEST_TIMER_MS),
  );
  request.on('close', () => clearTimeout(timer));
}

function collect(
  request: ClientRequest,
  resolve: (response: WireResponse) => void,
  reject: (error: Error) => void,
): void {
  const startedMs = performance.now();
  let isResponded = false;
  const fail = (error: NodeJS.ErrnoException) => {
    // A server may respond and close before it has read everything. Then the response is the result.
    if (isResponded && error.code === 'EPIPE') return;
    const isStale = request.reusedSocket && !isResponded && /^(ECONNRESET|EPIPE)$/.test(error.code ?? '');
    if (isStale) reject(new StaleConnection(error.message, { cause: error }));
    else if (error.code === 'ECONNREFUSED') reject(new NoResponseError(error.message, { cause: error }));
    else reject(error);
  };
  request.on('error', fail);
  request.on('response', (response) => {
    isResponded = true;
    const chunks: Buffer[] = [];
    let size = 0;
    response.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > MAX_RESPONSE_BYTES)
        request.destroy(new Error(`the response has more than ${MAX_RESPONSE_BYTES} bytes`));
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

/** Returns a header value by case-insensitive name. */
export function headerOf(headers: Readonly<Record<string, string>>, name: string): string | undefined {
  const found = Object.keys(headers).find((key) => key.toLowerCase() === name.toLowerCase());
  return found === undefined ? undefined : headers[found];
}
