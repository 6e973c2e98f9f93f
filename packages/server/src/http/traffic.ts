/** Limits on connections and requests, so that no crowd of clients takes the server down. */
import type { IncomingMessage, RequestListener, Server, ServerOptions, ServerResponse } from 'node:http';

export interface TrafficLimits {
  /** Further connections are closed at once. @default 4096 */
  maxConnections?: number;
  /** Further requests are answered with 503 in plain text, which is ours and no vendor's. @default 2048 */
  maxRequestsInFlight?: number;
}

/** A client that keeps its connection finds it open for this long. */
const KEEP_ALIVE_TIMEOUT_MS = 20_000;

/** Time in which a client has to have sent its headers, and its whole request. */
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 60_000;
const CHECK_INTERVAL_MS = 2_000;

const MAX_HEADER_BYTES = 16 * 1024;
const MAX_HEADERS = 100;

/** What Node has to be told when the server is made. */
export const httpOptions: ServerOptions = {
  maxHeaderSize: MAX_HEADER_BYTES,
  headersTimeout: HEADERS_TIMEOUT_MS,
  requestTimeout: REQUEST_TIMEOUT_MS,
  keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
  connectionsCheckingInterval: CHECK_INTERVAL_MS,
};

export function limitConnections(http: Server, { maxConnections = 4096 }: TrafficLimits): void {
  http.maxConnections = maxConnections;
  // Node would drop further headers without a word; they are counted below, where they can be refused.
  http.maxHeadersCount = 0;
}

/** Hands on what is within the limits, and answers the rest. */
export function withinLimits(
  { maxRequestsInFlight = 2048 }: TrafficLimits,
  listener: RequestListener,
): RequestListener {
  let inFlight = 0;
  return (request, response) => {
    if (request.rawHeaders.length / 2 > MAX_HEADERS) {
      return refuse(request, response, { status: 431, text: `more than ${MAX_HEADERS} headers` });
    }
    if (inFlight >= maxRequestsInFlight) {
      const text = `${maxRequestsInFlight} requests are under way already: wait a second`;
      return refuse(request, response, { status: 503, text });
    }
    inFlight++;
    response.once('close', () => inFlight--);
    listener(request, response);
  };
}

function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  { status, text }: { status: number; text: string },
): void {
  request.resume();
  response.writeHead(status, {
    connection: 'close',
    'content-type': 'text/plain; charset=utf-8',
    ...(status === 503 && { 'retry-after': '1' }),
  });
  response.end(`pushspec: ${text}\n`);
}
