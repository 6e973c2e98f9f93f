/** The seam to openapi-fetch: the only file that knows it. It builds addresses and headers and reads answers; no more. */
import createOpenApiClient from 'openapi-fetch';

/** What is sent: plain data with the bytes of the body, so that a decorator of `fetch` can read it, sign it and send it again. */
export interface WireInit {
  readonly method: string;
  readonly headers: Headers;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly signal: AbortSignal;
  readonly redirect: 'error';
}

export type WireFetch = (url: string, init: WireInit) => Promise<Response>;

/** What a decorator of `fetch` throws that has no key to sign with. Nothing was sent. */
export class Unsigned {
  readonly cause: unknown;

  constructor(cause: unknown) {
    this.cause = cause;
  }
}

interface Connection {
  readonly baseUrl: string;
  /** Sent with each request; the contract's own headers win. */
  readonly headers: Readonly<Record<string, string>>;
  /** A parameter that is not given is left out of the path together with its slash; one that is empty leaves its slash. */
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly fetch: WireFetch;
}

export interface WireRequest {
  readonly method: string;
  /** Path template of the contract. */
  readonly path: string;
  readonly mediaType: string;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly signal: AbortSignal;
}

/** The answer as text, or as what openapi-fetch has made of the JSON text of a refusal; undefined if it is empty. */
export interface WireAnswer {
  readonly status: number;
  readonly content: unknown;
  /** The header `Retry-After`. */
  readonly retryAfter: string | null;
}

/**
 * Takes the place of `Request`: openapi-fetch builds its requests with it. A `fetch` of another library may not know
 * the `Request` of this runtime, a copied body costs time, and a `Request` can be sent once only.
 */
class PlainRequest {
  readonly url: string;
  readonly init: WireInit;
  readonly method: string;

  constructor(url: string, init: WireInit) {
    this.url = url;
    this.init = init;
    this.method = init.method;
  }
}

/** The bodies are bytes by now, so that openapi-fetch's own types would have nothing to check. */
type Send = (
  method: string,
  path: string,
  init: object,
) => Promise<{ data?: unknown; error?: unknown; response: Response }>;

/** Opens the way to one service. The function it returns rejects with whatever `fetch` rejects with. */
export function connect({ baseUrl, headers, pathParameters, fetch }: Connection) {
  const send = createOpenApiClient<Record<string, never>>({
    baseUrl,
    headers,
    Request: PlainRequest as unknown as typeof Request,
    fetch: (request: unknown) => fetch((request as PlainRequest).url, (request as PlainRequest).init),
    // Tokens in a body or path must not follow a redirect.
    redirect: 'error',
    bodySerializer: (body: unknown) => body as never,
    pathSerializer: (path) => filledPath(path, pathParameters),
  }).request as unknown as Send;

  return async ({ method, path, mediaType, body, signal }: WireRequest): Promise<WireAnswer> => {
    const { data, error, response } = await send(method, path, {
      body,
      signal,
      headers: { 'Content-Type': mediaType },
      params: { path: pathParameters },
      // BlueKing answers JSON as text/plain, a gateway HTML as anything: judge the text itself.
      parseAs: 'text',
    });
    return {
      status: response.status,
      content: response.ok ? data : error,
      retryAfter: response.headers.get('Retry-After'),
    };
  };
}

/** Slashes in a parameter stay: a Guance subUri has some, and its address is copied as it is. */
export function filledPath(path: string, parameters: Readonly<Record<string, string>>): string {
  return path.replace(/\/\{(\w+)\}/g, (_, name: string) => {
    const value = parameters[name];
    return value === undefined ? '' : `/${value.split('/').map(encodeURIComponent).join('/')}`;
  });
}
