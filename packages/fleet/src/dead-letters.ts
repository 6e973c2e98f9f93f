/** Dead letters: events that are not sent again, because the vendor refused them or the sender gave up on them. */
import type { Db, JobWithMetadata, PgBoss } from 'pg-boss';
import { validate as isUuid, v7 } from 'uuid';
import { FleetError } from './errors.ts';
import { isJobData, type JobData, storable } from './job.ts';
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

/** Returns the job that stores an event and its reason, whose message may quote what the vendor wrote. */
export function deadJob(text: string, { code, message, ...rest }: DeadReason) {
  const reason = { ...rest, code: storable(code), message: storable(message) };
  return { id: v7(), data: { v: 1, events: [text], reason } satisfies DeadData };
}

const MAX_LIMIT = 100_000;

/** @throws TypeError if an option is invalid, or if the dead letter `after` is gone */
export async function deadLettersIn<Event>(
  boss: PgBoss,
  { rejected }: QueueNames,
  { limit = 1000, after }: ListOptions = {},
): Promise<readonly DeadLetter<Event>[]> {
  if (!(Number.isInteger(limit) && limit >= 1 && limit <= MAX_LIMIT))
    throw new TypeError(`\`limit\` must be an integer from 1 to ${MAX_LIMIT}`);
  if (after !== undefined) {
    const [last] = isUuid(after) ? await boss.findJobs(rejected, { id: after }) : [];
    if (!last)
      throw new TypeError(
        `there is no dead letter with the id of the option \`after\` (${after}), maybe because it was retried: list from the start`,
      );
  }
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

/** Number of jobs of one statement. */
const GROUP = 1_000;
/** More ids than this are looked for in pages, because one statement for each of them would take long. */
const FEW = 50;

/**
 * Moves dead letters back into the queue, all or none of them. Returns how many. Ignores unknown ids.
 *
 * @throws TypeError if `ids` is not a list of ids
 */
export async function retryDeadLetters(
  boss: PgBoss,
  { rejected, events }: QueueNames,
  ids: readonly string[],
): Promise<number> {
  if (!(Array.isArray(ids) && ids.every((id) => isUuid(id))))
    throw new TypeError('`ids` must be a list of ids of dead letters, as `deadLetters()` returns them');
  const found = await findDead(boss, rejected, new Set(ids));
  const dead = found.filter(({ data }) => isJobData(data));
  if (dead.length === 0) return 0;
  return inTransaction(boss, async (db) => {
    for (let from = 0; from < dead.length; from += GROUP) {
      const group = dead.slice(from, from + GROUP);
      await boss.insert(
        events,
        group.map(({ data }) => ({ id: v7(), data: retried(data) })),
        { db },
      );
      await remove(boss, rejected, group, db);
    }
    return dead.length;
  });
}

async function remove(boss: PgBoss, rejected: string, group: readonly { readonly id: string }[], db: Db) {
  const ids = group.map(({ id }) => id);
  const { affected } = (await boss.deleteJob(rejected, ids, { db })) as { affected: number };
  if (affected !== group.length) throw conflict();
}

const conflict = () =>
  new FleetError(
    'conflict',
    'another call has retried some of these dead letters, so this one retried none: list them again, then retry what is left',
  );

async function findDead(boss: PgBoss, rejected: string, ids: ReadonlySet<string>) {
  const found: JobWithMetadata<DeadData>[] = [];
  if (ids.size <= FEW) {
    for (const id of ids) found.push(...(await boss.findJobs<DeadData>(rejected, { id })));
    return found;
  }
  for (let after: string | undefined; ; ) {
    const page = await boss
      .findJobs<DeadData>(rejected, { limit: GROUP, ...(after && { after }) })
      .catch((error: Error) => {
        throw error.message.includes('no longer exists') ? conflict() : error;
      });
    found.push(...page.filter(({ id }) => ids.has(id)));
    after = page.at(-1)?.id;
    if (page.length < GROUP || found.length === ids.size) return found;
  }
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
