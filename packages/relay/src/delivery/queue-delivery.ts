/** Keeps events in a PostgreSQL queue. Several relays may share it, and one of them sends. */
import type { ApiName } from '@pushspec/contract';
import type {
  DeadLetter,
  EventQueue,
  FleetApi,
  FleetOutcome,
  Leadership,
  PostgresOptions,
} from '@pushspec/fleet';
import type {
  CreateClient,
  Delivery,
  DeliveryEvents,
  RejectedEvent,
  RejectedList,
  Retried,
} from './delivery.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { createRoom, tooLarge } from './room.ts';
import type { SendOptions } from './spool-delivery.ts';

/** Options of the queue in which events wait. */
export interface RelayQueueOptions {
  /** The database: a connection string, or the options of node-postgres. */
  readonly postgres: PostgresOptions;
  /** @default 'pushspec' */
  readonly schema?: string | undefined;
  /**
   * A name for what the rate limit applies to. All relays and senders with the same credentials must use the same name.
   */
  readonly account: string;
  /**
   * Maximum number of waiting jobs. A job has one event, or up to 500 of one request to BlueKing.
   *
   * @default 1000000
   */
  readonly maxItems?: number | undefined;
}

export interface QueueDeliveryOptions {
  readonly api: ApiName;
  readonly queue: RelayQueueOptions;
  readonly send?: SendOptions | undefined;
}

const MAX_ITEMS = 1_000_000;

/** How long a request waits while PostgreSQL is down, in milliseconds. Less than the timeout of most HTTP clients. */
const WAIT_MS = 5_000;

/** One for requests and one for `/metrics` and `/rejected`. The sender has its own. */
const CONNECTIONS = 2;

/** Number of dead letters that are sent again in one transaction. */
const RETRIED = 500;

/**
 * Opens the queue and starts a sender. Rejects with a FleetError that says what to do if PostgreSQL is not available,
 * or if its tables have another version.
 */
export async function openQueueDelivery(
  createClient: CreateClient,
  { api, queue: { maxItems = MAX_ITEMS, ...options }, send = {} }: QueueDeliveryOptions,
  events: DeliveryEvents,
): Promise<Delivery> {
  // Loaded on demand, because it needs pg-boss.
  const { openQueue, startSender } = await import('@pushspec/fleet');
  const log = (error: Error) => events.log(`warning: ${error.message}`);
  const queue: EventQueue = await openQueue({
    // `openQueue()` rejects an API whose events a queue cannot hold.
    ...{ ...options, api: api as FleetApi, validate: false, waitMs: WAIT_MS, connections: CONNECTIONS },
    onError: log,
  });
  const sender = startSender((fetch) => createClient(fetch) as never, queue, {
    reporter: send,
    onOutcome: (outcome: FleetOutcome) => ended(outcome, events),
    onEvent: (event) => {
      if (event.type === 'request')
        events.request({ ok: event.error === undefined, durationMs: event.durationMs });
    },
    onLeadership: ({ isLeader, reason }: Leadership) =>
      events.log(
        `${isLeader ? 'this relay is now the sender' : 'this relay is no longer the sender'} (${reason})`,
      ),
    onError: log,
  });
  const limit = { items: maxItems, bytes: Number.POSITIVE_INFINITY };
  const reserve = createRoom(limit, async () => {
    const { waiting, active } = await queue.stats();
    return { items: waiting + active, bytes: 0 };
  });
  return {
    async take(taken) {
      const wanted = { items: taken.length, bytes: 0 };
      const refusal = tooLarge(limit, wanted);
      if (refusal) return refusal;
      if (!(await reserve(wanted))) return false;
      await queue.push(taken as never);
      return true;
    },
    async stats() {
      const { waiting, active, oldestSeconds } = await queue.stats();
      const oldestAt = waiting + active === 0 ? undefined : Date.now() - oldestSeconds * 1000;
      return { waiting: waiting + active, oldestAt };
    },
    rejected: rejectedList(queue, events.retried),
    async close() {
      await sender.close();
      await queue.close();
    },
  };
}

function ended(outcome: FleetOutcome, { ended: report }: DeliveryEvents): void {
  const { end, mayBeDuplicate } = outcome;
  if (end === 'delivered') {
    report({ end, mayBeDuplicate });
    return;
  }
  const { reason = 'other', message } = (outcome.error ?? {}) as { reason?: string; message?: string };
  report({
    ...{ end, reason: end === 'rejected' ? reason : outcome.cause, mayBeDuplicate },
    ...(message && { message }),
  });
}

function rejectedList(queue: EventQueue, report: DeliveryEvents['retried']): RejectedList {
  const inTurn = oneAtATime();
  // The queue moves events within the database, so there is room for all of them.
  async function retrySome(ids: readonly string[]): Promise<Retried> {
    const retried = await queue.retry(ids.filter((id) => UUID.test(id)));
    report(retried);
    return { retried, left: 0 };
  }
  async function retryAll(start: Date): Promise<Retried> {
    let all = 0;
    for (;;) {
      // Events that are refused again are newer.
      const letters = (await queue.deadLetters({ limit: RETRIED })).filter(({ at }) => at <= start);
      const { retried } = await retrySome(letters.map(({ id }) => id));
      if (retried === 0) return { retried: all, left: 0 };
      all += retried;
    }
  }
  return {
    list: async ({ limit }) => (await queue.deadLetters({ limit })).map(rejectedEvent),
    count: async () => (await queue.stats()).rejected,
    // A queue rejects a retry that another one overtakes.
    retry: (ids) => inTurn(() => (ids === undefined ? retryAll(new Date()) : retrySome(ids))),
  };
}

/** PostgreSQL refuses ids of any other form. */
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

function rejectedEvent({
  id,
  event,
  at,
  reason: { end, code, message, mayHaveArrived },
}: DeadLetter): RejectedEvent {
  return { id, at: at.toISOString(), end, reason: code, message, mayHaveArrived, event: event as object };
}
