/** Options that the clients of all vendors share. */

/**
 * How requests leave: `globalThis.fetch`, or anything that is called like it.
 *
 * It is called with the address as a string and with a `Uint8Array` as body: the very bytes that were measured and signed.
 */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface ClientOptions {
  /**
   * Carries the requests. Wrap it to log, to go through a proxy or to test without a network.
   *
   * @default globalThis.fetch
   * @example fetch: (url, init) => { console.log(url); return fetch(url, init); }
   */
  readonly fetch?: Fetch | undefined;
  /**
   * How long one request may take until its answer is read completely, in milliseconds; `0` is without limit.
   *
   * @default 10000
   * @example timeoutMs: 3_000
   */
  readonly timeoutMs?: number | undefined;
  /**
   * Headers to send with each request. They cannot replace those that the contract prescribes.
   *
   * @default {}
   * @example headers: { 'User-Agent': 'billing/1.4' }
   */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

export interface SendOptions {
  /**
   * Ends the call. It then rejects with a `TransportError` of the kind `aborted`; the request may have arrived all the same.
   *
   * @example signal: AbortSignal.any([shutdown, AbortSignal.timeout(500)])
   */
  readonly signal?: AbortSignal | undefined;
}

export const DEFAULT_TIMEOUT_MS = 10_000;

/** The address without its last slash. Its text is not repeated in the error: a copied webhook holds a secret. */
export function checkedBaseUrl(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const plain = url && !url.username && !url.password && !url.search && !url.hash;
  if (!plain || !['http:', 'https:'].includes(url.protocol)) {
    throw new TypeError(
      'baseUrl must be an http or https address without user, query and fragment, such as http://127.0.0.1:4010',
    );
  }
  return value.replace(/\/+$/, '');
}

/** Credentials come from the environment more often than not, where a missing one is undefined or empty. */
export function checkedText(name: string, value: string): string {
  if (typeof value !== 'string' || value === '')
    throw new TypeError(`${name} must be a text that is not empty`);
  return value;
}

/** A text that is to travel in a header. */
export function checkedHeaderText(name: string, value: string): string {
  if (!/^[\x21-\x7e]+$/.test(checkedText(name, value))) {
    throw new TypeError(
      `${name} must consist of ASCII letters, digits and signs, without blanks and line ends`,
    );
  }
  return value;
}

export function checkedFetch(value: Fetch | undefined): Fetch | undefined {
  if (value !== undefined && typeof value !== 'function') throw new TypeError('fetch must be a function');
  return value;
}

/** Tried here: at a request it would look like a failure of the network. Their texts, which may be secret, are not repeated. */
export function checkedHeaders(value: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  try {
    new Headers(value);
    return value;
  } catch {
    throw new TypeError('headers must be names and values that HTTP allows');
  }
}

export function checkedTimeout(value: number): number {
  // setTimeout takes what is larger for 1 ms.
  if (!(value >= 0 && value < 2 ** 31))
    throw new TypeError('timeoutMs must be 0 or a number of milliseconds below 2^31');
  return value;
}
