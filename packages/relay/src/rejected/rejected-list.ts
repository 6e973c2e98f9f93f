/** The list of events that were not delivered, in a file next to the spool. */
import type { Outcome } from '@pushspec/client/reporter';
import type { Delivery, DeliveryEvents, RejectedList } from '../delivery/delivery.ts';
import type { RejectedFile } from './rejected-file.ts';

export interface RejectedRecorder {
  /** Reports an outcome, and adds an event to the list if it was not delivered. */
  ended(outcome: Outcome<object>): void;
  /** Writes the added events. Throws if that fails; a later call then tries again. */
  commit(): void;
}

/** Creates the recorder of outcomes. */
export function createRejectedRecorder(file: RejectedFile, { ended, log }: DeliveryEvents): RejectedRecorder {
  let isScheduled = false;
  const commit = () => {
    const removed = file.commit();
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
        log(`error: rejected events cannot be written: ${(error as Error).message}`);
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
      const { reason, message, status } = reasonOf(outcome);
      ended({ end, reason, mayBeDuplicate });
      file.add({
        ...{ end, reason, message, mayHaveArrived: outcome.mayHaveArrived },
        ...(status !== undefined && { status }),
        event: JSON.stringify(outcome.event),
      });
      commitLater();
    },
  };
}

function reasonOf(outcome: Exclude<Outcome<object>, { end: 'delivered' }>) {
  const error = outcome.error as (Error & { reason?: string; status?: number }) | undefined;
  const reason = outcome.end === 'rejected' ? (error?.reason ?? 'other') : outcome.cause;
  return { reason, message: error?.message ?? reason, status: error?.status };
}

/** Number of events that are sent again together. */
const RETRIED = 500;

/** Creates the list. An event leaves it once it is stored again. */
export function createRejectedList(file: RejectedFile, take: Delivery['take']): RejectedList {
  return {
    list: async ({ limit }) => file.list({ limit }),
    count: async () => file.count(),
    async retry(ids) {
      // Events that are refused again get higher ids.
      const last = file.lastId();
      let retried = 0;
      for (let after = 0; ; ) {
        const chunk = file.list({ limit: RETRIED, after, ...(ids && { ids }) });
        const events = chunk.filter(({ id }) => Number(id) <= last);
        if (events.length === 0) return retried;
        if (!(await take(events.map(({ event }) => event)))) return retried > 0 ? retried : undefined;
        file.remove(events.map(({ id }) => id));
        retried += events.length;
        after = Number(events.at(-1)?.id);
      }
    },
  };
}
