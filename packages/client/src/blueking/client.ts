/** The client for custom reports to BlueKing. */
import {
  acceptances,
  type components,
  limits,
  type paths,
  type WireReasonCode,
} from '@pushspec/contract/blueking';
import { withChannel } from '../channel.ts';
import { type AnyMap, type Evaluation, isAccepted, isObject, listOf, type PushResult } from '../contract.ts';
import type { FilledPaths } from '../openapi.ts';
import { type ClientOptions, checkedBaseUrl, checkedString, type SendOptions } from '../options.ts';
import { createSender, type Sender } from '../sender.ts';
import type { CustomEvent, DimensionMap, MetricMap, MetricPoint } from './items.ts';

type Schemas = components['schemas'];

/** The type of an item by the kind of the data id. `Metrics` and `Dimension` are the types of its maps. */
interface Items<Metrics extends AnyMap = MetricMap, Dimension extends AnyMap = DimensionMap> {
  metric: MetricPoint<Metrics, Dimension>;
  event: CustomEvent<Dimension>;
}

/** The kind of data that a data id is registered for. It accepts no other kind. */
export type BluekingKind = keyof Items;

/** An item for a data id of this kind. */
export type BluekingItem<
  Kind extends BluekingKind = BluekingKind,
  Metrics extends AnyMap = MetricMap,
  Dimension extends AnyMap = DimensionMap,
> = Items<Metrics, Dimension>[Kind];

export interface BluekingOptions<Kind extends BluekingKind = BluekingKind> extends ClientOptions {
  /**
   * Data id of the custom report.
   *
   * @example dataId: 1500101
   */
  readonly dataId: number;
  /**
   * Token of this data id, shown next to it in BlueKing. Not the token of Prometheus reports.
   *
   * @example accessToken: process.env.BK_ACCESS_TOKEN
   */
  readonly accessToken: string;
  /**
   * The kind of data that the data id is registered for. It determines what `send()` accepts.
   *
   * @example kind: 'metric'
   */
  readonly kind: Kind;
  /**
   * Address of the report proxy of your cloud area, without the path of the API.
   *
   * @example baseUrl: 'http://10.0.7.4:10205'
   */
  readonly baseUrl: string;
}

export type BluekingResult = PushResult<'blueking', Schemas['Accepted']>;

export interface BluekingClient<Kind extends BluekingKind = BluekingKind> {
  readonly api: 'blueking';
  readonly kind: Kind;
  /**
   * Sends one item, or several as one request. The proxy accepts all of them or none. A request may have 512,000 bytes and
   * any number of items. A data id may send 1,000 requests per minute. A reporter waits for that; `send()` does not.
   *
   * Accepted does not mean stored. A new metric takes minutes to appear, and an event with a time in seconds is dropped.
   *
   * @throws PushError if BlueKing refuses, or if there is nothing to send or the body is too large
   * @throws TransportError if the result is unknown, also if there is no response within `timeoutMs`, 10 seconds by default
   * @throws TypeError if the items cannot be written as JSON, as with a BigInt
   */
  send<const Metrics extends AnyMap = MetricMap, const Dimension extends AnyMap = DimensionMap>(
    items: BluekingItem<Kind, Metrics, Dimension> | readonly BluekingItem<Kind, Metrics, Dimension>[],
    options?: SendOptions,
  ): Promise<BluekingResult>;
}

const acceptance = acceptances.pushCustomReport;

export const contract = {
  api: 'blueking',
  limits: limits.pushCustomReport,
  reasons: async () => (await import('./reasons.ts')).wireReasons,
  evaluate,
} as const;

function evaluate(status: number, body: unknown): Evaluation<Schemas['Accepted'], WireReasonCode> {
  if (!isAnswer(body)) return undefined;
  const { code, message, request_id: requestId } = body as Schemas['Accepted'] | Refusal;
  if (status !== acceptance.status) return { refused: { status, message, requestId } };
  return isAccepted(acceptance, body)
    ? { accepted: body as Schemas['Accepted'], requestId }
    : { refused: { status: Number(code), message, requestId } };
}

/** No source says whether a proxy adds its request id to a refusal. */
type Refusal = Schemas['Refused'] & Pick<Schemas['Accepted'], 'request_id'>;

function isAnswer(body: unknown): body is Schemas['Accepted'] | Schemas['Refused'] {
  return (
    isObject(body) && [body.code, body.result, body.message].every((member) => typeof member === 'string')
  );
}

/** The body of a report without its credentials. */
export interface BluekingBody<Kind extends BluekingKind = BluekingKind> {
  readonly data: Items[Kind][];
  /** Added by the client. */
  readonly data_id?: never;
  /** Added by the client. */
  readonly access_token?: never;
}

/** The paths of the contract, without the credentials that the client adds to a body. */
export type BluekingPaths<Kind extends BluekingKind = BluekingKind> = FilledPaths<paths, BluekingBody<Kind>>;

/** Creates the sender for these options, and the function that serializes its bodies. @throws TypeError */
export function senderOf(options: BluekingOptions) {
  const { dataId, kind } = options;
  if (!Number.isSafeInteger(dataId)) throw new TypeError('`dataId` must be an integer');
  if (kind !== 'metric' && kind !== 'event') throw new TypeError("`kind` must be 'metric' or 'event'");
  const accessToken = checkedString('accessToken', options.accessToken);
  const credentials = { data_id: dataId, access_token: accessToken } satisfies Partial<Schemas['Push']>;
  // First for the order of the contract, and last to replace what a body has under these names.
  const serialize = (body: object) => JSON.stringify({ ...credentials, ...body, ...credentials });
  const sender: Sender<'blueking', Schemas['Accepted'], WireReasonCode, BluekingPaths> = createSender(
    contract,
    {
      ...options,
      baseUrl: checkedBaseUrl(options.baseUrl, contract.limits.path),
      secrets: [accessToken],
      serialize,
    },
  );
  return { sender, serialize };
}

/**
 * Creates a client for one data id. It holds no connection and no timer.
 *
 * @throws TypeError if an option is missing or invalid; the message names it
 * @example
 * const client = createBluekingClient({ dataId: 1500101, accessToken, kind: 'metric', baseUrl: 'http://10.0.7.4:10205' });
 * await client.send({ target: '10.0.0.1', metrics: { cpu_load: 0.25 }, timestamp: Date.now() });
 */
export function createBluekingClient<const Kind extends BluekingKind>(
  options: BluekingOptions<Kind>,
): BluekingClient<Kind> {
  const { sender, serialize } = senderOf(options);
  const { path, rateLimits } = contract.limits;
  const client: BluekingClient<Kind> = {
    api: 'blueking',
    kind: options.kind,
    async send(items, { signal } = {}) {
      const data = listOf<Items[Kind]>(items);
      return sender.send({ items: data.length, signal }, (api, call) =>
        api.POST(path, { body: { data }, ...call }),
      );
    },
  };
  const empty = serialize({ data: [] });
  const end = empty.lastIndexOf(']');
  return withChannel(client, {
    ...contract,
    sender,
    rateLimits,
    concurrency: 4,
    subject: `data id ${options.dataId}`,
    envelope: () => [empty.slice(0, end), empty.slice(end)],
  });
}
