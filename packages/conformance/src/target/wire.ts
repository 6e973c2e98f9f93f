/** Requests and answers as bytes. */
import { Agent, type ClientRequest, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

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
}

export interface Wire {
  /** Rejects when there is no complete answer within ten seconds. */
  send(request: WireRequest): Promise<WireAnswer>;
  close(): void;
}

const TIMEOUT_MS = 10_000;

/** The way to one address. `fetch` is of no use: it adds headers, refuses bodies of a GET, and tidies paths up. */
export function openWire(url: string): Wire {
  const { protocol, hostname, port } = new URL(url);
  const start = protocol === 'https:' ? httpsRequest : httpRequest;
  const agent = protocol === 'https:' ? undefined : new Agent({ keepAlive: true });
  const send = ({ method, target, headers, body }: WireRequest) =>
    new Promise<WireAnswer>((resolve, reject) => {
      // A request that lies about its length leaves its connection in disorder.
      const own = headerNames(headers).has('content-length');
      const request = start({
        hostname: hostname.replace(/^\[|\]$/g, ''),
        port,
        method,
        path: target,
        headers: { ...lengthOf(body, headers), ...headers },
        agent: own ? false : agent,
        timeout: TIMEOUT_MS,
      });
      collect(request, resolve, reject);
      request.end(body);
    });
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

function collect(
  request: ClientRequest,
  resolve: (answer: WireAnswer) => void,
  reject: (error: Error) => void,
): void {
  request.on('timeout', () => request.destroy(new Error(`no answer within ${TIMEOUT_MS} ms`)));
  request.on('error', reject);
  request.on('response', (response) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('error', reject);
    response.on('end', () => {
      const headers = Object.entries(response.headersDistinct).map(([name, values]) => [
        name,
        (values ?? []).join(', '),
      ]);
      resolve({
        status: response.statusCode ?? 0,
        headers: Object.fromEntries(headers) as Record<string, string>,
        body: Buffer.concat(chunks),
      });
    });
  });
}

/** The value of a header whatever the letter case of its name is. */
export function headerOf(headers: Readonly<Record<string, string>>, name: string): string | undefined {
  const found = Object.keys(headers).find((key) => key.toLowerCase() === name.toLowerCase());
  return found === undefined ? undefined : headers[found];
}
