/** What a reporter needs of a client beyond its `send()`. It is the same for all vendors. */
import type { Vendor } from '@pushspec/contract';
import type { Limits, PushResult } from './contract.ts';
import type { PushError } from './errors.ts';
import type { NotSent } from './failures/not-sent.ts';
import type { Sender } from './sender.ts';

export interface RateLimit {
  readonly requests: number;
  readonly windowSeconds: number;
  /** Code of the refusal of what comes faster. */
  readonly reason: string;
}

export interface Channel<Item extends object = object> {
  readonly vendor: Vendor;
  /** Items of one request; 1 where the API has no batches. */
  readonly maxItems: number;
  /** Bytes of the body of one request. */
  readonly maxBytes: number;
  /** Codes of the refusals of what is too much for one request; null where the contract knows none. */
  readonly tooMuch: { readonly items: string | null; readonly bytes: string | null };
  /** Those that apply to this client's requests. */
  readonly rateLimits: readonly RateLimit[];
  /** Requests that may be under way at once; 1 where the order of arrival matters. */
  readonly concurrency: number;
  /**
   * What stands before the items in a body, and after them; there are commas between them.
   * A function, as it may hold a token, which must not be seen where a client is printed.
   */
  readonly envelope: () => readonly [before: string, after: string];
  /** The JSON text of an item as it stands in a body; undefined where it has none. */
  readonly textOf: (item: Item) => string | undefined;
  /** Sends the very bytes. Rejects with `PushError` and `TransportError`. */
  post(bytes: Uint8Array<ArrayBuffer>, items: number, signal: AbortSignal): Promise<PushResult>;
  /** The error of a body that is too large to be sent. */
  tooLarge(bytes: number): Promise<PushError>;
  /** The error of an item that is known to be refused. */
  refuse(refusal: NotSent): Promise<PushError>;
}

/** By a registered name, as an application may hold two copies of this package. */
const CHANNEL = Symbol.for('@pushspec/client/channel');

interface ChannelOptions<Item extends object> {
  readonly vendor: Vendor;
  readonly sender: Sender;
  readonly limits: Limits & { readonly itemPointer: string | null };
  readonly rateLimits: readonly RateLimit[];
  readonly concurrency: number;
  readonly envelope: Channel['envelope'];
  readonly textOf?: (item: Item) => string | undefined;
}

/** Gives a client its channel, out of sight of whoever prints or copies the client. */
export function withChannel<Client extends object, Item extends object>(
  client: Client,
  {
    vendor,
    sender,
    limits,
    rateLimits,
    concurrency,
    envelope,
    textOf = JSON.stringify,
  }: ChannelOptions<Item>,
): Readonly<Client> {
  const none = Number.POSITIVE_INFINITY;
  const { itemPointer, bodyTooLarge, tooManyItems } = limits;
  const channel: Channel<Item> = {
    vendor,
    maxItems: itemPointer === null ? 1 : (limits.maxItems ?? none),
    maxBytes: limits.maxBodyBytes ?? none,
    tooMuch: { items: tooManyItems, bytes: bodyTooLarge },
    rateLimits,
    concurrency,
    envelope,
    textOf,
    post: (bytes, items, signal) => sender.post({ bytes, items, signal }),
    tooLarge: (bytes) => sender.overLimit(bodyTooLarge ?? '', bytes),
    refuse: sender.refuse,
  };
  return Object.freeze(Object.defineProperty(client, CHANNEL, { value: channel }));
}

/** @throws TypeError if it is no client of this package */
export function channelOf<Item extends object>(client: object): Channel<Item> {
  const channel = (client as { [CHANNEL]?: Channel<Item> } | null | undefined)?.[CHANNEL];
  if (channel) return channel;
  throw new TypeError(
    'createReporter takes a client as createBluekingClient, createCloudMonitorClient or createGuanceClient makes it',
  );
}
