/** Checks a request against the contract's limits, sends it, and has the contract evaluate the response. */

import type { ApiName } from '@pushspec/contract';
import { type Contract, type Evaluation, type Limits, type PushResult, parsedJson } from './contract.ts';
import { withDeadline } from './deadline.ts';
import type { PushError, TransportError } from './errors.ts';
import type { Extent, Failures } from './failures/index.ts';
import type { Secrets } from './failures/mask.ts';
import type { NotSent } from './failures/not-sent.ts';
import type { OpenApiCall, OpenApiClient, OpenApiConnection, OpenApiFetch } from './openapi.ts';
import {
  type ClientOptions,
  checkedFetch,
  checkedHeaders,
  checkedTimeout,
  DEFAULT_TIMEOUT_MS,
  type Fetch,
} from './options.ts';
import {
  createTransport,
  filledPath,
  type Progress,
  type Sign,
  type WireRequest,
  type WireResponse,
} from './transport.ts';

export interface SenderOptions extends ClientOptions {
  readonly baseUrl: string;
  readonly pathParameters?: Readonly<Record<string, string>>;
  /** Values that must not appear in an error. */
  readonly secrets: Secrets;
  /** Returns all headers of a request, from the bytes that are sent. */
  readonly sign?: Sign;
  /** Serializes a body, together with the properties that the client adds. */
  readonly serialize?: ((body: object) => string) | undefined;
  /**
   * Begins an attempt. Returns a function that receives its refusal and returns whether it corrected the cause. The request
   * is then sent once more.
   */
  readonly attempt?: () => (refusal: Refusal) => boolean;
}

export interface Refusal {
  readonly status: number;
  readonly error: PushError | TransportError;
  /** The `Date` header of the response. */
  readonly date: string | null;
}

type Acceptance<Body> = Extract<Evaluation<Body, string>, { readonly accepted: Body }>;

interface Parcel {
  readonly items: number;
  /** Items of the same call that were delivered before. */
  readonly delivered?: number;
  readonly signal?: AbortSignal | undefined;
}

/** The response to a request, and how the contract evaluates it. */
export interface Decision<V extends ApiName = ApiName, Body = unknown> {
  readonly response: WireResponse;
  readonly result: PushResult<V, Body> | PushError | TransportError;
}

/** Makes a call with a client of openapi-fetch, and passes these options on. */
type ApiCall<Paths extends object> = (
  api: OpenApiClient<Paths>,
  options: OpenApiCall,
) => Promise<{ readonly data?: unknown; readonly response: Response }>;

export interface Sender<
  V extends ApiName = ApiName,
  Body = unknown,
  Reason extends string = string,
  Paths extends object = object,
> {
  /** Origin of the base URL. It contains no secret. */
  readonly origin: string;
  /** Sends a body with openapi-fetch. Rejects with `TypeError` if it cannot be written as JSON. */
  send(parcel: Parcel, call: ApiCall<Paths>): Promise<PushResult<V, Body>>;
  /** Sends exactly these bytes. */
  post(parcel: Parcel & { readonly bytes: Uint8Array<ArrayBuffer> }): Promise<PushResult<V, Body>>;
  /** Sends a request. Resolves with the response that decides, and rejects after `timeoutMs`. */
  exchange(request: WireRequest, parcel: Parcel): Promise<Decision<V, Body>>;
  /** The settings of a client of openapi-fetch. */
  readonly connection: OpenApiConnection;
  /** Returns the body of a response without secrets. */
  masked(text: string): Promise<string>;
  /** Creates the error of a request that is not sent. */
  refuse(refusal: NotSent<Reason>): Promise<PushError>;
  /** Loads the failure policy of reporters, together with the error messages. */
  failurePolicy(): Promise<Failures['createFailurePolicy']>;
  /** Creates the error of an item whose body has this many bytes. */
  overLimit(reason: Reason, bytes: number): Promise<PushError>;
}

