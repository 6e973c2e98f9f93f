/** The list of events that were not delivered, in a file next to the spool. */
import type { Outcome } from '@pushspec/client/reporter';
import type { Delivery, DeliveryEvents, RejectedEvent, RejectedList, Retried } from '../delivery/delivery.ts';
import { oneAtATime } from '../delivery/one-at-a-time.ts';
import type { RejectedFile, Selection } from './rejected-file.ts';

export interface RejectedRecorder {
  /** Reports an outcome, and adds an event to the list if it was not delivered. */
  ended(outcome: Outcome<object>): void;
  /** Writes the added events. Throws if that fails; a later call then tries again. */
  commit(): void;
}

/** Creates the recorder of outcomes. `whyExpired` returns the message of an event that waited for too long. */
export function createRejectedRecorder(
  file: RejectedFile,
  { ended, log, whyExpired }: Pick<DeliveryEvents, 'ended' | 'log'> & { whyExpired: () => string },
): RejectedRecorder {
  let isScheduled = false;
  let isFailing = false;
  const commit = () => {
    const removed = file.commit();
    isFailing = false;
    if (removed > 0)
      log(`warning: the list of rejected events is full, so its oldest ${removed} were removed`);
  };
  /** Also covers events that are refused before they reach the spool, which are never settled there. */
  const commitLater = () => {
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(() => {
      isScheduled = false;
      try {
        commit();
      } catch (error) {
        if (!isFailing) log(`error: rejected events cannot be written: ${(error as Error).message}`);
        isFailing = true;
      }
    });
  };
  return {
    commit,
    ended(outcome) {
      const { end, mayBeDuplicate = false } = outcome;
      if (end === 'delivered') return ended({ end, mayBeDuplicate });
      // The client already got an error response.
      if (end === 'dropped' && outcome.cause === 'not-stored') return;
      const { reason, message, status } = reasonOf(outcome, whyExpired);
      ended({ end, reason, message, mayBeDuplicate });
      file.add({
        ...{ end, reason, message, mayHaveArrived: outcome.mayHaveArrived },
        ...(status !== undefined && { status }),
        event: JSON.stringify(outcome.event),
      });
      commitLater();
    },
  };
}

function reasonOf(outcome: Exclude<Outcome<object>, { end: 'delivered' }>, whyExpired: () => string) {
  const error = outcome.error as (Error & { reason?: string; status?: number }) | undefined;
  const reason = outcome.end === 'rejected' ? (error?.reason ?? 'other') : outcome.cause;
  const message = error?.message ?? (reason === 'expired' ? whyExpired() : reason);
  return { reason, message, status: error?.status };
}

/** Number of events that are sent again together. A power of two, so that its halves fill any room exactly. */
const RETRIED = 512;

/**
 * Creates the list. An event leaves it once it is stored again. Calls of `retry()` run one after the other, and none
 * retries an event that another one has stored.
 */
export function createRejectedList(
  file: RejectedFile,
  { take, retried: report }: Pick<Delivery, 'take'> & Pick<DeliveryEvents, 'retried'>,
): RejectedList {
  const inTurn = oneAtATime();
  /** Ids of events that are stored again, and could not be removed because the file failed. */
  let stored: readonly string[] = [];

  function removeStored() {
    if (stored.length === 0) return;
    file.remove(stored);
    stored = [];
  }

  /**
   * Stores events again. Resolves to `false` if they do not fit.
   *
   * The spool and the list are two files. If the process ends after the spool has the events and before the list is
   * without them, they are in both. So the list first says that they may have arrived, which remains true for them after
   * the restart. The same applies if it is not known whether the spool has them.
   */
  async function store(events: readonly RejectedEvent[]): Promise<boolean> {
    const ids = events.map(({ id }) => id);
    const certain = events.filter(({ mayHaveArrived }) => !mayHaveArrived).map(({ id }) => id);
    file.setMayHaveArrived(certain, true);
    if ((await take(events.map(({ event }) => event))) !== true) {
      file.setMayHaveArrived(certain, false);
      return false;
    }
    stored = ids;
    report(events.length);
    removeStored();
    return true;
  }

  async function retryAll(selection: Selection): Promise<Retried> {
    removeStored();
    let retried = 0;
    let isFull = false;
    for (let limit = RETRIED; limit >= 1; ) {
      const events = file.list({ ...selection, limit });
      if (events.length === 0) break;
      if (await store(events)) retried += events.length;
      else isFull = true;
      if (isFull) limit /= 2;
    }
    return { retried, left: file.countOf(selection) };
  }

  return {
    list: async ({ limit }) => file.list({ limit }),
    count: async () => file.count(),
    async retry(ids) {
      // Events that are refused again get higher ids.
      const selection = { upTo: file.lastId(), ids };
      return inTurn(() => retryAll(selection));
    },
  };
}
