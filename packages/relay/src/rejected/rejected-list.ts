/** The list of events that were not delivered, in a file next to the spool. */
import type { Outcome } from '@pushspec/client/reporter';
import type { Delivery, DeliveryEvents, RejectedList } from '../delivery/delivery.ts';
import type { RejectedFile } from './rejected-file.ts';

export interface RejectedRecorder {
  /** Reports an outcome, and adds an event to the list if it was not delivered. */
  ended(outcome: Outcome<object>): void;
  /** Writes what was added. Throws if that fails; a later call then tries again. */
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
  /** Also writes events that are refused before they are in the spool, and never settle there. */
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
      // Its sender has a response that says so.
      if (end === 'dropped' && outcome.cause === 'not-stored') return;
      const { reason, message, status } = why(outcome);
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

function why(outcome: Exclude<Outcome<object>, { end: 'delivered' }>) {
  const error = outcome.error as (Error & { reason?: string; status?: number }) | undefined;
  const reason = outcome.end === 'rejected' ? (error?.reason ?? 'other') : outcome.cause;
  return { reason, message: error?.message ?? reason, status: error?.status };
}

/** Number of events that are sent again at once. */
const RETRIED = 500;

/** Creates the list. An event is removed from it after it was stored again. */
export function createRejectedList(file: RejectedFile, take: Delivery['take']): RejectedList {
  return {
    list: async ({ limit }) => file.list({ limit }),
    count: async () => file.count(),
    async retry(ids) {
      // What is refused again gets a higher id.
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