/** Creates a sender for one set of credentials. It rejects with `PushError` or `TransportError`. */
export function createSender<V extends ApiName, Body, Reason extends string, Paths extends object>(
  contract: Contract<V, Body, Reason>,
  options: SenderOptions,
): Sender<V, Body, Reason, Paths> {
  const { limits, api } = contract;
  const timeoutMs = checkedTimeout(options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  const given = checkedFetch(options.fetch);
  // Looked up for each call, because instrumentation may replace it after the client was created.
  const fetch: Fetch = given ?? ((url, init) => globalThis.fetch(url, init));
  const transport = createTransport(fetch, options.sign);
  const { baseUrl, pathParameters = {} } = options;
  const { origin } = new URL(baseUrl);
  const headers = headersOf(limits, options);
  const { method } = limits;
  const url = new URL(baseUrl + filledPath(limits.path, pathParameters)).href;
  const failures = failureLoader(contract, options.secrets, origin, timeoutMs);

  const accepted = (
    { status }: { readonly status: number },
    items: number,
    { accepted: body, requestId }: Acceptance<Body>,
  ): PushResult<V, Body> => ({ api, status, items, body, ...(requestId ? { requestId } : {}) });

  /** Sends one request, or another one after a correction. The result is the acceptance or the error. */
  async function decide(
    request: WireRequest,
    extent: Extent,
    signal: AbortSignal,
    progress: Progress,
    mayCorrect = true,
  ): Promise<Decision<V, Body>> {
    const isCorrected = options.attempt?.();
    const response = await transport(request, signal, progress);
    const { status } = response;
    const evaluation = response.isCut ? undefined : contract.evaluate(status, parsedJson(response.text));
    if (evaluation && 'accepted' in evaluation)
      return { response, result: accepted(response, extent.items, evaluation) };
    const error = (await failures()).refused(response, extent);
    const refusal = {
      status: evaluation?.refused.status ?? status,
      error,
      date: response.headers.get('Date'),
    };
    return mayCorrect && isCorrected?.(refusal)
      ? decide(request, extent, signal, progress, false)
      : { response, result: error };
  }

  async function exchange(
    request: WireRequest,
    { items, delivered = 0, signal }: Parcel,
  ): Promise<Decision<V, Body>> {
    // Loaded with the first request, because files may be unreadable when something fails.
    failures().catch(() => {});
    const bytes = contract.measure?.(request.body) ?? request.body.byteLength;
    const extent = { items, bytes, delivered };
    const broken = brokenLimit(limits, extent);
    if (broken) throw (await failures()).overLimit(broken, extent);
    const progress = { hasLeft: false };
    const task = (taskSignal: AbortSignal) => decide(request, extent, taskSignal, progress);
    try {
      return await withDeadline(task, { timeoutMs, signal });
    } catch (error) {
      throw (await failures()).noResponse(error, { ...progress, delivered });
    }
  }

  const connection = { baseUrl, headers, pathParameters, serialize: options.serialize };
  let openApi: OpenApiClient<Paths> | undefined;

  return {
    origin,
    exchange,
    connection,
    async post({ bytes, ...parcel }) {
      const { result } = await exchange({ url, method, headers, body: bytes }, parcel);
      if (result instanceof Error) throw result;
      return result;
    },
    async send(parcel, call) {
      const { items, delivered = 0 } = parcel;
      const extent = { items, bytes: 0, delivered };
      const broken = brokenLimit(limits, extent);
      if (broken) throw (await failures()).overLimit(broken, extent);
      // Loaded on demand, because openapi-fetch is half of the client's code and a reporter does not use it.
      const { callWith, connectOpenApi, wireRequest } = await import('./openapi.ts');
      openApi ??= connectOpenApi<Paths>(connection);
      const fetch: OpenApiFetch = async (request) => {
        const decision = await exchange(await wireRequest(request), parcel);
        if (decision.result instanceof Error) throw decision.result;
        return new Response(decision.response.text, { status: decision.response.status });
      };
      const { response, data } = await call(openApi, callWith(fetch));
      return accepted(response, items, contract.evaluate(response.status, data) as Acceptance<Body>);
    },
    masked: async (text) => (await failures()).masked(text),
    failurePolicy: async () => (await failures()).createFailurePolicy,
    refuse: async (refusal) => (await failures()).notSent(refusal),
    overLimit: async (reason, bytes) =>
      (await failures()).overLimit(reason, { items: 1, bytes, delivered: 0 }),
  };
}

/** Returns the headers of each request. The media type of the contract replaces the caller's. */
function headersOf({ mediaType }: Limits, { headers = {} }: SenderOptions): Readonly<Record<string, string>> {
  const all = new Headers(checkedHeaders(headers));
  all.set('Content-Type', mediaType);
  return Object.fromEntries(all);
}

/** Returns a function that loads the error messages once, and again if that failed. */
function failureLoader<V extends ApiName, Body, Reason extends string>(
  contract: Contract<V, Body, Reason>,
  secrets: Secrets,
  origin: string,
  timeoutMs: number,
): () => Promise<Failures<Reason>> {
  let loading: Promise<Failures<Reason>> | undefined;
  const load = async () => {
    const [{ createFailures }, reasons] = await Promise.all([
      import('./failures/index.ts'),
      contract.reasons(),
    ]);
    return createFailures({ contract, reasons, secrets, origin, timeoutMs });
  };
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}

/** Returns the reason why this many items or bytes would be refused, or `undefined`. */
function brokenLimit<Reason extends string>(
  limits: Limits<Reason>,
  { items, bytes = 0 }: { readonly items: number; readonly bytes?: number },
): Reason | undefined {
  const { minItems, tooFewItems, maxItems, tooManyItems, maxBodyBytes, bodyTooLarge } = limits;
  if (tooFewItems !== null && minItems !== null && items < minItems) return tooFewItems;
  if (tooManyItems !== null && maxItems !== null && items > maxItems) return tooManyItems;
  if (bodyTooLarge !== null && maxBodyBytes !== null && bytes > maxBodyBytes) return bodyTooLarge;
  return undefined;
}
