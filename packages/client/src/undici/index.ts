/** A faster transport for the clients, based on `request()` of undici. */
import { type Dispatcher, request } from 'undici';
import type { FetchInit, FetchResponse } from '../options.ts';
import { readBody } from './read-body.ts';

export interface UndiciOptions {
  /**
   * Opens the connections, with its settings for proxies, TLS, keep-alive and time-outs.
   *
   * @default the global dispatcher of undici
   * @example dispatcher: new ProxyAgent('http://10.0.0.1:3128')
   */
  readonly dispatcher?: Dispatcher | undefined;
}

/** A function for the option `fetch` of the clients. */
export type UndiciFetch = (url: string, init: FetchInit) => Promise<FetchResponse>;

/**
 * Creates a function for the option `fetch` of any client. With it, a reporter takes about half of the CPU time. Install
 * `undici` 6, 7 or 8 to use it.
 *
 * It sends bytes, does not follow redirects, and returns a plain object instead of a `Response`. The clients read at most
 * 1 MiB of a body after decompression. It rejects with the errors of undici.
 *
 * @throws TypeError if `dispatcher` is not a dispatcher of undici
 * @example
 * const fetch = createUndiciFetch({ dispatcher: new ProxyAgent('http://10.0.0.1:3128') });
 * const client = createCloudMonitorClient({ credentials, region: 'cn-hangzhou', fetch });
 */
export function createUndiciFetch({ dispatcher }: UndiciOptions = {}): UndiciFetch {
  if (dispatcher !== undefined && typeof dispatcher?.dispatch !== 'function') {
    throw new TypeError('`dispatcher` must be a dispatcher of undici, such as an `Agent` or a `ProxyAgent`');
  }
  const given = dispatcher === undefined ? {} : { dispatcher };
  return async (url, { method, headers, body, signal }) => {
    const options = { method: method as Dispatcher.HttpMethod, headers, body, signal };
    const { statusCode, headers: fields, body: stream } = await request(url, { ...options, ...given });
    const readText = (maxBytes: number) => readBody(stream, fields['content-encoding'], maxBytes);
    return {
      status: statusCode,
      ok: statusCode >= 200 && statusCode < 300,
      headers: fieldsOf(fields),
      body: stream,
      readText,
      text: async () => (await readText(Number.POSITIVE_INFINITY)).text,
    };
  };
}

/** The part of `Headers` that the clients use. */
function fieldsOf(fields: Readonly<Record<string, string | string[] | undefined>>) {
  const joined = (value: string | string[]) => (typeof value === 'string' ? value : value.join(', '));
  return {
    get(name: string): string | null {
      const value = fields[name.toLowerCase()];
      return value === undefined ? null : joined(value);
    },
    *[Symbol.iterator](): Iterator<[string, string]> {
      for (const [name, value] of Object.entries(fields))
        if (value !== undefined) yield [name, joined(value)];
    },
  };
}
