/** Fetches jobs until enough events are held, in the order in which they were pushed. */
import type { ClientPace } from '@pushspec/client/reporter';
import type { PgBoss } from 'pg-boss';
import type { QueueNames } from '../names.ts';
import type { FetchedJob } from './held-jobs.ts';

/** Number of jobs per fetch. Smaller fetches cannot keep up with CloudMonitor's limit. */
const FETCH_JOBS = 500;

/** Maximum number of events that a sender holds, whatever the rate limit. */
const MAX_EVENTS = 20_000;

export interface FeedOptions {
  readonly boss: PgBoss;
  readonly names: QueueNames;
  readonly pace: ClientPace;
  /** Maximum number of events in a request, if the options of the reporter lower it. */
  readonly maxItems: number | undefined;
  readonly share: number;
  readonly eventsPerJob: number;
}

export interface Feed {
  /** Number of events below which the sender fetches more: what fits in two windows. */
  readonly lowMark: number;
  /** Fetches jobs. Resolves to those that can be sent, in order, and whether there may be more. */
  fetch(): Promise<{ readonly jobs: readonly FetchedJob[]; readonly mayHaveMore: boolean }>;
  /** Returns fetched jobs that are held back until the jobs before them arrive. */
  rest(): readonly FetchedJob[];
}

type Job = FetchedJob & { readonly createdOn: Date };

export function createFeed({ boss, names, pace, maxItems, share, eventsPerJob }: FeedOptions): Feed {
  const { rateLimits, keepsOrder } = pace;
  const perRequest = Math.min(pace.maxItems, maxItems ?? Number.POSITIVE_INFINITY);
  const inTwoWindows = rateLimits.map(
    ({ requests }) => 2 * Math.max(1, Math.floor(requests * share)) * perRequest,
  );
  const lowMark = Math.min(MAX_EVENTS, ...inTwoWindows);
  const batchSize = eventsPerJob > 1 ? Math.max(1, Math.ceil(lowMark / eventsPerJob)) : FETCH_JOBS;
  let rest: Job[] = [];

  return {
    lowMark,
    rest: () => rest,
    async fetch() {
      const fetched = await boss.fetch<unknown>(names.events, { batchSize, includeMetadata: true });
      const mayHaveMore = fetched.length === batchSize;
      const jobs: Job[] = [...rest, ...fetched].sort(byId);
      rest = [];
      // Jobs with many events would take up too much memory, and only APIs that need no order have them.
      if (mayHaveMore && (keepsOrder || eventsPerJob === 1)) rest = takeNewest(jobs);
      return { jobs, mayHaveMore };
    },
  };
}

/** Ids increase with time, so this restores the order in which they were pushed. */
const byId = (one: Job, other: Job) => (one.id < other.id ? -1 : 1);

/**
 * Removes and returns the jobs with the newest insertion time. All jobs of one insert have the same time, and
 * PostgreSQL returns them in any order. A full batch may therefore contain some of them without the ones before.
 */
function takeNewest(jobs: Job[]): Job[] {
  const newest = Math.max(...jobs.map(({ createdOn }) => createdOn.getTime()));
  const taken = jobs.filter(({ createdOn }) => createdOn.getTime() === newest);
  const others = jobs.filter(({ createdOn }) => createdOn.getTime() !== newest);
  jobs.splice(0, jobs.length, ...others);
  return taken;
}
