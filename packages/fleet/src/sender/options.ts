/** Options and results of a sender. */
import type { Fetch } from '@pushspec/client';
import type { Outcome, ReporterEvent, ReporterOptions } from '@pushspec/client/reporter';
import type { FleetError } from '../errors.ts';

/** The reporter options that a sender may set. The queue takes the place of the others. */
export type SenderReporterOptions = Pick<
  ReporterOptions<never>,
  'batch' | 'retry' | 'pace' | 'concurrency' | 'beforeSend' | 'validate' | 'random'
>;

/** The outcome of an event that has left the queue. */
export type FleetOutcome<Event = unknown> = Outcome<Event> & {
  /**
   * Whether the vendor may have accepted the event more than once, because the result of an earlier request is unknown.
   */
  readonly mayBeDuplicate: boolean;
  /** Id of the job that contained the event. */
  readonly jobId: string;
};

/** A change of leadership. */
export interface Leadership {
  /** Whether this sender is the active one. */
  readonly isLeader: boolean;
  /** Number of times that the leadership has changed. */
  readonly epoch: number;
  /**
   * - `first`: no sender was active before
   * - `handover`: the previous leader handed over, and its request times count
   * - `takeover`: the previous leader has crashed or is frozen; the first request waits for the longest window
   * - `closed`, `renewal`: this sender handed over
   * - `lost`: another sender took over
   * - `expired`: PostgreSQL did not respond in time
   */
  readonly reason: 'first' | 'handover' | 'takeover' | 'closed' | 'renewal' | 'lost' | 'expired';
}

export interface SenderOptions<Event = unknown> {
  /**
   * Name of this sender in `stats()`.
   *
   * @default host name and process id
   */
  readonly name?: string | undefined;
  /**
   * Called with the outcome of each event, after it has left the queue. Events that stay in the queue have no outcome.
   * If the process crashes in between, this is never called for the event. It may be async.
   */
  readonly onOutcome?: ((outcome: FleetOutcome<Event>) => unknown) | undefined;
  /** Called when this sender becomes the active one, and when it stops being active. */
  readonly onLeadership?: ((leadership: Leadership) => unknown) | undefined;
  /** Called with requests, retries and the outcomes of batches, like `onEvent` of a reporter. */
  readonly onEvent?: ((event: ReporterEvent) => unknown) | undefined;
  /**
   * Called with database errors, and with errors that affect every request to the service. The sender keeps trying.
   *
   * @default prints each message once
   */
  readonly onError?: ((error: FleetError | Error) => unknown) | undefined;
  /** Batches, retries, pace, concurrency and hooks, like those of a reporter. */
  readonly reporter?: SenderReporterOptions | undefined;
  /**
   * Sends the requests, after the lease check.
   *
   * @default globalThis.fetch
   */
  readonly fetch?: Fetch | undefined;
  /**
   * How long requests in flight may take when the sender closes or has lost the lease, in milliseconds. Closing takes up
   * to 5 seconds longer. Containers are often killed after 10 seconds.
   *
   * @default 4000
   */
  readonly closeTimeoutMs?: number | undefined;
}
