/** Delivers events from the queue to the vendor: fetches jobs, sends their events with a reporter, and settles them. */
import {
  type ClientPace,
  createReporter,
  type Outcome,
  type ReporterEvent,
  type ReportingClient,
} from '@pushspec/client/reporter';
import type { PgBoss } from 'pg-boss';
import { FleetError } from '../errors.ts';
import type { QueueNames } from '../names.ts';
import { failingRequests } from './failing-requests.ts';
import { type Fate, fateOf, fleetOutcome, isServiceFailure } from './fate.ts';
import { createFeed } from './feed.ts';
import { createHeldJobs, type FetchedJob, type HeldJob } from './held-jobs.ts';
import { createTurns } from './loop.ts';
import type { FleetOutcome, SenderReporterOptions } from './options.ts';
import { createSettlement } from './settlement.ts';

export interface CourierOptions {
  readonly boss: PgBoss;
  readonly names: QueueNames;
  readonly eventsPerJob: number;
  readonly client: ReportingClient;
  readonly pace: ClientPace;
  readonly reporter: SenderReporterOptions;
  readonly onOutcome: (outcome: FleetOutcome) => void;
  readonly onEvent: (event: ReporterEvent) => void;
  readonly onError: (error: unknown) => void;
  /** How long requests in flight may take when the term ends, in milliseconds. */
  readonly closeTimeoutMs: number;
  readonly now: () => number;
}

export interface Courier {
  /** Fetches and sends more if there is room. Resolves to the time to wait before the next call, in milliseconds. */
  feed(): Promise<number>;
  /** Settles jobs whose events all have outcomes. Resolves to false if the database failed. */
  settle(): Promise<boolean>;
  /** Renews the claims of jobs, except recent ones. Most of those are settled before their claims expire. */
  renewClaims(): Promise<void>;
  /**
   * Waits for the requests in flight, and returns all other events to the queue. Resolves to true if everything was
   * settled.
   */
  close(): Promise<boolean>;
}

const IDLE_MS = 100;
const FULL_MS = 20;

/** Well below the heartbeat interval. */
const RENEW_CLAIM_MS = 2_000;
/** Maximum number of claims that one statement renews. */
const RENEWED_JOBS = 1_000;

/**
 * Shorter than the longest term of a leader, so that pg-boss does not expire the claim of a job that is being retried.
 */
const DEFAULT_DEADLINE_MS = 3_600_000;

/** Pause after a failure of the service that a retry does not fix, such as a bad TLS certificate. */
const FIRST_PAUSE_MS = 1_000;
const MAX_PAUSE_MS = 60_000;

/** How long the last statements may take. */
const LAST_STATEMENTS_MS = 5_000;

export function createCourier(options: CourierOptions): Courier {
  const { boss, names, pace, onError, now } = options;
  const { batch, retry, pace: rules } = options.reporter;
  const deadlineMs = retry === false ? 0 : (retry?.deadlineMs ?? DEFAULT_DEADLINE_MS);
  const held = createHeldJobs(now);
  // Two statements that lock the same jobs in different orders would deadlock.
  const turns = createTurns();
  const settlement = createSettlement({
    ...{ boss, names, held, onError, turns },
    ended: (job, outcome) => options.onOutcome(fleetOutcome(job, outcome)),
  });
  const feed = createFeed({
    ...{ boss, names, pace, eventsPerJob: options.eventsPerJob },
    maxItems: batch?.maxItems,
    share: rules === false ? 1 : (rules?.share ?? 1),
  });
  const watch = failingRequests(onError);
  const reporter = createReporter(options.client, {
    ...(options.reporter as object),
    retry: retry === false ? false : { ...retry, deadlineMs },
    // The feed limits what is in memory. The reporter must not drop anything.
    queue: { maxItems: Number.POSITIVE_INFINITY, maxBytes: Number.POSITIVE_INFINITY },
    onEvent: (event: ReporterEvent) => {
      watch(event);
      options.onEvent(event);
    },
  });
  let pausedUntil = Number.NEGATIVE_INFINITY;
  let pauseMs = FIRST_PAUSE_MS;

  const isLate = ({ since }: HeldJob) => now() - since >= deadlineMs;

  function send(fetched: FetchedJob) {
    const job = held.take(fetched);
    if (!job) return;
    if (job.left === 0) onError(unknownJob(job, names));
    for (const [index, text] of job.texts.entries())
      reporter.push(JSON.parse(text), (outcome) => end(job, index, outcome));
  }

  function end(job: HeldJob, index: number, outcome: Outcome) {
    job.outcomes[index] = outcome;
    if (outcome.end === 'delivered') pauseMs = FIRST_PAUSE_MS;
    else if (isServiceFailure(outcome, isLate(job))) {
      onError(outcome.error);
      pausedUntil = now() + pauseMs;
      pauseMs = Math.min(pauseMs * 2, MAX_PAUSE_MS);
    }
    if (--job.left > 0) return;
    const fates = job.outcomes.map((each): Fate => (each ? fateOf(each, isLate(job)) : 'back'));
    settlement.add(job, fates);
  }

  async function renew(jobs: readonly (FetchedJob | HeldJob)[]) {
    const at = now();
    if (jobs.length === 0) return;
    const attempts = jobs.map(({ id, retryCount }) => ({ id, retryCount }));
    await turns(() => boss.touch(names.events, attempts));
    for (const job of jobs) if ('renewedAt' in job) job.renewedAt = at;
  }

  return {
    settle: settlement.flush,
    async feed() {
      if (held.events >= feed.lowMark || now() < pausedUntil) return FULL_MS;
      const { jobs, mayHaveMore } = await feed.fetch();
      for (const job of jobs) send(job);
      return mayHaveMore ? 0 : IDLE_MS;
    },
    async renewClaims() {
      const due = held.all().filter(({ renewedAt }) => now() - renewedAt >= RENEW_CLAIM_MS);
      for (let from = 0; from < due.length; from += RENEWED_JOBS)
        await renew(due.slice(from, from + RENEWED_JOBS));
      await renew(feed.rest());
    },
    async close() {
      await reporter.close({ waiting: 'drop', timeoutMs: options.closeTimeoutMs });
      for (const fetched of feed.rest()) {
        const job = held.take(fetched);
        for (const index of job?.texts.keys() ?? []) end(job as HeldJob, index, NEVER_SENT);
      }
      const until = now() + LAST_STATEMENTS_MS;
      while (settlement.waiting > 0 && now() < until)
        if (!(await settlement.flush())) await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
      return settlement.waiting === 0;
    },
  };
}

const unknownJob = ({ id }: HeldJob, { events }: QueueNames) =>
  new FleetError(
    'unknown-job',
    `the job ${id} in the queue ${events} was not written by this version of @pushspec/fleet: it stays in the queue. Update senders before producers.`,
  );

const NEVER_SENT: Outcome = { end: 'dropped', event: undefined, cause: 'closed', mayHaveArrived: false };
