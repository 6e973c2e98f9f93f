/** The client for external events to Guance and TrueWatch. */
import { keyHeaders, limits, servers, wireReasons } from '@pushspec/contract/guance/documented';
import { listOf, type PushResult } from '../contract.ts';
import { refusedHere } from '../limits.ts';
import { type ClientOptions, checkedBaseUrl, checkedHeaderText, type SendOptions } from '../options.ts';
import { createSender } from '../sender.ts';
import { serverUrl } from '../servers.ts';
import { type Accepted, judge, type Reason } from './answer.ts';
import type { EventFields, ExtraData, GuanceEvent } from './event.ts';
import { checkedPathText } from './path-text.ts';

/** A site of Guance or TrueWatch, as the contract names it. */
export type GuanceSite = keyof (typeof servers)['public'];

interface GuanceCredentials {
  /**
   * The monitor's `secret`: the part of its webhook address behind `push-events/`.
   *
   * @example secret: process.env.GUANCE_SECRET
   */
  readonly secret: string;
  /**
   * The monitor's `subUri`: all that follows the secret in its webhook address, slashes as they are.
   * Not percent-encoded: the client does that.
   *
   * @default '' (a monitor without one)
   * @example subUri: 'datakit/push'
   */
  readonly subUri?: string | undefined;
  /**
   * The secret of an API key of the monitor's workspace. Sites may require one; one that is sent has to be valid.
   *
   * @default undefined (none is sent)
   * @example apiKey: process.env.GUANCE_API_KEY
   */
  readonly apiKey?: string | undefined;
}

/** Where to send: a site by its name, or an address. */
type GuanceTarget =
  | {
      /**
       * The site of the workspace.
       *
       * @example site: 'Guance CN1'
       */
      readonly site: GuanceSite;
      readonly baseUrl?: undefined;
    }
  | {
      /**
       * Address of a private deployment or of a test server, without the path.
       *
       * @example baseUrl: 'http://127.0.0.1:4010'
       */
      readonly baseUrl: string;
      readonly site?: undefined;
    };

export type GuanceOptions = ClientOptions & GuanceCredentials & GuanceTarget;

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
}

const contract = { vendor: 'guance', limits: limits.pushEvent, reasons: wireReasons, judge } as const;

/** There is no batch in this API, hence no reason for an empty one but that of a missing event. */
const NO_EVENT: Reason = 'event-missing';

/**
 * Makes a client for one monitor. It holds no connection and no timer.
 *
 * @example
 * const client = createGuanceClient({ secret, subUri: 'datakit/push', site: 'Guance CN1' });
 * await client.send({ status: 'error', title: 'disk full', dimension_tags: { host: 'web-001' }, biz_team: 'payments' });
 */
export function createGuanceClient(options: GuanceOptions): GuanceClient {
  const { site, subUri = '', apiKey } = options;
  const secret = checkedPathText('secret', options.secret);
  const baseUrl =
    site === undefined ? options.baseUrl : serverUrl(servers.public, { option: 'site', value: site });
  const key = apiKey === undefined ? {} : { [keyHeaders.dfApiKey]: checkedHeaderText('apiKey', apiKey) };
  const sender = createSender(contract, {
    ...options,
    baseUrl: checkedBaseUrl(baseUrl),
    headers: { ...options.headers, ...key },
    pathParameters: { secret, subUri: subUri && checkedPathText('subUri', subUri) },
    secrets: [secret, apiKey ?? ''],
  });

  async function send(
    event: EventFields | readonly EventFields[],
    { extraData, signal }: GuanceSendOptions = {},
  ): Promise<GuanceResult> {
    const answers: Accepted[] = [];
    let last: PushResult<'guance', Accepted> | undefined;
    for (const one of listOf(event)) {
      last = await sender({ body: { event: one, extraData }, items: 1, delivered: answers.length, signal });
      answers.push(last.body);
    }
    if (!last) throw refusedHere(contract, NO_EVENT, { what: 'the list of events is empty' });
    return { ...last, items: answers.length, answers };
  }
  return Object.freeze<GuanceClient>({ vendor: 'guance', send });
}
