/** Queues events and sends them in batches, within the vendor's limits, until each has come to exactly one end. */
import type {
  BluekingClient,
  CustomEvent as BluekingEvent,
  BluekingKind,
  MetricPoint,
} from '../blueking/client.ts';
import { channelOf } from '../channel.ts';
import type { CloudMonitorClient } from '../cloudmonitor/client.ts';
import type { CustomEvent as CloudMonitorEvent } from '../cloudmonitor/custom-event.ts';
import type { GuanceClient } from '../guance/client.ts';
import type { GuanceReport, ReportFields } from '../guance/event.ts';
import type { OnOutcome } from './ends.ts';
import type { ReporterOptions } from './options.ts';
import { type Reporter, reporterOn } from './reporter.ts';

export { isPushError, isTransportError, PushError, TransportError } from '../errors.ts';
export type { OnOutcome } from './ends.ts';
export type {
  DeliveredEvent,
  DroppedEvent,
  RejectedEvent,
  ReporterEvent,
  RequestEvent,
  RetryEvent,
  SplitEvent,
} from './events.ts';
export type {
  BatchOptions,
  PaceOptions,
  QueueOptions,
  ReporterOptions,
  RetryOptions,
  Validity,
} from './options.ts';
export type { Delivered, DropCause, Dropped, Ledger, Outcome, Rejected } from './outcome.ts';
export type { Closed, CloseOptions, Reporter } from './reporter.ts';
export type { Sleep } from './timers.ts';

/** What a BlueKing data id of a kind takes. */
type BluekingItem<Kind extends BluekingKind> = Kind extends 'metric' ? MetricPoint : BluekingEvent;

/** A reporter of Guance's events, which may have fields of one's own. */
export interface GuanceReporter extends Omit<Reporter<ReportFields>, 'push'> {
  /** As `push()` of any reporter. Fields of one's own are checked as in `send()`; `extraData` is sent beside the event. */
  push<const Own extends ReportFields>(
    event: GuanceReport<Own>,
    onOutcome?: OnOutcome<ReportFields>,
  ): Promise<void>;
}

/**
 * Makes a reporter of a client. Make one for each client and for as long as the process runs, and close it at its end:
 * its timers do not keep the process alive, so that what still waits is lost otherwise.
 *
 * @throws TypeError if it is given no client of this package, or an option that makes no sense
 * @example
 * const reporter = createReporter(createCloudMonitorClient({ credentials, region: 'cn-hangzhou' }));
 * reporter.push({ name: 'deploy', content: '1.4' });
 * const { delivered, rejected, dropped } = await reporter.close();
 */
export function createReporter(client: GuanceClient, options?: ReporterOptions<ReportFields>): GuanceReporter;
export function createReporter(
  client: CloudMonitorClient,
  options?: ReporterOptions<CloudMonitorEvent>,
): Reporter<CloudMonitorEvent>;
export function createReporter<Kind extends BluekingKind>(
  client: BluekingClient<Kind>,
  options?: ReporterOptions<BluekingItem<Kind>>,
): Reporter<BluekingItem<Kind>>;
export function createReporter<Item extends object>(
  client: object,
  options: ReporterOptions<Item> = {},
): Reporter<Item> {
  return reporterOn(channelOf<Item>(client), options);
}
