/** Options that all clients share. */

/**
 * Sends requests: `globalThis.fetch`, or a function with the same parameters.
 *
 * It is called with the URL as a string and with a `Uint8Array` as body: exactly the bytes that were measured and signed.
 */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>;

/** The parameters of a request. A function that takes a `RequestInit` also takes these. */
export interface FetchInit {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly signal: AbortSignal;
  readonly redirect: 'manual';
}

/** The part of a `Response` that the client reads. The `Response` of npm undici also has it. */
export interface FetchResponse {
  readonly status: number;
  readonly ok: boolean;
  readonly headers: { get(name: string): string | null };
  readonly body: object | null;
  text(): Promise<string>;
  /**
   * Reads the body up to this many bytes after decompression. `isCut` is `true` if there are more. The client reads a
   * response that has this function only with it.
   */
  readonly readText?: (maxBytes: number) => Promise<{ readonly text: string; readonly isCut: boolean }>;
}

export interface ClientOptions {
  /**
   * Sends the requests. Wrap it to log, to use a proxy or to test without a network.
   *
   * @default globalThis.fetch
   * @example fetch: (url, init) => { console.log(url); return fetch(url, init); }
   */
  readonly fetch?: Fetch | undefined;
  /**
   * How long one request may take until its response is read completely, in milliseconds. `0` means no limit. At most
   * 1 MiB of a response is read.
   *
   * @default 10000
   * @example timeoutMs: 3_000
   */
  readonly timeoutMs?: number | undefined;
  /**
   * Headers to send with each request. They cannot replace those that the contract prescribes, nor `Connection`,
   * `Content-Length`, `Expect`, `Keep-Alive`, `Transfer-Encoding` and `Upgrade`.
   *
   * @default {}
   * @example headers: { 'User-Agent': 'billing/1.4' }
   */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

export interface SendOptions {
  /**
   * Ends the call. It then rejects with a `TransportError` of the kind `aborted`. Its `mayHaveArrived` says whether
   * the request may have been sent.
   *
   * @example signal: AbortSignal.any([shutdown, AbortSignal.timeout(500)])
   */
  readonly signal?: AbortSignal | undefined;
}

export const DEFAULT_TIMEOUT_MS = 10_000;

/** Whitespace, line breaks, a BOM and other invisible characters that a file or the clipboard may add. */
const INVISIBLE = /^[\s\p{Cf}]|[\s\p{Cf}]$|\p{Cc}/u;

/** Checks a string that is a credential or an address. @throws TypeError that does not repeat the value, which may be a secret */
export function checkedString(name: string, value: string): string {
  if (typeof value !== 'string' || value === '')
    throw new TypeError(`\`${name}\` must be a string that is not empty`);
  if (INVISIBLE.test(value)) {
    throw new TypeError(
      `\`${name}\` must not begin or end with whitespace, and must not contain line breaks: trim what was read from a file or a variable`,
    );
  }
  return value;
}

/**
 * Returns the address without its last slash. A proxy may have a path of its own before that of the API.
 *
 * @param path Path of the API, which the client adds
 * @throws TypeError that does not repeat the value, as a webhook contains a secret
 */
export function checkedBaseUrl(value: string, path = ''): string {
  checkedString('baseUrl', value);
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const [own = ''] = path.split('{');
  if (
    !url ||
    !/^https?:$/.test(url.protocol) ||
    url.username + url.password + url.search + url.hash ||
    (own && `${url.pathname}/`.includes(own))
  ) {
    throw new TypeError(
      '`baseUrl` must be an http or https address without user, query, fragment and the path of the API, such as http://127.0.0.1:4010',
    );
  }
  return value.replace(/\/+$/, '');
}

/** Checks a string that is sent in a header. @throws TypeError that does not repeat the value */
export function checkedHeaderValue(name: string, value: string): string {
  if (!/^[\x21-\x7e]+$/.test(checkedString(name, value))) {
    throw new TypeError(`\`${name}\` must consist of ASCII letters, digits and punctuation, without spaces`);
  }
  return value;
}

export function checkedFetch(value: Fetch | undefined): Fetch | undefined {
  if (value !== undefined && typeof value !== 'function') throw new TypeError('`fetch` must be a function');
  return value;
}

/** Headers of the connection and of the framing of the body. `fetch` refuses them or sets them itself. */
const REFUSED_HEADERS = [
  'connection',
  'content-length',
  'expect',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
];

/**
 * Checks headers when the client is created, because `fetch` would report them like a network failure.
 *
 * @throws TypeError that does not repeat their values, which may be secret
 */
export function checkedHeaders(value: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const names = Object.keys(Object(value));
  const refused = names.find((name) => REFUSED_HEADERS.includes(name.toLowerCase()));
  if (refused)
    throw new TypeError(`\`headers\` must not contain ${refused}: fetch refuses it or sets it itself`);
  const missing = names.find((name) => typeof value[name] !== 'string');
  if (missing) throw new TypeError(`\`headers\` must have a string for ${missing}`);
  try {
    new Headers(value);
    return value;
  } catch {
    throw new TypeError('`headers` must be names and values that HTTP allows');
  }
}

export function checkedTimeout(value: number): number {
  // setTimeout treats a larger number as 1 ms.
  if (!(typeof value === 'number' && value >= 0 && value < 2 ** 31))
    throw new TypeError('`timeoutMs` must be 0 or a number of milliseconds below 2^31');
  return value;
}
