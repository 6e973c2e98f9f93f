/** The client for external events to Guance and TrueWatch. */
import { keyHeaders, limits, type paths } from '@pushspec/contract/guance';
import { withChannel } from '../channel.ts';
import { type AnyMap, asJson, isObject, listOf, type PushResult } from '../contract.ts';
import type { FilledPaths } from '../openapi.ts';
import { checkedHeaderValue, type SendOptions } from '../options.ts';
import { createSender, type Sender } from '../sender.ts';
import type { CheckedEvents, EventFields, ExtraData, LooseFields, ReportFields, TagsOf } from './event.ts';
import type { Alert, AlertFields, DimensionTags, Resolution, ResolutionFields } from './fault.ts';
import { addressOf, type GuanceOptions } from './options.ts';
import { type Accepted, evaluate, type Reason } from './response.ts';

export interface GuanceSendOptions extends SendOptions {
  /**
   * Additional data of any shape, sent with each event. It becomes `df_meta.extra_data` of the event.
   *
   * @default undefined (none)
   * @example extraData: { ruleId: 'disk-usage' }
   */
  readonly extraData?: ExtraData | undefined;
}

export interface GuanceResult extends PushResult<'guance', Accepted> {
  /** The response to each event, in order. `body` is the last one. */
  readonly responses: readonly Accepted[];
}

export interface GuanceClient {
  readonly api: 'guance';
  /**
   * Sends one event, or several. In addition to the known properties, an event may have custom fields: strings with names
   * that do not start with `_` or `df_` and are not reserved. Others do not compile.
   *
   * The API accepts one event per request, so several are sent one after the other. The first failure ends the call, and
   * `delivered` of the error is the number of events before it. A request may have 1,048,576 bytes. A workspace may send 200
   * requests per minute, an API key 20. A reporter waits for that; `send()` does not. If no monitor has this `secret` and
   * `subUri`, the service reports success and ignores the event.
   *
   * @throws PushError if Guance refuses, also in a response with status 200, or if a body is too large
   * @throws TransportError if the result is unknown, also if there is no response to a request within `timeoutMs`, 10 seconds
   * by default
   * @throws TypeError if an event cannot be written as JSON, as with a BigInt
   */
  send<const Own extends LooseFields | readonly LooseFields[]>(
    events: Own & CheckedEvents<Own>,
    options?: GuanceSendOptions,
  ): Promise<GuanceResult>;
  /**
   * Reports a fault, with the status `error` unless another is given. `resolve()` with the same tags closes it.
   *
   * @param tags What is affected, such as host and service. Do not include a state, time or value: other values are other tags.
   * @example await client.alert({ host: 'web-001' }, { title: 'disk full', check_value: 97.5, biz_team: 'payments' });
   */
  alert<const Own extends object, const Tags extends AnyMap = DimensionTags>(
    tags: TagsOf<Tags>,
    details?: Alert<Own>,
  ): Promise<GuanceResult>;
  /**
   * Reports the end of a fault, with the status `ok`. It closes the fault that events with **exactly these tags**, names and
   * values, have opened. With other tags, or one tag more or less, the fault stays open without an error.
   *
   * @example await client.resolve({ host: 'web-001' }, { title: 'disk is fine again', check_value: 61 });
   */
  resolve<const Own extends object, const Tags extends AnyMap = DimensionTags>(
    tags: TagsOf<Tags>,
    details?: Resolution<Own>,
  ): Promise<GuanceResult>;
}

export const contract = {
  api: 'guance',
  limits: limits.pushEvent,
  reasons: async () => (await import('./reasons.ts')).wireReasons,
  evaluate,
} as const;

/** This API has no batches, so an empty list has the reason of a missing event. */
const NO_EVENT: Reason = 'event-missing';

/** The body of a request. The types do not define which custom fields Guance accepts. */
export interface GuanceBody {
  readonly event: EventFields & { readonly [customField: string]: unknown };
  readonly extraData?: ExtraData | undefined;
}

