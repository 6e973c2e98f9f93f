/** A `fetch` that reaches a server without a port, over an in-memory connection to its HTTP parser. */
import { request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import { type Duplex, duplexPair, PassThrough, Readable } from 'node:stream';

/** Works like the global `fetch`. The host of the URL does not matter. */
export type InMemoryFetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

const MAX_REDIRECTS = 20;
const REDIRECTS = [301, 302, 303, 307, 308];
/** Headers that are computed from the body when it is sent. */
const FRAMING = ['content-length', 'transfer-encoding'];
/** A `Response` with one of these statuses must not have a body. */
const WITHOUT_BODY = [101, 103, 204, 205, 304];

/**
 * Returns a `fetch` that reaches only this server, before and after `listen()`, with the parser and limits of `listen()`.
 * A reset connection rejects with a `TypeError` whose cause has the code ECONNRESET, as Node's own `fetch` does.
 */
export function createInMemoryFetch(http: Server, isClosed: () => boolean): InMemoryFetch {
  return async (input, init) => {
    let request = new Request(input, init);
    let body = await bodyOf(request);
    for (let count = 0; ; count++) {
      if (isClosed()) throw failed('the server is closed');
      const response = await exchange(http, request, body);
      const location = response.headers.get('location');
      if (!REDIRECTS.includes(response.status) || location === null || request.redirect === 'manual')
        return response;
      if (request.redirect === 'error') throw failed(`unexpected redirect to ${location}`);
      if (count === MAX_REDIRECTS) throw failed('redirect count exceeded');
      const next = redirected(request, response.status, location);
      if (next.method !== request.method) body = Buffer.alloc(0);
      request = next;
    }
  };
}

function redirected(request: Request, status: number, location: string): Request {
  const changesToGet = status === 303 || ((status === 301 || status === 302) && request.method === 'POST');
  const headers = new Headers(request.headers);
  if (changesToGet)
    for (const name of ['content-type', 'content-length', 'content-encoding']) headers.delete(name);
  const { signal, redirect } = request;
  const method = changesToGet ? 'GET' : request.method;
  return new Request(new URL(location, request.url), { method, headers, signal, redirect });
}

function exchange(http: Server, request: Request, body: Buffer): Promise<Response> {
  request.signal.throwIfAborted();
  const { pathname, search, host } = new URL(request.url);
  const headers: Record<string, string> = { host, ...Object.fromEntries(request.headers) };
  // A request intercepted by MSW has the framing headers of another connection.
  for (const name of FRAMING) delete headers[name];
  if (body.length > 0 || !['GET', 'HEAD'].includes(request.method))
    headers['content-length'] = String(body.length);
  return new Promise((resolve, reject) => {
    const { method, signal } = request;
    const sent = httpRequest({
      createConnection: () => connect(http),
      ...{ method, headers, path: pathname + search, signal },
    });
    sent.once('error', (cause) => reject(signal.aborted ? signal.reason : failed('fetch failed', cause)));
    sent.once('response', (response) => resolve(responseOf(response, request)));
    sent.end(body);
  });
}

/** Connects to a server that may not be listening, and returns the client's end. */
function connect(http: Server): Duplex {
  const [client, server] = duplexPair();
  // Neither end of the pair notices when the other is destroyed.
  server.once('close', () => client.destroy());
  client.once('close', () => server.destroy());
  const nothing = () => server;
  Object.assign(server, {
    remoteAddress: '127.0.0.1',
    ...{ setTimeout: nothing, setNoDelay: nothing, setKeepAlive: nothing },
    resetAndDestroy() {
      client.destroy(Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }));
      return server.destroy();
    },
  });
  Object.assign(client, { setTimeout: () => client, setNoDelay: () => client, setKeepAlive: () => client });
  // Node documents this event for user-supplied connections.
  http.emit('connection', server);
  return client;
}

/** Reads the body of a request. Rejects with the signal's reason when the signal is aborted, even if the stream does not end. */
async function bodyOf(request: Request): Promise<Buffer> {
  const { signal } = request;
  signal.throwIfAborted();
  let onAbort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort);
  });
  try {
    return Buffer.from(await Promise.race([request.arrayBuffer(), aborted]));
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

function responseOf(message: IncomingMessage, { method, signal }: Request): Response {
  const { statusCode: status = 0, statusMessage: statusText = '', rawHeaders } = message;
  const headers = new Headers();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    headers.append(rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '');
  }
  const hasBody = method !== 'HEAD' && !WITHOUT_BODY.includes(status);
  if (!hasBody) message.resume();
  const body = hasBody
    ? (Readable.toWeb(withErrorsOfFetch(message, signal)) as ReadableStream<Uint8Array>)
    : null;
  return new Response(body, { status, statusText, headers });
}

/** Returns the body with the errors of a `fetch` body. */
function withErrorsOfFetch(message: IncomingMessage, signal: AbortSignal): Readable {
  const body = new PassThrough();
  message.once('error', (cause) =>
    body.destroy(signal.aborted ? signal.reason : failed('terminated', cause)),
  );
  body.once('close', () => message.destroy());
  return message.pipe(body);
}

function failed(message: string, cause?: unknown): TypeError {
  return new TypeError(message, cause === undefined ? undefined : { cause });
}
