/** Dead letters: events that are not sent again, because the vendor refused them or the sender gave up on them. */
import type { PgBoss } from 'pg-boss';
import { v7 } from 'uuid';
import { isJobData, type JobData } from './job.ts';
import type { QueueNames } from './names.ts';

/** Why an event is not sent again. */
export interface DeadReason {
  /** `rejected`: the vendor refuses it. `dropped`: the sender gave up on it. */
  readonly end: 'rejected' | 'dropped';
  /** Reason code of the vendor's contract, or the cause of the drop. */
  readonly code: string;
  readonly message: string;
  /** Whether the vendor may have accepted it in a request whose result is unknown. */
  readonly mayHaveArrived: boolean;
}

/** The data of a dead letter's job. */
export interface DeadData extends JobData {
  readonly reason: DeadReason;
}

export interface DeadLetter<Event = unknown> {
  /** Pass it to `retry()`. */
  readonly id: string;
  readonly event: Event;
  readonly reason: DeadReason;
  readonly at: Date;
}

export interface ListOptions {
  /**
   * Maximum number of dead letters, at most 100000.
   *
   * @default 1000
   */
  readonly limit?: number | undefined;
  /** Continues after the dead letter with this id. */
  readonly after?: string | undefined;
}

/** Returns the job that stores an event and its reason. */
export const deadJob = (text: string, reason: DeadReason) => ({
  id: v7(),
  data: { v: 1, events: [text], reason } satisfies DeadData,
});

export async function deadLettersIn<Event>(
  boss: PgBoss,
  { rejected }: QueueNames,
  { limit = 1000, after }: ListOptions = {},
): Promise<readonly DeadLetter<Event>[]> {
  const jobs = await boss.findJobs<DeadData>(rejected, { limit, ...(after === undefined ? {} : { after }) });
  return jobs
    .filter(({ data }) => isJobData(data))
    .map(({ id, data, createdOn }) => ({
      id,
      event: JSON.parse(data.events[0] ?? 'null') as Event,
      reason: data.reason,
      at: createdOn,
    }));
}

/** Moves dead letters back into the queue, all or none of them. Returns how many. */
export async function retryDeadLetters(
  boss: PgBoss,
  { rejected, events }: QueueNames,
  ids: readonly string[],
): Promise<number> {
  const found = await Promise.all([...new Set(ids)].map((id) => boss.findJobs<DeadData>(rejected, { id })));
  const dead = found.flat().filter(({ data }) => isJobData(data));
  if (dead.length === 0) return 0;
  return inTransaction(boss, async (db) => {
    await boss.insert(
      events,
      dead.map(({ data }) => ({ id: v7(), data: retried(data) })),
      { db },
    );
    const { affected } = (await boss.deleteJob(
      rejected,
      dead.map(({ id }) => id),
      { db },
    )) as { affected: number };
    // Another call has moved some of them.
    if (affected !== dead.length)
      throw new Error('another call changed these dead letters: list them again, then retry');
    return affected;
  });
}

const retried = ({ v, events, reason }: DeadData): JobData => ({
  v,
  events,
  ...(reason.mayHaveArrived ? { mayBeDuplicate: true } : {}),
});

type Transaction =
  Parameters<NonNullable<ReturnType<PgBoss['getDb']>['beginTransaction']>> extends []
    ? Awaited<ReturnType<NonNullable<ReturnType<PgBoss['getDb']>['beginTransaction']>>>
    : never;

/** Runs statements in one transaction. Rolls it back if the function rejects. */
export async function inTransaction<Result>(
  boss: PgBoss,
  run: (db: Transaction['db']) => Promise<Result>,
): Promise<Result> {
  const transaction = await boss.getDb().beginTransaction?.();
  if (!transaction) throw new Error('this connection of pg-boss does not support transactions');
  try {
    const result = await run(transaction.db);
    await transaction.commit();
    return result;
  } catch (error) {
    await transaction.rollback();
    throw error;
  }
}
