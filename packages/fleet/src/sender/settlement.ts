/** Settles jobs whose events have outcomes: deletes them, keeps dead letters, or returns them to the queue. */
import type { Outcome } from '@pushspec/client/reporter';
import type { Db, PgBoss } from 'pg-boss';
import { isTemporary, mayHaveCommitted } from '../database-errors.ts';
import { deadJob, inTransaction } from '../dead-letters.ts';
import type { JobData } from '../job.ts';
import type { QueueNames } from '../names.ts';
import { type Fate, mayHaveArrived, reasonOf } from './fate.ts';
import type { HeldJob, HeldJobs, ReturnNote } from './held-jobs.ts';
import type { Turns } from './loop.ts';

export interface Settlement {
  /** Adds a job whose events all have outcomes, together with the fate of each. */
  add(job: HeldJob, fates: readonly Fate[]): void;
  /** Settles the waiting jobs. Resolves to false if PostgreSQL did not settle all; they then wait for the next call. */
  flush(): Promise<boolean>;
  readonly waiting: number;
}

export interface SettlementOptions {
  readonly boss: PgBoss;
  readonly names: QueueNames;
  readonly held: HeldJobs;
  /** Called for each event that left the queue, after the commit. */
  readonly ended: (job: HeldJob, outcome: Outcome) => void;
  readonly onError: (error: unknown) => void;
  /** Runs these statements and those of the heartbeats one at a time. */
  readonly turns: Turns;
}

interface Settled {
  readonly job: HeldJob;
  readonly fates: readonly Fate[];
  /** Whether an earlier statement for it may have been committed, although its response was lost. */
  wasTried: boolean;
}

/** The result of a call that only affects jobs whose attempt still matches. */
interface Fenced {
  readonly affected: number;
  /** Ids of the jobs that this sender still held. */
  readonly settled?: readonly string[];
}

/** Maximum number of jobs in one statement. */
const GROUP = 1_000;

export function createSettlement(options: SettlementOptions): Settlement {
  const { boss, names, held, ended, onError, turns } = options;
  let waiting: Settled[] = [];
  let flushing: Promise<boolean> | undefined;

  async function flush(): Promise<boolean> {
    let areSettled = true;
    for (let left = waiting; left.length > 0; left = left.slice(GROUP)) {
      const result = await attempt(left.slice(0, GROUP));
      if (result === 'unavailable') return false;
      areSettled &&= result === 'settled';
    }
    return areSettled;
  }

  /** Settles a group. If PostgreSQL refuses it, settles each job separately, so that one job does not block the others. */
  async function attempt(group: readonly Settled[]): Promise<'settled' | 'refused' | 'unavailable'> {
    try {
      await settleGroup(group);
      return 'settled';
    } catch (error) {
      if (mayHaveCommitted(error)) for (const each of group) each.wasTried = true;
      const isUnavailable = isTemporary(error);
      if (isUnavailable || group.length === 1) {
        onError(error);
        return isUnavailable ? 'unavailable' : 'refused';
      }
    }
    let areSettled = true;
    for (const each of group) {
      if (!waiting.includes(each)) continue;
      const result = await attempt([each]);
      if (result === 'unavailable') return result;
      areSettled &&= result === 'settled';
    }
    return areSettled ? 'settled' : 'refused';
  }

  async function settleGroup(group: readonly Settled[]) {
    const isAll = (fate: Fate) => (each: Settled) => each.fates.every((one) => one === fate);
    const done = group.filter(isAll('done'));
    const back = group.filter((each) => !done.includes(each) && isAll('back')(each));
    const mixed = group.filter((each) => !done.includes(each) && !back.includes(each));
    if (done.length > 0) conclude(done, await deleteJobs(done));
    for (const mayBeDuplicate of [true, false]) {
      const same = back.filter((each) => isDuplicate(each) === mayBeDuplicate);
      if (same.length === 0) continue;
      await boss.fail(names.events, attempts(same), { mayBeDuplicate } satisfies ReturnNote);
      conclude(same, undefined);
    }
    if (mixed.length > 0) await settleMixed(mixed);
  }

  /** Replaces jobs with dead letters and with jobs of the events that stay, all in one transaction. */
  async function settleMixed(group: readonly Settled[]) {
    const isComplete = await replace(group);
    if (isComplete) conclude(group, undefined);
    // Another sender has taken one of them. Settles the others one by one.
    else if (group.length === 1) conclude(group, { affected: 0 });
    else for (const each of group) await settleMixed([each]);
  }

  async function replace(group: readonly Settled[]): Promise<boolean> {
    return inTransaction(boss, async (db) => {
      const { affected } = await deleteJobs(group, db);
      if (affected < group.length) throw STALE;
      const dead = group.flatMap(deadJobs);
      if (dead.length > 0) await boss.insert(names.rejected, dead, { db });
      const rest = group.flatMap(remainingJob);
      if (rest.length > 0) await boss.insert(names.events, rest, { db });
      return true;
    }).catch((error: unknown) => {
      if (error === STALE) return false;
      throw error;
    });
  }

  const deleteJobs = async (group: readonly Settled[], db?: Db) =>
    (await boss.deleteJob(names.events, attempts(group), db && { db })) as Fenced;

  /**
   * Reports the outcomes of a settled group. If another sender has taken a job, that sender reports its outcomes. If an
   * earlier statement had no response, it probably settled the jobs that are gone.
   */
  function conclude(group: readonly Settled[], result: Fenced | undefined) {
    forget(group);
    const isComplete = !result || result.affected === group.length;
    const settled = isComplete ? undefined : new Set(result.settled);
    for (const { job, fates, wasTried } of group) {
      if (settled && !settled.has(job.id) && !wasTried) continue;
      for (const [index, outcome] of job.outcomes.entries())
        if (outcome && fates[index] !== 'back') ended(job, outcome);
    }
  }

  function forget(group: readonly Settled[]) {
    const gone = new Set(group);
    waiting = waiting.filter((each) => !gone.has(each));
    for (const { job } of group) held.release(job);
  }

  return {
    get waiting() {
      return waiting.length;
    },
    add(job, fates) {
      waiting.push({ job, fates, wasTried: false });
    },
    async flush() {
      // Joins a flush that is already running. Jobs that were added since are settled by the next one.
      flushing ??= turns(flush).finally(() => {
        flushing = undefined;
      });
      return flushing;
    },
  };
}

const STALE = Symbol('another sender has the job');

const attempts = (group: readonly Settled[]) =>
  group.map(({ job: { id, retryCount } }) => ({ id, retryCount }));

const isDuplicate = ({ job }: Settled) =>
  job.outcomes.some((outcome) => outcome !== undefined && mayHaveArrived(job, outcome));

const deadJobs = ({ job, fates }: Settled) =>
  job.outcomes.flatMap((outcome, index) =>
    outcome && outcome.end !== 'delivered' && fates[index] === 'dead'
      ? [deadJob(job.texts[index] ?? '', reasonOf(job, outcome))]
      : [],
  );

/** Returns the job of the events that stay in the queue. It keeps its id, and therefore its position in the queue. */
function remainingJob({ job, fates }: Settled) {
  const stays = (index: number) => fates[index] === 'back';
  const events = job.texts.filter((_, index) => stays(index));
  if (events.length === 0) return [];
  const isSent = job.outcomes.some(
    (outcome, index) => stays(index) && outcome && mayHaveArrived(job, outcome),
  );
  const data: JobData = { v: 1, events, ...(isSent ? { mayBeDuplicate: true } : {}) };
  return [{ id: job.id, data }];
}
