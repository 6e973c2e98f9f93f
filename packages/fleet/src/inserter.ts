/** Inserts jobs in groups, with one statement for all waiting pushes. Retries while the database is unavailable. */
import { setTimeout as sleep } from 'node:timers/promises';
import { mayHaveCommitted } from './database-errors.ts';
import type { FleetError } from './errors.ts';
import type { NewJob } from './job.ts';

export interface InserterOptions {
  /** Inserts jobs in one transaction. Skips jobs whose ids already exist. */
  readonly insert: (jobs: readonly NewJob[]) => Promise<unknown>;
  readonly errorOf: (error: unknown, mayBeStored: boolean) => FleetError;
  /** How long a push waits for the database, in milliseconds. */
  readonly waitMs: number;
}

export interface Inserter {
  /** Resolves after the commit. */
  add(jobs: readonly NewJob[]): Promise<void>;
  /** Resolves when no push is waiting. */
  idle(): Promise<void>;
}

/** Limits of one statement. */
const GROUP_JOBS = 1_000;
const GROUP_BYTES = 8 * 1024 * 1024;

const FIRST_PAUSE_MS = 100;
const MAX_PAUSE_MS = 2_000;

interface Waiting {
  readonly jobs: readonly NewJob[];
  readonly until: number;
  readonly done: (error?: FleetError) => void;
  /** Whether an earlier statement may have stored them, although its response was lost. */
  mayBeStored: boolean;
}

export function createInserter({ insert, errorOf, waitMs }: InserterOptions): Inserter {
  let waiting: Waiting[] = [];
  let working: Promise<void> | undefined;

  async function work() {
    let pauseMs = FIRST_PAUSE_MS;
    while (waiting.length > 0) {
      const group = takeGroup();
      const error = await attempt(group);
      if (error?.code === 'database-error' && group.length > 1) {
        await insertSeparately(group);
        continue;
      }
      if (!error) {
        pauseMs = FIRST_PAUSE_MS;
        for (const { done } of group) done();
        continue;
      }
      const now = performance.now();
      const isLate = (each: Waiting) => !error.retryable || each.until <= now;
      for (const each of group.filter(isLate)) each.done(errorOf(error.cause, each.mayBeStored));
      waiting = [...group.filter((each) => !isLate(each)), ...waiting];
      if (waiting.length === 0) break;
      const first = Math.min(...waiting.map(({ until }) => until));
      await sleep(Math.max(0, Math.min(pauseMs, first - now)));
      pauseMs = Math.min(pauseMs * 2, MAX_PAUSE_MS);
    }
    working = undefined;
  }

  /** One push must not fail because of another. */
  async function insertSeparately(group: readonly Waiting[]) {
    for (const [index, each] of group.entries()) {
      const error = await attempt([each]);
      if (error?.retryable) {
        waiting = [...group.slice(index), ...waiting];
        return;
      }
      each.done(error && errorOf(error.cause, each.mayBeStored));
    }
  }

  function takeGroup(): Waiting[] {
    const group: Waiting[] = [];
    let jobs = 0;
    let bytes = 0;
    for (const each of waiting) {
      jobs += each.jobs.length;
      bytes += sizeOf(each.jobs);
      if (group.length > 0 && (jobs > GROUP_JOBS || bytes > GROUP_BYTES)) break;
      group.push(each);
    }
    waiting = waiting.slice(group.length);
    return group;
  }

  async function attempt(group: readonly Waiting[]): Promise<FleetError | undefined> {
    try {
      await insert(group.flatMap(({ jobs, mayBeStored }) => (mayBeStored ? jobs.map(asRepeated) : jobs)));
      return undefined;
    } catch (error) {
      const failure = errorOf(error, false);
      if (mayHaveCommitted(error)) for (const each of group) each.mayBeStored = true;
      return failure;
    }
  }

  return {
    add: (jobs) =>
      new Promise((resolve, reject) => {
        const done = (error?: FleetError) => (error ? reject(error) : resolve());
        waiting.push({ jobs, until: performance.now() + waitMs, done, mayBeStored: false });
        working ??= work();
      }),
    idle: async () => working,
  };
}

/**
 * Marks a job that is inserted again. If the first insert was committed and the job still exists, this one is ignored.
 * If it was delivered and deleted in the meantime, the vendor gets it twice, and its outcome says so.
 */
const asRepeated = (job: NewJob): NewJob => ({ ...job, data: { ...job.data, mayBeDuplicate: true } });

const sizeOf = (jobs: readonly NewJob[]) =>
  jobs.reduce((sum, { data }) => sum + data.events.reduce((bytes, text) => bytes + text.length, 0), 0);
