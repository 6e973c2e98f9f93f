/**
 * Sends one request with the caller's `fetch` and reads the response. A request is plain data, because the `fetch` of another
 * library may not accept this runtime's `Request` or `Headers`.
 */
import type { Fetch } from './options.ts';
import { readText } from './response.ts';

export interface WireRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The bytes that are measured, signed and sent. */
  readonly body: Uint8Array<ArrayBuffer>;
}

/** Returns all headers of a request, including its signature. Rejects with `MissingKeyError` if there is no key. */
export type Sign = (request: WireRequest) => Promise<Readonly<Record<string, string>>>;

/** Thrown if there is no signing key. No request was sent. */
export class MissingKeyError {
  declare readonly cause: unknown;

  constructor(cause: unknown) {
    this.cause = cause;
  }
}

export interface WireResponse {
  readonly status: number;
  readonly text: string;
  /** Whether the body exceeded the limit and was cut off. */
  readonly isCut: boolean;
  readonly headers: { get(name: string): string | null };
}

/** The progress of a request. */
export interface Progress {
  /** Whether `fetch` was called. */
  hasLeft: boolean;
}

export type Transport = (
  request: WireRequest,
  signal: AbortSignal,
  progress: Progress,
) => Promise<WireResponse>;

/** Returns a function that sends requests. It rejects with the error of `fetch`. */
export function createTransport(fetch: Fetch, sign: Sign | undefined): Transport {
  return async (request, signal, progress) => {
    const { url, method, body } = request;
    const headers = sign ? await sign(request) : request.headers;
    // The call may have been aborted while it waited for the key.
    signal.throwIfAborted();
    progress.hasLeft = true;
    // Following a redirect would leak tokens in the body or path. Some runtimes do not support `error`.
    const init = { method, headers: { ...headers }, body, signal, redirect: 'manual' } as const;
    const response = await fetch(url, init);
    const { text, isCut } = await readText(response);
    return { status: response.status, text, isCut, headers: response.headers };
  };
}

/** Fills a path template. Slashes in a parameter are kept, because a Guance subUri contains some. */
export function filledPath(path: string, parameters: Readonly<Record<string, string>>): string {
  return path.replace(/\/\{(\w+)\}/g, (_, name: string) => {
    const value = parameters[name];
    return value === undefined ? '' : `/${value.split('/').map(encodeURIComponent).join('/')}`;
  });
}
