/** The active sender of a queue. Run two or more: one sends, and the others wait for its lease. */
import { hostname } from 'node:os';
import type { Fetch } from '@pushspec/client';
import { paceOf, type ReporterEvent } from '@pushspec/client/reporter';
import type { FleetApi, FleetTypes } from '../apis/index.ts';
import { openBoss } from '../connection.ts';
import { databaseError } from '../database-errors.ts';
import { FleetError } from '../errors.ts';
import { type EventQueue, internalsOf } from '../queue.ts';
import { runCandidate } from './candidate.ts';
import { type Hooks, hooksOf } from './hooks.ts';
import type { Lease } from './lease.ts';
import { type LeasedFetch, leasedFetch } from './leased-fetch.ts';
import type { SenderOptions } from './options.ts';

export type { FleetOutcome, Leadership, SenderOptions } from './options.ts';

/** A candidate for the lease, or the active sender. `await using` closes it at the end of the block. */
export interface Sender {
  /** Whether this sender is the active one. */
  readonly isLeader: boolean;
  /**
   * Waits for the requests in flight, returns all other events to the queue, hands the lease over with the request times, and
   * closes the connections. Every call returns the same promise.
   */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Connections of a sender: for the feed, the settlement, the heartbeats, the supervision and the lease. */
const CONNECTIONS = 5;

/**
 * Starts a sender. It sends the events of the queue at the vendor's pace as long as it has the lease of the account.
 *
 * @param createClient Creates the client. Must pass it the given `fetch`, which sends requests only while this process
 * holds the lease
 * @throws TypeError if an option is invalid, or if the client is for another API
 * @example
 * const sender = startSender((fetch) => createCloudMonitorClient({ credentials, region: 'cn-hangzhou', fetch }), queue);
 * process.once('SIGTERM', () => sender.close());
 */
export function startSender<Api extends FleetApi>(
  createClient: (fetch: Fetch) => FleetTypes[Api]['client'],
  queue: EventQueue<Api>,
  options: SenderOptions<FleetTypes[Api]['event']> = {},
): Sender {
  const { target, names, eventsPerJob } = internalsOf(queue);
  const { name = `${hostname()}:${process.pid}`, reporter = {}, closeTimeoutMs = 4_000 } = options;
  const now = () => performance.now();
  const hooks: Hooks = hooksOf(options as SenderOptions);
  const onError = (error: unknown) =>
    hooks.error(isPlain(error) ? (error as Error) : databaseError(error, target));
  let lease: Lease | undefined;
  const guard = leasedFetch(() => lease?.leftMs() ?? 0, options.fetch);
  const client = createClient(guard.fetch);
  const pace = paceOf(client);
  if (client.api !== queue.api)
    throw new TypeError(
      `the client is for ${client.api}, but the queue is for ${queue.api}: use a client of the same API`,
    );
  const stop = new AbortController();
  const fatal: FleetError[] = [];
  const running = runCandidate({
    ...{ names, eventsPerJob, name, client, pace, reporter, closeTimeoutMs, now, hooks, onError },
    open: () => openBoss(target, { connections: CONNECTIONS, onError }),
    stop: stop.signal,
    onLease: (mine) => {
      lease = mine;
    },
    onEvent(event) {
      if (isUnguarded(event, guard) && fatal.length === 0) {
        fatal.push(unguarded());
        stop.abort();
      }
      hooks.event(event);
    },
  }).then(() => fatal.forEach(hooks.error));
  const close = () => {
    stop.abort();
    return running;
  };
  return {
    get isLeader() {
      return lease !== undefined && lease.leftMs() > 0;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Returns whether an error already says what to do, unlike those of PostgreSQL. */
const isPlain = (error: unknown) =>
  error instanceof FleetError ||
  ['PushError', 'TransportError'].includes((error as Error | undefined)?.name ?? '');

/** Returns whether the service responded to a request that bypassed the lease check. */
const isUnguarded = (event: ReporterEvent, guard: LeasedFetch) =>
  event.type === 'request' && guard.passed() === 0 && (!event.error || event.error.name === 'PushError');

const unguarded = () =>
  new FleetError(
    'unguarded-client',
    "the client did not use the sender's `fetch`, so two senders could send at the same time: pass it on, as in `startSender((fetch) => createClient({ …, fetch }), queue)`",
  );