/** The paths of the contract, without the parameters that the client fills in. */
export type GuancePaths = FilledPaths<paths, GuanceBody>;

/** Creates the sender for these options. @throws TypeError */
export function senderOf(options: GuanceOptions): Sender<'guance', Accepted, Reason, GuancePaths> {
  const { apiKey } = options;
  const { baseUrl, secret, subUri } = addressOf(options);
  const key = apiKey === undefined ? {} : { [keyHeaders.dfApiKey]: checkedHeaderValue('apiKey', apiKey) };
  return createSender(contract, {
    ...options,
    baseUrl,
    headers: { ...options.headers, ...key },
    pathParameters: { secret, ...(subUri === undefined ? {} : { subUri }) },
    secrets: [secret, apiKey ?? ''],
  });
}

/** Returns the rate limits for these options. Requests without a key do not count towards the limit of a key. */
export const rateLimitsOf = ({ apiKey }: GuanceOptions) =>
  contract.limits.rateLimits.filter(({ scope }) => scope !== 'api-key' || apiKey !== undefined);

/**
 * Creates a client for one monitor. It holds no connection and no timer.
 *
 * @throws TypeError if an option is missing or invalid; the message names it
 * @example
 * const client = createGuanceClient({ secret, subUri: 'datakit/push', site: 'Guance CN1' });
 * await client.send({ status: 'error', title: 'disk full', dimension_tags: { host: 'web-001' }, biz_team: 'payments' });
 * @example
 * const client = createGuanceClient({ webhook });
 * await client.alert({ host: 'web-001' }, { title: 'disk full' });
 * await client.resolve({ host: 'web-001' });
 */
export function createGuanceClient(options: GuanceOptions): GuanceClient {
  const sender = senderOf(options);

  async function send(
    event: LooseFields | readonly LooseFields[],
    { extraData, signal }: GuanceSendOptions = {},
  ): Promise<GuanceResult> {
    const responses: Accepted[] = [];
    let last: PushResult<'guance', Accepted> | undefined;
    for (const one of listOf(event)) {
      const parcel = { items: 1, delivered: responses.length, signal };
      const body = { event: one, extraData };
      last = await sender.send(parcel, (api, call) => api.POST(contract.limits.path, { body, ...call }));
      responses.push(last.body);
    }
    if (!last)
      throw await sender.refuse({
        reason: NO_EVENT,
        what: 'the list of events is empty',
        fix: 'Pass at least one event.',
      });
    return { ...last, items: responses.length, responses };
  }

  const sendFault = (
    dimension_tags: AnyMap,
    status: EventFields['status'],
    details: AlertFields | ResolutionFields = {},
  ) => {
    const { extraData, signal: _, ...event } = asJson(details);
    return send({ ...event, status, dimension_tags }, { extraData, signal: details.signal });
  };
  const client: GuanceClient = {
    api: 'guance',
    send,
    alert: async (tags, details?: AlertFields) =>
      sendFault(tags, (details && asJson(details).status) ?? 'error', details),
    resolve: async (tags, details?: ResolutionFields) => sendFault(tags, 'ok', details),
  };
  return withChannel(client, {
    ...contract,
    sender,
    rateLimits: rateLimitsOf(options),
    // An event that closes a fault must not arrive before the one that opens it.
    concurrency: 1,
    subject: addressOf(options).subUri,
    envelope: () => ['', ''],
    textOf: (report: ReportFields) => {
      const plain = asJson(report);
      if (!isObject(plain)) throw new TypeError('an event must be an object');
      const { extraData, ...event } = plain;
      return JSON.stringify({ event, extraData });
    },
    itemOf: (text): ReportFields => {
      const { event, ...others } = JSON.parse(text);
      return { ...event, ...others };
    },
    streamOf: (text) => {
      const tags: object = JSON.parse(text).event?.dimension_tags ?? {};
      return JSON.stringify(Object.entries(tags).sort());
    },
  });
}
