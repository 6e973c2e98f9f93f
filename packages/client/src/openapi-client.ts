/** Clients of openapi-fetch for users. They sign requests, check them against the contract's limits, and pace them. */
import type { ApiName } from '@pushspec/contract';
import type { RateLimit } from './channel.ts';
import { isTransportError } from './errors.ts';
import { callWith, connectOpenApi, type OpenApiClient, type OpenApiFetch, wireRequest } from './openapi.ts';
import { checkedShare, type PaceOptions } from './reporter/options.ts';
import { createTraffic, type Pacer } from './reporter/pacer.ts';
import { monotonicNow, sleep } from './reporter/timers.ts';
import type { Decision, Sender } from './sender.ts';
import type { WireResponse } from './transport.ts';

export interface OpenApiOptions {
  /**
   * How fast requests are sent. A call waits until the vendor's rate limit allows its request. Its `timeoutMs` starts
   * afterwards. With `false`, requests are sent immediately.
   *
   * @default {}
   * @example pace: { share: 1 / 3 }
   */
  readonly pace?: PaceOptions | false | undefined;
}

interface Settings extends OpenApiOptions {
  readonly rateLimits: readonly RateLimit[];
  /** JSON pointer of the items in a body, or `null` if a body is one item. */
  readonly itemPointer: string | null;
  /** The header that says how long to wait; absent if it is `Retry-After`. */
  readonly retryAfter?: { readonly header: string } | undefined;
}

/** Creates a client on a sender. @throws TypeError if `pace` is invalid */
export function openApiClientOn<V extends ApiName, Paths extends object>(
  sender: Pick<Sender<V, unknown, string, Paths>, 'connection' | 'exchange' | 'masked'>,
  { rateLimits, itemPointer, pace, retryAfter }: Settings,
): OpenApiClient<Paths> {
  const traffic = createTraffic({ limits: rateLimits, now: monotonicNow, sleep });
  const pacer = traffic.pacer(checkedShare(pace));

  const names = [...STANDARD_HEADERS, ...(retryAfter ? [retryAfter.header] : [])];

  const fetchFor = ({ body, fetch }: Call): OpenApiFetch => {
    if (fetch) {
      throw new TypeError(
        'a call must not have `fetch`, because its request would not be signed. Pass `fetch` to `createOpenApiClient()`',
      );
    }
    const items = itemsIn(body, itemPointer);
    return async (request) => {
      const { signal } = request;
      const wire = await wireRequest(request);
      const decision = await paced(pacer, signal, () => sender.exchange(wire, { items, signal }));
      const { response, result } = decision;
      if (!(result instanceof Error)) return responseOf(response, names);
      if (isUnreadable(decision)) throw result;
      return responseOf({ ...response, text: await sender.masked(response.text) }, names);
    };
  };
  return callingWith(connectOpenApi<Paths>(sender.connection), fetchFor);
}

/** The options of a call, with its body before it is serialized. */
interface Call {
  readonly body?: unknown;
  readonly fetch?: unknown;
}

type Method = (...parameters: unknown[]) => unknown;

/** Returns the client with methods that pass a separate `fetch` for each request. */
function callingWith<Paths extends object>(
  client: OpenApiClient<Paths>,
  fetchFor: (call: Call) => OpenApiFetch,
): OpenApiClient<Paths> {
  const methods = Object.entries(client).map(([name, method]) => {
    if (name === 'use' || name === 'eject') return [name, method];
    // The first parameter of `request()` is the method.
    const position = name === 'request' ? 2 : 1;
    const wrapped: Method = async (...parameters) => {
      const call = { ...(parameters[position] as Call | undefined) };
      return (method as Method)(...parameters.slice(0, position), { ...call, ...callWith(fetchFor(call)) });
    };
    return [name, wrapped];
  });
  return Object.fromEntries(methods);
}

async function paced(pacer: Pacer, signal: AbortSignal, send: () => Promise<Decision>): Promise<Decision> {
  const endTurn = await pacer.turn(signal);
  let hasResponse = false;
  try {
    const decision = await send();
    hasResponse = true;
    return decision;
  } finally {
    endTurn(hasResponse ? 'responded' : 'failed');
  }
}

/** Whether the caller cannot read a response: a redirect, a body that was cut off, or a success without JSON. */
function isUnreadable({ response: { status, isCut }, result }: Decision): boolean {
  if (!isTransportError(result)) return false;
  return isCut || result.kind === 'redirect' || status < 300 || status > 599;
}

/** Returns the number of items in a body that is not serialized yet. */
function itemsIn(body: unknown, itemPointer: string | null): number {
  if (itemPointer === null) return 1;
  const names = itemPointer.split('/').slice(1);
  const items = names.reduce((node, name) => (node as Record<string, unknown> | undefined)?.[name], body);
  return Array.isArray(items) ? items.length : 1;
}

/** Headers of HTTP that responses of every API may have. */
const STANDARD_HEADERS = ['Content-Type', 'Date', 'Retry-After', 'Allow'];

/** Creates a `Response` from one whose body has been read. `names` are the headers to copy if those of the response cannot be listed. */
function responseOf(
  { status, text, headers }: Omit<WireResponse, 'isCut'>,
  names: readonly string[],
): Response {
  const list =
    Symbol.iterator in headers
      ? [...(headers as Headers)]
      : names.flatMap((name) => {
          const value = headers.get(name);
          return value === null ? [] : [[name, value] as [string, string]];
        });
  return new Response(text || null, { status, headers: list });
}
