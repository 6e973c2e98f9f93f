/** The internal interface between a client and its reporters. It is the same for all APIs. */
import type { ApiName } from '@pushspec/contract';
import type { Limits, PushResult } from './contract.ts';
import type { PushError } from './errors.ts';
import type { NotSent } from './failures/not-sent.ts';
import { type Envelope, jsonBody, utf8Bytes } from './json-body.ts';
import type { CreatePolicy } from './reporter/failure-policy.ts';
import type { Sender } from './sender.ts';

export interface RateLimit {
  readonly requests: number;
  readonly windowSeconds: number;
  /** Reason code of a refusal when the limit is exceeded. */
  readonly reason: string;
}

export interface Channel<Item extends object = object> {
  readonly api: ApiName;
  /** Origin of the service's base URL. */
  readonly origin: string;
  /** Names the data id or monitor, without a secret. `undefined` if the client knows only an account. */
  readonly subject?: string | undefined;
  /** Maximum number of items in a request; 1 if the API has no batches. */
  readonly maxItems: number;
  /** Maximum size of a body in bytes. */
  readonly maxBytes: number;
  /** Reason codes of requests with too many items or bytes; null if the contract has none. */
  readonly tooMuch: { readonly items: string | null; readonly bytes: string | null };
  /** The rate limits that apply to this client. */
  readonly rateLimits: readonly RateLimit[];
  /** Maximum number of requests in flight; 1 if the order of arrival matters. */
  readonly concurrency: number;
  /** Size of a body without its items in bytes. */
  readonly envelopeBytes: number;
  /** Returns the body of a request with the JSON of these items: exactly the bytes that are signed and sent. */
  readonly bodyOf: (items: readonly { readonly text: string }[]) => Uint8Array<ArrayBuffer>;
  /** Returns the number of bytes by which the JSON of an item counts towards `maxBytes`. */
  readonly bytesOf: (text: string) => number;
  /** Returns the JSON of an item in a body, or `undefined` if it has none. */
  readonly textOf: (item: Item) => string | undefined;
  /** Returns the item that the JSON describes. */
  readonly itemOf: (text: string) => Item;
  /** Returns a key for the JSON of an item. Items with the same key must arrive in order. Without it the order is free. */
  readonly streamOf?: ((text: string) => string) | undefined;
  /** Whether some items must arrive in order. */
  readonly keepsOrder: boolean;
  /** Loads the failure policy. */
  readonly failurePolicy: () => Promise<CreatePolicy>;
  /** Sends exactly these bytes. Rejects with `PushError` or `TransportError`. */
  post(bytes: Uint8Array<ArrayBuffer>, items: number, signal: AbortSignal): Promise<PushResult>;
  /** Creates the error of a body that is too large. */
  tooLarge(bytes: number): Promise<PushError>;
  /** Creates the error of an item that would be refused. */
  refuse(refusal: NotSent): Promise<PushError>;
}

/** A registered symbol, because an application may contain two copies of this package. */
const CHANNEL = Symbol.for('@pushspec/client/channel');

interface ChannelOptions<Item extends object> {
  readonly api: ApiName;
  readonly sender: Sender;
  readonly limits: Limits;
  readonly rateLimits: readonly RateLimit[];
  readonly concurrency: number;
  readonly subject?: string | undefined;
  /**
   * Returns the parts of a body before and after its items, which are separated by commas.
   * A function, because the parts may contain a token that must not show when a client is printed.
   */
  readonly envelope: () => Envelope;
  /** Writes a body that is not JSON. */
  readonly bodyOf?: Channel['bodyOf'];
  /** Measures an item for a limit that does not count the bytes of its JSON. */
  readonly bytesOf?: Channel['bytesOf'];
  readonly textOf?: Channel<Item>['textOf'];
  readonly itemOf?: Channel<Item>['itemOf'];
  readonly streamOf?: Channel<Item>['streamOf'];
}

/** Adds the channel to a client. It does not show when the client is printed. */
export function withChannel<Client extends object, Item extends object>(
  client: Client,
  options: ChannelOptions<Item>,
): Readonly<Client> {
  const { sender, limits, envelope, ...rest } = options;
  const none = Number.POSITIVE_INFINITY;
  const { itemPointer, bodyTooLarge, tooManyItems } = limits;
  const channel: Channel<Item> = {
    bodyOf: (entries) => jsonBody(entries, envelope()),
    bytesOf: utf8Bytes,
    textOf: JSON.stringify,
    itemOf: JSON.parse,
    ...rest,
    origin: sender.origin,
    maxItems: itemPointer === null ? 1 : (limits.maxItems ?? none),
    maxBytes: limits.maxBodyBytes ?? none,
    tooMuch: { items: tooManyItems, bytes: bodyTooLarge },
    envelopeBytes: utf8Bytes(envelope().join('')),
    keepsOrder: Boolean(rest.streamOf),
    failurePolicy: sender.failurePolicy,
    post: (bytes, items, signal) => sender.post({ bytes, items, signal }),
    tooLarge: (bytes) => sender.overLimit(bodyTooLarge ?? '', bytes),
    refuse: sender.refuse,
  };
  return Object.freeze(Object.defineProperty(client, CHANNEL, { value: channel }));
}

/** Returns a client that has another channel, for reporters only. */
export function withOtherChannel<Client extends object, Item extends object>(
  client: Client,
  channel: Channel<Item>,
): Readonly<Client> {
  const copy = {
    ...client,
    send: async () => {
      throw new TypeError(
        'this client delivers the events of reporters only: use `createReporter()` and `push()`',
      );
    },
  };
  return Object.freeze(Object.defineProperty(copy, CHANNEL, { value: channel }));
}

/** Returns the channel of a client. @throws TypeError if it is not a client of this package */
export function channelOf<Item extends object>(client: object): Channel<Item> {
  const channel = (client as { [CHANNEL]?: Channel<Item> } | null | undefined)?.[CHANNEL];
  if (channel) return channel;
  throw new TypeError(
    '`client` must be a client of this package: pass one that an entry such as `@pushspec/client/<api>` creates',
  );
}
