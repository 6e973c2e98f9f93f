/** Limits connections and requests, so that many clients at once cannot take the server down. */
import type { IncomingMessage, RequestListener, Server, ServerOptions, ServerResponse } from 'node:http';
import { apis } from '../apis/index.ts';
import type { ApiOf } from './api-of.ts';

/** Limits of connections and requests. */
export interface TrafficLimits {
  /** Further connections are closed at once. @default 4096 */
  maxConnections?: number;
  /** Further requests get a 503 in plain text. This response is the server's own, not a vendor's. @default 2048 */
  maxRequestsInFlight?: number;
}

/** Milliseconds that an idle connection stays open. */
const KEEP_ALIVE_TIMEOUT_MS = 20_000;

/** Milliseconds in which a client must send its headers, and its whole request. */
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 60_000;
const CHECK_INTERVAL_MS = 2_000;

/** Bytes of a request head, unless an API sets another limit. */
const MAX_HEAD_BYTES = 16 * 1024;
const MAX_HEADERS = 100;

/** Options that Node needs at creation, with the largest head that any API accepts. */
export const httpOptions: ServerOptions = {
  maxHeaderSize: Math.max(MAX_HEAD_BYTES, ...Object.values(apis).map(({ maxHeadBytes = 0 }) => maxHeadBytes)),
  headersTimeout: HEADERS_TIMEOUT_MS,
  requestTimeout: REQUEST_TIMEOUT_MS,
  keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
  connectionsCheckingInterval: CHECK_INTERVAL_MS,
};

/** Limits the number of connections. */
export function limitConnections(http: Server, { maxConnections = 4096 }: TrafficLimits): void {
  http.maxConnections = maxConnections;
  // Node would silently drop further headers. They are counted below, where they can be rejected.
  http.maxHeadersCount = 0;
}

/** Passes on requests within the limits, and responds to the others. */
export function withinLimits(
  { maxRequestsInFlight = 2048 }: TrafficLimits,
  apiOf: ApiOf,
  listener: RequestListener,
): RequestListener {
  let inFlight = 0;
  return (request, response) => {
    if (request.rawHeaders.length / 2 > MAX_HEADERS) {
      return refuse(request, response, { status: 431, message: `more than ${MAX_HEADERS} headers` });
    }
    const limit = maxHeadBytesOf(apiOf, request);
    if (limit !== httpOptions.maxHeaderSize && headBytes(request) > limit) {
      return refuse(request, response, {
        status: 431,
        message: `the request head is larger than ${limit} bytes`,
      });
    }
    if (inFlight >= maxRequestsInFlight) {
      const message = `${maxRequestsInFlight} requests are already in flight: retry after a second`;
      return refuse(request, response, { status: 503, message });
    }
    inFlight++;
    // `close` fires once, and `once` would wrap the listener.
    response.on('close', () => inFlight--);
    listener(request, response);
  };
}

/** Node applies only the largest limit. Smaller ones apply to the head that has arrived. */
function maxHeadBytesOf(apiOf: ApiOf, { method = 'GET', url = '/', headers }: IncomingMessage): number {
  if (httpOptions.maxHeaderSize === MAX_HEAD_BYTES) return MAX_HEAD_BYTES;
  const api = apiOf({ method, target: url, headers });
  return (api && apis[api].maxHeadBytes) ?? MAX_HEAD_BYTES;
}

/** Returns the size of a request head as Node counts it: the target, and the names and values of the headers. */
function headBytes({ url = '', rawHeaders }: IncomingMessage): number {
  return rawHeaders.reduce((bytes, part) => bytes + part.length, url.length);
}

function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  { status, message }: { status: number; message: string },
): void {
  request.resume();
  response.writeHead(status, {
    connection: 'close',
    'content-type': 'text/plain; charset=utf-8',
    ...(status === 503 && { 'retry-after': '1' }),
  });
  response.end(`pushspec: ${message}\n`);
}
