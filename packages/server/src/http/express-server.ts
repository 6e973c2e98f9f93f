/**
 * The HTTP server: creates Express requests and responses directly, without changing prototypes per request, and ends
 * connections that send invalid HTTP.
 */
import { createServer, IncomingMessage, type Server, type ServerOptions, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { CUT_OFF } from '@pushspec/contract/receive';
import type { Express, RequestHandler } from 'express';
import { originForm } from './paths.ts';

/**
 * Creates a server that passes each request to the router first, and requests that no API owns to the app.
 * `app(request, response)` would replace the prototypes of both objects for each request, which costs as much as the
 * router itself. Node's `IncomingMessage` and `ServerResponse` options make them inherit from the app's from the start.
 */
export function createExpressServer(options: ServerOptions, app: Express): Server {
  class AppRequest extends IncomingMessage {}
  class AppResponse extends ServerResponse<IncomingMessage> {}
  Object.setPrototypeOf(AppRequest.prototype, app.request);
  Object.setPrototypeOf(AppResponse.prototype, app.response);
  return createServer({ ...options, IncomingMessage: AppRequest, ServerResponse: AppResponse });
}

const LISTENED = Symbol('request of our own server');

/** Whether a request arrived at another server, in whose application the router is mounted. */
export function isMounted(request: IncomingMessage): boolean {
  return !(LISTENED in request);
}

/** Returns the listener that routes a request. `onError` receives errors that neither the router nor the app handles. */
export function routed(router: RequestHandler, app: Express, onError: (error: unknown) => void) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    // Express cannot parse the path of every absolute-form target, so the router never sees one.
    request.url = originForm(request.url ?? '/');
    Object.assign(request, { res: response, [LISTENED]: true });
    const expressRequest = request as Parameters<RequestHandler>[0];
    const expressResponse = response as Parameters<RequestHandler>[1];
    router(expressRequest, expressResponse, (error?: unknown) => {
      if (error === undefined) return app(request, response);
      onError(error);
      if (response.headersSent) response.destroy();
      else response.writeHead(500, { 'content-length': 0 }).end();
    });
  };
}

const BAD_REQUEST = 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';
const RESPONSES: Readonly<Record<string, string>> = {
  ERR_HTTP_REQUEST_TIMEOUT: BAD_REQUEST.replace('400 Bad Request', '408 Request Timeout'),
  HPE_HEADER_OVERFLOW: BAD_REQUEST.replace('400 Bad Request', '431 Request Header Fields Too Large'),
};

/** A property costs less per request than a `WeakMap`, because every garbage collection scans the map's entries. */
const PENDING = Symbol('pending response');

type BusySocket = Socket & { [PENDING]?: ServerResponse | undefined };

/** Whether a body ended early, or its chunks are not valid. */
function isCutOff({ code }: NodeJS.ErrnoException): boolean {
  return code === 'HPE_INVALID_EOF_STATE' || code === 'HPE_INVALID_CHUNK_SIZE';
}

/** Milliseconds that a client has to close an ended connection. */
const LINGER_MS = 5_000;

/**
 * Sends the pending response before it ends a bad connection. A Content-Length that counts characters instead
 * of bytes leaves extra bytes that are not a request, and the sender should still get its error message.
 * A request with an incomplete or slow body has no response yet, so it ends with its connection, unless its API responds
 * to bodies that are cut off.
 */
export function endBadConnections(http: Server): void {
  http.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    (socket as BusySocket)[PENDING] = response;
    response.on('close', () => {
      (socket as BusySocket)[PENDING] = undefined;
    });
  });
  http.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    const response = (socket as BusySocket)[PENDING];
    const isPending = response?.req.complete || (isCutOff(error) && response?.req.emit(CUT_OFF));
    if (response && isPending && !response.writableFinished) {
      response.shouldKeepAlive = false;
      response.once('finish', () => socket.destroySoon());
    } else if (socket.writable) {
      socket.end(RESPONSES[error.code ?? ''] ?? BAD_REQUEST);
      socket.setTimeout(LINGER_MS, () => socket.destroy());
    } else socket.destroy();
  });
}
