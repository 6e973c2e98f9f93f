/** A service in memory: it records requests and responds as the contract says. */
import type { WireReason } from '@pushspec/contract/reasons';
import { type Acceptance, isAccepted, parsedJson } from '../contract.ts';
import type { Fetch, FetchInit } from '../options.ts';
// Loaded here, so that virtual time never waits for a file.
import '../failures/index.ts';
import '../openapi.ts';

/** A request that a client sent. */
export interface SentRequest<Item = unknown> {
  readonly url: string;
  /** Header names are in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body as it was sent. */
  readonly text: string;
  /** Bytes of the body. */
  readonly bytes: number;
  /** The metrics or events in the body. */
  readonly items: readonly Item[];
  /** When it was sent, by the option `now`: milliseconds since 1970 by default. */
  readonly at: number;
}

/** A reason of the contract, or a status, with headers such as `Retry-After`. */
export type DetailedResponse<Reason extends string> = (
  | { readonly reason: Reason; readonly status?: undefined }
  | { readonly status: number; readonly reason?: undefined }
) & { readonly headers?: Readonly<Record<string, string>> | undefined };

/**
 * What a request gets:
 *
 * - `'accepted'`: the success of the contract
 * - a reason code: the refusal of the contract with this code
 * - a status: the response of the contract with this status, or, if it has none, an empty one as from a gateway
 * - an object with `reason` or `status`, and `headers`
 * - an `Error`: `fetch` rejects with it
 * - a `Response`: as it is
 * - a function of the request that returns one of these, or a promise of one
 */
export type InMemoryResponse<Reason extends string = string, Item = unknown> =
  | FixedResponse<Reason>
  // TypeScript takes the result of `async () => 'accepted'` for any string.
  | ((request: SentRequest<Item>) => FixedResponse<Reason> | Promise<FixedResponse<string>>);

type FixedResponse<Reason extends string> =
  | 'accepted'
  | Reason
  | number
  | DetailedResponse<Reason>
  | Error
  | Response;

/** A client, and the service that it sends to. */
export interface InMemory<Client, Item, Reason extends string> {
  readonly client: Client;
  /** Sends to the same service. For code that creates its client itself: pass it as the option `fetch`. */
  readonly fetch: Fetch;
  /** All requests, in the order in which they were sent. */
  readonly requests: readonly SentRequest<Item>[];
  /** The items of all requests that were accepted. */
  readonly accepted: readonly Item[];
  /**
   * Sets the responses of the next requests, one for each. Later requests are accepted again.
   *
   * @throws TypeError if a response is unknown
   */
  respond(...responses: readonly InMemoryResponse<Reason, Item>[]): void;
  /**
   * Sets the response of all requests for which `respond()` has none.
   *
   * @throws TypeError if the response is unknown
   */
  respondAlways(response: InMemoryResponse<Reason, Item>): void;
  /** Clears the requests and the responses that were set. */
  reset(): void;
}

export interface InMemoryOptions {
  /**
   * The clock, in milliseconds since 1970.
   *
   * @default Date.now
   * @example now: virtualTime().now
   */
  readonly now?: (() => number) | undefined;
  /**
   * How long the client waits for a response, in milliseconds of real time. `0` means no limit.
   *
   * @default 0
   */
  readonly timeoutMs?: number | undefined;
}

interface ServiceTables<Reason extends string> {
  readonly acceptance: Acceptance;
  readonly responses: Readonly<
    Record<'accepted' | Reason, { readonly status: number; readonly body: object }>
  >;
  readonly reasons: Readonly<Record<Reason, WireReason>>;
}

interface ServiceOptions<Item, Reason extends string> extends ServiceTables<Reason> {
  /** Returns the items in the body of a request. */
  readonly itemsOf: (text: string) => readonly Item[];
  readonly now: (() => number) | undefined;
}

/** Creates the part of `InMemory` that is the same for all APIs. */
export function createService<Item, Reason extends string>(
  options: ServiceOptions<Item, Reason>,
): Omit<InMemory<never, Item, Reason>, 'client'> {
  const { itemsOf, now = Date.now } = options;
  const requests: SentRequest<Item>[] = [];
  const accepted: Item[] = [];
  let next: InMemoryResponse<Reason, Item>[] = [];
  let always: InMemoryResponse<Reason, Item> = 'accepted';

  const fetch: Fetch = async (url, init) => {
    const request = recorded(url, init, itemsOf, now);
    requests.push(request);
    const chosen = next.shift() ?? always;
    const fixed = typeof chosen === 'function' ? await chosen(request) : chosen;
    // Also after a response that took its time.
    init.signal.throwIfAborted();
    const response = responseOf(fixed, options);
    if (await isSuccess(response.clone(), options.acceptance)) accepted.push(...request.items);
    return response;
  };
  const checked = (response: InMemoryResponse<Reason, Item>) => {
    if (typeof response !== 'function' && !(response instanceof Error)) responseOf(response, options);
    return response;
  };

  return {
    fetch,
    requests,
    accepted,
    respond(...responses) {
      next.push(...responses.map(checked));
    },
    respondAlways(response) {
      always = checked(response);
    },
    reset() {
      requests.length = accepted.length = 0;
      next = [];
      always = 'accepted';
    },
  };
}

/** Reads what a client passes to `fetch`. */
export function recorded<Item>(
  url: string,
  { headers, body }: Pick<FetchInit, 'headers' | 'body'>,
  itemsOf: (text: string) => readonly Item[],
  now: () => number,
): SentRequest<Item> {
  const text = new TextDecoder().decode(body);
  const lowerCase = Object.fromEntries(new Headers(headers));
  return { url, headers: lowerCase, text, bytes: body.byteLength, items: itemsOf(text), at: now() };
}

function responseOf<Reason extends string>(
  fixed: FixedResponse<string>,
  tables: ServiceTables<Reason>,
): Response {
  if (fixed instanceof Error) throw fixed;
  if (fixed instanceof Response) return fixed.clone();
  if (typeof fixed === 'string') return contractResponse(fixed, tables, {});
  const { reason, status, headers = {} } = typeof fixed === 'number' ? { status: fixed } : Object(fixed);
  if (reason !== undefined) return contractResponse(reason, tables, headers);
  if (!(Number.isInteger(status) && status >= 200 && status <= 599)) {
    throw new TypeError('a response must be a reason code, a status from 200 to 599, an Error or a Response');
  }
  const name = nameOfStatus(status, tables);
  return name ? contractResponse(name, tables, headers) : new Response(null, { status, headers });
}

function contractResponse<Reason extends string>(
  name: string,
  { responses }: ServiceTables<Reason>,
  headers: Readonly<Record<string, string>>,
): Response {
  if (!Object.hasOwn(responses, name)) {
    const names = Object.keys(responses).join(', ');
    throw new TypeError(
      `the contract has no response \`${name}\`: use one of ${names}. A reason for dropping an accepted event has none, because the response is that of an acceptance`,
    );
  }
  const { status, body } = responses[name as Reason];
  return Response.json(body, { status, headers });
}

function nameOfStatus<Reason extends string>(
  status: number,
  { acceptance, reasons }: ServiceTables<Reason>,
): 'accepted' | Reason | undefined {
  if (status === acceptance.status) return 'accepted';
  const codes = (Object.keys(reasons) as Reason[]).filter((code) => reasons[code].status === status);
  return codes.find((code) => reasons[code].general) ?? codes[0];
}

async function isSuccess(response: Response, acceptance: Acceptance): Promise<boolean> {
  if (response.status !== acceptance.status) return false;
  const body = parsedJson(await response.text());
  return body !== undefined && isAccepted(acceptance, body);
}
