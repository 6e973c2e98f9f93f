/** The client for external events to Guance and TrueWatch. */
import { keyHeaders, limits } from '@pushspec/contract/guance';
import { withChannel } from '../channel.ts';
import { listOf, type PushResult } from '../contract.ts';
import { checkedHeaderText, type SendOptions } from '../options.ts';
import { createSender } from '../sender.ts';
import { type Accepted, judge, type Reason } from './answer.ts';
import type { EventFields, ExtraData, GuanceEvent, ReportFields } from './event.ts';
import type { Alert, AlertFields, DimensionTags, Resolution, ResolutionFields } from './fault.ts';
import { addressOf, type GuanceOptions } from './options.ts';

export interface GuanceSendOptions extends SendOptions {
  /**
   * Additional data of any shape, sent with each event; they become `df_meta.extra_data` of the event.
   *
   * @default undefined (none)
   * @example extraData: { ruleId: 'disk-usage' }
   */
  readonly extraData?: ExtraData | undefined;
}

export interface GuanceResult extends PushResult<'guance', Accepted> {
  /** The answer to each event, in order; `body` is the last of them. */
  readonly answers: readonly Accepted[];
}

export interface GuanceClient {
  readonly vendor: 'guance';
  // The form for one event stands last, as the compiler's message is about the last one.
  /**
   * Sends several events. The API takes one per request, so they go one after the other, and the first that fails ends it:
   * `delivered` of the error says how many went before. `timeoutMs` is per request.
   */
  send<const Own extends EventFields>(
    events: readonly GuanceEvent<Own>[],
    options?: GuanceSendOptions,
  ): Promise<GuanceResult>;
  /**
   * Sends one event. Beside the known members it takes fields of your own: strings, under names that do not start
   * with `_` or `df_` and are not reserved. Others do not compile.
   *
   * A success does not tell whether a monitor has this `secret` and `subUri`: without one the event is ignored silently.
   *
   * @throws PushError if Guance refuses, also inside an answer with the status 200, or if the body is too large
   * @throws TransportError if no answer comes that decides
   */
  send<const Own extends EventFields>(
    event: GuanceEvent<Own>,
    options?: GuanceSendOptions,
  ): Promise<GuanceResult>;
  /**
   * Reports that something is wrong, with the status `error` unless another is given. Events of one monitor with the same
   * tags belong together: `resolve()` with the same tags closes what was opened.
   *
   * @param tags What is affected, such as host and service. Never the state, a time or a value, as they make other tags.
   * @example await client.alert({ host: 'web-001' }, { title: 'disk full', check_value: 97.5, biz_team: 'payments' });
   */
  alert<const Own extends object>(tags: DimensionTags, details?: Alert<Own>): Promise<GuanceResult>;
  /**
   * Reports that it is fine again, with the status `ok`. It closes the fault that events with **exactly these tags** have
   * opened, names and values alike; with other tags, or one tag more or less, the fault stays open and nothing says so.
   *
   * @example await client.resolve({ host: 'web-001' }, { title: 'disk is fine again', check_value: 61 });
   */
  resolve<const Own extends object>(tags: DimensionTags, details?: Resolution<Own>): Promise<GuanceResult>;
}

const contract = {
  vendor: 'guance',
  limits: limits.pushEvent,
  reasons: async () => (await import('./reasons.ts')).wireReasons,
  judge,
} as const;

/** There is no batch in this API, hence no reason for an empty one but that of a missing event. */
const NO_EVENT: Reason = 'event-missing';

/**
 * Makes a client for one monitor. It holds no connection and no timer.
 *
 * @example
 * const client = createGuanceClient({ secret, subUri: 'datakit/push', site: 'Guance CN1' });
 * await client.send({ status: 'error', title: 'disk full', dimension_tags: { host: 'web-001' }, biz_team: 'payments' });
 * @example
 * const client = createGuanceClient({ webhook });
 * await client.alert({ host: 'web-001' }, { title: 'disk full' });
 * await client.resolve({ host: 'web-001' });
 */
export function createGuanceClient(options: GuanceOptions): GuanceClient {
  const { apiKey } = options;
  const { baseUrl, secret, subUri } = addressOf(options);
  const key = apiKey === undefined ? {} : { [keyHeaders.dfApiKey]: checkedHeaderText('apiKey', apiKey) };
  const sender = createSender(contract, {
    ...options,
    baseUrl,
    headers: { ...options.headers, ...key },
    pathParameters: { secret, ...(subUri === undefined ? {} : { subUri }) },
    secrets: [secret, apiKey ?? ''],
  });

  async function send(
    event: EventFields | readonly EventFields[],
    { extraData, signal }: GuanceSendOptions = {},
  ): Promise<GuanceResult> {
    const answers: Accepted[] = [];
    let last: PushResult<'guance', Accepted> | undefined;
    for (const one of listOf(event)) {
      last = await sender.send({
        body: bodyOf(one, extraData),
        items: 1,
        delivered: answers.length,
        signal,
      });
      answers.push(last.body);
    }
    if (!last) throw await sender.refuse({ reason: NO_EVENT, what: 'the list of events is empty' });
    return { ...last, items: answers.length, answers };
  }

  const sendFault = (
    dimension_tags: DimensionTags,
    status: EventFields['status'],
    { extraData, signal, ...event }: AlertFields | ResolutionFields = {},
  ) => send({ ...event, status, dimension_tags }, { extraData, signal });
  const client: GuanceClient = {
    vendor: 'guance',
    send,
    alert: (tags, details) => sendFault(tags, details?.status ?? 'error', details),
    resolve: (tags, details) => sendFault(tags, 'ok', details),
  };
  return withChannel(client, {
    ...contract,
    sender,
    // Without a key there is nothing to count its requests by.
    rateLimits: contract.limits.rateLimits.filter(({ scope }) => scope !== 'api-key' || apiKey !== undefined),
    // An event that closes a fault must not arrive before the one that opens it.
    concurrency: 1,
    envelope: () => ['', ''],
    textOf: ({ extraData, ...event }: ReportFields) => JSON.stringify(bodyOf(event, extraData)),
  });
}

const bodyOf = (event: EventFields, extraData: ExtraData | undefined) => ({ event, extraData });
