/** Keeps events in an SQLite file on this machine, and sends them with a reporter. */
import { createReporter, type Outcome, type ReporterOptions } from '@pushspec/client/reporter';
import { createSpool, type SpoolStore } from '@pushspec/client/spool';
import { createSqliteStore, type StoreOptions } from '@pushspec/spool-sqlite';
import { openRejectedFile, type RejectedFile } from '../rejected/rejected-file.ts';
import {
  createRejectedList,
  createRejectedRecorder,
  type RejectedRecorder,
} from '../rejected/rejected-list.ts';
import { createAgeMessage } from './age-message.ts';
import type { CreateClient, Delivery, DeliveryEvents } from './delivery.ts';
import { grouped } from './grouped.ts';
import { createRoom, tooLarge } from './room.ts';

/** Options of the file in which events wait. */
export interface SpoolFileOptions extends StoreOptions {
  /**
   * How long an event may wait to be delivered, in milliseconds. Older ones are dropped and listed with the rejected
   * events.
   *
   * @default 86400000 (one day)
   */
  readonly maxAgeMs?: number | undefined;
  /**
   * Name of the account, if one machine relays for several. A file of another account is refused.
   *
   * @default undefined
   */
  readonly account?: string | undefined;
}

/** Options of the reporter that sends. */
export type SendOptions = Pick<ReporterOptions, 'batch' | 'pace' | 'concurrency'>;

const MAX_ITEMS = 1_000_000;
const MAX_BYTES = 1024 ** 3;

/** Limits memory use: the events of a commit, and those that are about to be sent. */
const QUEUE = { maxItems: 100_000, maxBytes: 128 * 1024 * 1024 };

/** How long requests in flight may take when the relay closes, in milliseconds. Containers are often killed after 10 s. */
const CLOSE_MS = 4_000;

/** Suffix of the file of rejected events, whose name begins like that of the spool. */
const REJECTED_SUFFIX = '-rejected';

export interface SpoolDeliveryOptions {
  readonly spool: SpoolFileOptions;
  readonly send?: SendOptions | undefined;
}

/**
 * Opens the file and starts sending the events in it. Rejects with an error that names the file if it cannot be used,
 * or if it belongs to another target.
 */
export async function openSpoolDelivery(
  createClient: CreateClient,
  { spool, send }: SpoolDeliveryOptions,
  events: DeliveryEvents,
): Promise<Delivery> {
  const { maxAgeMs, account, ...file } = spool;
  const { maxItems = MAX_ITEMS, maxBytes = MAX_BYTES } = file;
  // Requests are accepted as a whole, so the limits are applied here. The limits of the store are twice as high,
  // for other processes that use the file.
  const sqlite = createSqliteStore({ ...file, maxItems: 2 * maxItems, maxBytes: 2 * maxBytes });
  const age = createAgeMessage(maxAgeMs);
  const rejected = lazyRejected(file.file + REJECTED_SUFFIX, { ...events, whyExpired: age.whyExpired });
  const opening = Promise.withResolvers<void>();
  const store: SpoolStore = {
    ...sqlite,
    async open(target, onNotice) {
      // Opens the spool first, because its messages about the folder are more helpful.
      const opened = sqlite.open(target, onNotice).then(rejected.open);
      opened.then(opening.resolve, opening.reject);
      return opened;
    },
    async settle(ids) {
      // Written before the spool removes the events. If this fails, the reporter calls again.
      rejected.recorder().commit();
      return sqlite.settle(ids);
    },
  };
  const client = createClient((url, init) => fetch(url, init));
  let isOpen = false;
  const reporter = createReporter(client, {
    ...(send as object),
    queue: QUEUE,
    spool: createSpool(store, { maxAgeMs, account }),
    onOutcome: (outcome: Outcome<object>) => rejected.recorder().ended(outcome),
    onEvent: (event) => {
      if (event.type === 'request') {
        age.requested(event.error);
        events.request({ ok: event.error === undefined, durationMs: event.durationMs });
      }
      // The caller of this function gets the error of the first attempt.
      else if (event.type === 'spool' && event.error && isOpen)
        events.log(
          `warning: ${event.error.message}${event.change === 'waiting' ? ' Events wait until this is fixed.' : ''}`,
        );
    },
  });
  const close = async () => {
    // Requests in flight may finish, so that their events are not sent again. All others stay in the file.
    await reporter.close({ waiting: 'drop', timeoutMs: CLOSE_MS });
    rejected.close();
  };
  try {
    await opening.promise;
    isOpen = true;
  } catch (error) {
    await close();
    throw error;
  }

  const limit = { items: maxItems, bytes: maxBytes };
  const reserve = createRoom(limit, store.stats);
  const commit = grouped(async (group) => {
    const stored = await Promise.allSettled(group.map((event) => reporter.push(event)));
    const failure = stored.find((result) => result.status === 'rejected');
    if (failure) throw failure.reason;
  });
  const take: Delivery['take'] = async (taken) => {
    const bytes = taken.reduce((sum, event) => sum + Buffer.byteLength(JSON.stringify(event)), 0);
    const refusal = tooLarge(limit, { items: taken.length, bytes });
    if (refusal) return refusal;
    if (!(await reserve({ items: taken.length, bytes }))) return false;
    await commit(taken);
    return true;
  };
  return {
    take,
    async stats() {
      const { items, oldestAt } = await store.stats();
      return { waiting: items, oldestAt };
    },
    rejected: createRejectedList(rejected.file(), { take, retried: events.retried }),
    close,
  };
}

/** Opens the list of rejected events once the spool is open. */
function lazyRejected(name: string, events: Parameters<typeof createRejectedRecorder>[1]) {
  let opened: { readonly file: RejectedFile; readonly recorder: RejectedRecorder } | undefined;
  const current = () => {
    if (!opened) throw new Error('an event ended before the spool was open');
    return opened;
  };
  return {
    open(): void {
      if (opened) return;
      const file = openRejectedFile(name);
      opened = { file, recorder: createRejectedRecorder(file, events) };
    },
    file: () => current().file,
    recorder: () => current().recorder,
    close(): void {
      opened?.recorder.commit();
      opened?.file.close();
    },
  };
}
