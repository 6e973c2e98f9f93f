/** The jobs that a sender holds, and the outcomes of their events. */
import type { Outcome } from '@pushspec/client/reporter';
import { isJobData } from '../job.ts';

/** A fetched job. */
export interface FetchedJob {
  readonly id: string;
  readonly retryCount: number;
  readonly data: unknown;
  readonly output: unknown;
}

export interface HeldJob {
  readonly id: string;
  /** The attempt that this sender has claimed. */
  retryCount: number;
  readonly texts: readonly string[];
  readonly outcomes: (Outcome | undefined)[];
  /** Number of events without an outcome. */
  left: number;
  /** Whether the vendor may have accepted its events in an earlier attempt. */
  readonly mayBeDuplicate: boolean;
  /** When it was fetched, in milliseconds. */
  readonly since: number;
  /** When its claim was last renewed, in milliseconds. */
  renewedAt: number;
}

/** A note that a sender leaves when it returns a job. pg-boss stores it in `output`. */
export interface ReturnNote {
  readonly mayBeDuplicate: boolean;
}

export interface HeldJobs {
  /** Number of events in the jobs. */
  readonly events: number;
  readonly size: number;
  /** Adds a job. Returns `undefined` if this sender already holds it, and takes over the new claim. */
  take(job: FetchedJob): HeldJob | undefined;
  has(job: HeldJob): boolean;
  release(job: HeldJob): void;
  all(): readonly HeldJob[];
}

export function createHeldJobs(now: () => number): HeldJobs {
  const jobs = new Map<string, HeldJob>();
  let events = 0;
  return {
    get events() {
      return events;
    },
    get size() {
      return jobs.size;
    },
    take({ id, retryCount, data, output }) {
      const known = jobs.get(id);
      if (known) {
        // The claim expired while the database was down, and this sender got the job back. It is already sending the
        // events.
        known.retryCount = retryCount;
        known.renewedAt = now();
        return undefined;
      }
      const texts = isJobData(data) ? data.events : [];
      const wasReturned = (output as Partial<ReturnNote> | null)?.mayBeDuplicate === false;
      const job: HeldJob = {
        id,
        retryCount,
        texts,
        outcomes: texts.map(() => undefined),
        left: texts.length,
        mayBeDuplicate: (isJobData(data) && data.mayBeDuplicate === true) || (retryCount > 0 && !wasReturned),
        since: now(),
        renewedAt: now(),
      };
      jobs.set(id, job);
      events += texts.length;
      return job;
    },
    has: (job) => jobs.get(job.id) === job,
    release(job) {
      if (jobs.get(job.id) !== job) return;
      jobs.delete(job.id);
      events -= job.texts.length;
    },
    all: () => [...jobs.values()],
  };
}
