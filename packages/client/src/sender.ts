/** The way of one request: checked against the contract's limits, serialised, sent, and judged by the contract. */
import type { Vendor } from '@pushspec/contract';
import { type Contract, type PushResult, parsedContent } from './contract.ts';
import { withDeadline } from './deadline.ts';
import type { PushError } from './errors.ts';
import type { Failures } from './failures/index.ts';
import type { Secrets } from './failures/mask.ts';
import type { NotSent } from './failures/not-sent.ts';
import { connect, type WireFetch } from './http.ts';
import { brokenLimit } from './limits.ts';
import {
  type ClientOptions,
  checkedFetch,
  checkedHeaders,
  checkedTimeout,
  DEFAULT_TIMEOUT_MS,
} from './options.ts';

export interface SenderOptions extends ClientOptions {
  readonly baseUrl: string;
  readonly pathParameters?: Readonly<Record<string, string>>;
  /** What must not be seen in an error. */
  readonly secrets: Secrets;
  /** Put around `fetch`; sees the bytes that are sent. */
  readonly decorate?: (fetch: WireFetch) => WireFetch;
}

interface Parcel {
  readonly items: number;
  /** Items of the same call that were delivered before. */
  readonly delivered?: number;
  readonly signal?: AbortSignal | undefined;
}

export interface Sender<V extends Vendor = Vendor, Body = unknown, Reason extends string = string> {
  /** Sends a body that is not serialised yet. Rejects with `TypeError` if it cannot be written as JSON. */
  send(parcel: Parcel & { readonly body: unknown }): Promise<PushResult<V, Body>>;
  /** Sends the very bytes. */
  post(parcel: Parcel & { readonly bytes: Uint8Array<ArrayBuffer> }): Promise<PushResult<V, Body>>;
  /** The error of what is not sent. */
  refuse(refusal: NotSent<Reason>): Promise<PushError>;
  /** The error of one item that makes a body of so many bytes. */
  overLimit(reason: Reason, bytes: number): Promise<PushError>;
}

/** Makes what sends one request after another with the same credentials. It rejects with `PushError` and `TransportError`. */
export function createSender<V extends Vendor, Body, Reason extends string>(
  contract: Contract<V, Body, Reason>,
  options: SenderOptions,
): Sender<V, Body, Reason> {
  const { limits, vendor } = contract;
  const timeoutMs = checkedTimeout(options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  // Looked up at each call: instrumentation may replace it after the client was made.
  const fetch: WireFetch = checkedFetch(options.fetch) ?? ((url, init) => globalThis.fetch(url, init));
  const exchange = connect({
    baseUrl: options.baseUrl,
    headers: checkedHeaders(options.headers ?? {}),
    pathParameters: options.pathParameters ?? {},
    fetch: options.decorate?.(fetch) ?? fetch,
  });
  const failures = failureLoader(contract, options, timeoutMs);

  const post: Sender<V, Body, Reason>['post'] = async ({ bytes, items, delivered = 0, signal }) => {
    // Loaded beside the first request: when things go wrong there may be no file to be opened any more.
    failures().catch(() => {});
    const extent = { items, bytes: bytes.byteLength, delivered };
    const broken = brokenLimit(limits, extent);
    if (broken) throw (await failures()).overLimit(broken, extent);
    const sending = withDeadline((ending) => exchange({ ...limits, body: bytes, signal: ending }), {
      timeoutMs,
      signal,
    });
    const answer = await sending.catch(async (error: unknown) => {
      throw (await failures()).noAnswer(error, delivered);
    });
    const judgement = contract.judge(answer.status, parsedContent(answer.content));
    if (!judgement || !('accepted' in judgement)) throw (await failures()).refused(answer, extent);
    const { accepted: body, requestId } = judgement;
    return { vendor, status: answer.status, items, body, ...(requestId ? { requestId } : {}) };
  };

  return {
    post,
    async send({ body, ...parcel }) {
      const extent = { items: parcel.items, bytes: 0, delivered: parcel.delivered ?? 0 };
      const broken = brokenLimit(limits, extent);
      if (broken) throw (await failures()).overLimit(broken, extent);
      // Serialised once: these very bytes are measured, signed and sent.
      return post({ ...parcel, bytes: new TextEncoder().encode(JSON.stringify(body)) });
    },
    refuse: async (refusal) => (await failures()).notSent(refusal),
    overLimit: async (reason, bytes) =>
      (await failures()).overLimit(reason, { items: 1, bytes, delivered: 0 }),
  };
}

/** Loads the texts of the failures once; what could not be loaded is tried again. */
function failureLoader<V extends Vendor, Body, Reason extends string>(
  contract: Contract<V, Body, Reason>,
  { baseUrl, secrets }: SenderOptions,
  timeoutMs: number,
): () => Promise<Failures<Reason>> {
  const { origin } = new URL(baseUrl);
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
