/** Queues events and sends them in batches within the limits of the API. Each event gets exactly one outcome. */
import type { BluekingClient, BluekingItem, BluekingKind } from '../blueking/client.ts';
import type { BluekingReason } from '../blueking/index.ts';
import type { DimensionMap, MetricMap } from '../blueking/items.ts';
import { channelOf } from '../channel.ts';
import type { CloudMonitorClient } from '../cloudmonitor/client.ts';
import type { CustomEvent as CloudMonitorEvent } from '../cloudmonitor/custom-event.ts';
import type { CloudMonitorReason } from '../cloudmonitor/index.ts';
import type { CloudMonitorRpcClient, RpcCustomEvent } from '../cloudmonitor-rpc/client.ts';
import type { CloudMonitorRpcReason } from '../cloudmonitor-rpc/index.ts';
import type { AnyMap } from '../contract.ts';
import type { PushError } from '../errors.ts';
import type { GuanceClient } from '../guance/client.ts';
import type { GuanceReport, LooseFields, ReportFields } from '../guance/event.ts';
import type { GuanceReason } from '../guance/index.ts';
import type { ReporterOptions } from './options.ts';
import type { OnOutcome } from './outcome.ts';
import { type Reporter, reporterOn } from './reporter.ts';

export { isPushError, isTransportError, PushError, TransportError } from '../errors.ts';
export { type ClientPace, type EarlierRequests, paceOf } from './client-pace.ts';
export type { CloseOptions, FlushOptions } from './closing.ts';
export type {
  DeliveredEvent,
  DroppedEvent,
  RejectedEvent,
  ReporterEvent,
  RequestEvent,
  RetryEvent,
  SplitEvent,
  SpoolEvent,
} from './events.ts';
export { closeOnExit, type ExitOptions } from './exit.ts';
export type {
  BatchOptions,
  PaceOptions,
  QueueOptions,
  ReporterOptions,
  RetryOptions,
  Validity,
} from './options.ts';
export type { Delivered, DropCause, Dropped, Ledger, OnOutcome, Outcome, Rejected } from './outcome.ts';
export { redirectClient } from './redirect-client.ts';
export type { Closed, Reporter } from './reporter.ts';
export type { Sleep } from './timers.ts';

/** A reporter of BlueKing metrics or events, whose maps may be interfaces. */
export type BluekingReporter<Kind extends BluekingKind> = Omit<
  Reporter<BluekingItem<Kind>, BluekingRefusal>,
  'push'
> &
  BluekingPush<Kind>;

interface BluekingPush<Kind extends BluekingKind> {
  /** Takes an item like any reporter. */
  push<const Metrics extends AnyMap = MetricMap, const Dimension extends AnyMap = DimensionMap>(
    item: BluekingItem<Kind, Metrics, Dimension>,
    onOutcome?: OnOutcome<BluekingItem<Kind>, BluekingRefusal>,
  ): Promise<void>;
}

/** A reporter of Guance events, which may have custom fields. */
export type GuanceReporter = Omit<Reporter<ReportFields, GuanceRefusal>, 'push'> & GuancePush;

interface GuancePush {
  /** Takes an event like any reporter. Custom fields are checked as in `send()`. `extraData` is sent next to the event. */
  push<const Own extends LooseFields<ReportFields>>(
    event: GuanceReport<Own>,
    onOutcome?: OnOutcome<ReportFields, GuanceRefusal>,
  ): Promise<void>;
}

type GuanceRefusal = PushError<'guance', GuanceReason>;
type CloudMonitorRefusal = PushError<'cloudmonitor', CloudMonitorReason>;
type CloudMonitorRpcRefusal = PushError<'cloudmonitor-rpc', CloudMonitorRpcReason>;
type BluekingRefusal = PushError<'blueking', BluekingReason>;

/** A client that a reporter can send with. */
export type ReportingClient = BluekingClient | CloudMonitorClient | CloudMonitorRpcClient | GuanceClient;

/** The types that belong to a client. Code that takes the clients of several APIs gets a reporter of any object. */
type ReportingTypes<Client> = [Client] extends [BluekingClient<infer Kind>]
  ? { event: BluekingItem<Kind>; refusal: BluekingRefusal; reporter: BluekingReporter<Kind> }
  : [Client] extends [CloudMonitorClient]
    ? Plain<CloudMonitorEvent, CloudMonitorRefusal>
    : [Client] extends [CloudMonitorRpcClient]
      ? Plain<RpcCustomEvent, CloudMonitorRpcRefusal>
      : [Client] extends [GuanceClient]
        ? { event: ReportFields; refusal: GuanceRefusal; reporter: GuanceReporter }
        : Plain<object, PushError>;

interface Plain<Event extends object, Refusal extends PushError> {
  event: Event;
  refusal: Refusal;
  reporter: Reporter<Event, Refusal>;
}

/**
 * Creates a reporter for a client. Keep it for as long as the process runs, and close it at the end. Its timers do not keep
 * the process alive, so events that still wait would be lost. See `closeOnExit()`.
 *
 * @throws TypeError if `client` is not a client of this package, or if an option is invalid
 * @example
 * const reporter = createReporter(createCloudMonitorClient({ credentials, region: 'cn-hangzhou' }));
 * reporter.push({ name: 'deploy', content: '1.4' });
 * const { delivered, rejected, dropped } = await reporter.close();
 */
export function createReporter<Client extends ReportingClient>(
  client: Client,
  options?: ReporterOptions<ReportingTypes<Client>['event'], ReportingTypes<Client>['refusal']>,
): ReportingTypes<Client>['reporter'];
export function createReporter(client: object, options: object = {}): unknown {
  return reporterOn(channelOf(client), options);
}
