/** The client for custom reports to BlueKing. */
import { acceptances, type components, limits, type WireReasonCode } from '@pushspec/contract/blueking';
import { withChannel } from '../channel.ts';
import { isAccepted, isObject, type Judgement, listOf, type PushResult } from '../contract.ts';
import { type ClientOptions, checkedBaseUrl, checkedText, type SendOptions } from '../options.ts';
import { createSender } from '../sender.ts';

type Schemas = components['schemas'];

/** One data point: metrics of one target at one time. */
export type MetricPoint = Schemas['MetricItem'];
/** One custom event. */
export type CustomEvent = Schemas['EventItem'];

interface Items {
  metric: MetricPoint;
  event: CustomEvent;
}

/** What a data id is registered for. It takes nothing else. */
export type BluekingKind = keyof Items;

export interface BluekingOptions<Kind extends BluekingKind = BluekingKind> extends ClientOptions {
  /**
   * Data id of the custom report.
   *
   * @example dataId: 1500101
   */
  readonly dataId: number;
  /**
   * Token of this data id, shown beside it in BlueKing. Not the token of Prometheus reports.
   *
   * @example accessToken: process.env.BK_ACCESS_TOKEN
   */
  readonly accessToken: string;
  /**
   * What the data id is registered for; decides what `send()` takes.
   *
   * @example kind: 'metric'
   */
  readonly kind: Kind;
  /**
   * Address of the report proxy of your cloud area, without the path.
   *
   * @example baseUrl: 'http://10.0.7.4:10205'
   */
  readonly baseUrl: string;
}

export type BluekingResult = PushResult<'blueking', Schemas['Accepted']>;

export interface BluekingClient<Kind extends BluekingKind = BluekingKind> {
  readonly vendor: 'blueking';
  readonly kind: Kind;
  /**
   * Sends one item, or several as one request. The proxy takes all of them or none.
   * There is no limit for their number, only one for the bytes of the request.
   *
   * Accepted does not mean stored: a new metric takes minutes to appear, and an event with a time in seconds is dropped later.
   *
   * @throws PushError if BlueKing refuses, or if there is nothing to send or the body is too large
   * @throws TransportError if no answer comes that decides
   */
  send(items: Items[Kind] | readonly Items[Kind][], options?: SendOptions): Promise<BluekingResult>;
}

const acceptance = acceptances.pushCustomReport;

const contract = {
  vendor: 'blueking',
  limits: limits.pushCustomReport,
  reasons: async () => (await import('./reasons.ts')).wireReasons,
  judge,
} as const;

function judge(status: number, body: unknown): Judgement<Schemas['Accepted'], WireReasonCode> {
  if (!isAnswer(body)) return undefined;
  if (status !== acceptance.status) return { refused: { status, message: body.message } };
  return isAccepted(acceptance, body)
    ? { accepted: body as Schemas['Accepted'], requestId: (body as Schemas['Accepted']).request_id }
    : { refused: { status: Number(body.code), message: body.message } };
}

function isAnswer(body: unknown): body is Schemas['Accepted'] | Schemas['Refused'] {
  return (
    isObject(body) && [body.code, body.result, body.message].every((member) => typeof member === 'string')
  );
}

/**
 * Makes a client for one data id. It holds no connection and no timer.
 *
 * @example
 * const client = createBluekingClient({ dataId: 1500101, accessToken, kind: 'metric', baseUrl: 'http://10.0.7.4:10205' });
 * await client.send({ target: '10.0.0.1', metrics: { cpu_load: 0.25 }, timestamp: Date.now() });
 */
export function createBluekingClient<const Kind extends BluekingKind>(
  options: BluekingOptions<Kind>,
): BluekingClient<Kind> {
  const { dataId, kind } = options;
  if (!Number.isSafeInteger(dataId)) throw new TypeError('dataId must be an integer');
  if (kind !== 'metric' && kind !== 'event') throw new TypeError("kind must be 'metric' or 'event'");
  const accessToken = checkedText('accessToken', options.accessToken);
  const sender = createSender(contract, {
    ...options,
    baseUrl: checkedBaseUrl(options.baseUrl),
    secrets: [accessToken],
  });
  const reportOf = (data: readonly Items[Kind][]) =>
    ({ data_id: dataId, access_token: accessToken, data }) satisfies Omit<Schemas['Push'], 'data'> & {
      data: unknown;
    };
  const client: BluekingClient<Kind> = {
    vendor: 'blueking',
    kind,
    async send(items, { signal } = {}) {
      const data = listOf<Items[Kind]>(items);
      return sender.send({ body: reportOf(data), items: data.length, signal });
    },
  };
  const empty = JSON.stringify(reportOf([]));
  const end = empty.lastIndexOf(']');
  return withChannel(client, {
    ...contract,
    sender,
    rateLimits: contract.limits.rateLimits,
    concurrency: 4,
    envelope: () => [empty.slice(0, end), empty.slice(end)],
  });
}
