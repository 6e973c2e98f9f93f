/** The state of a queue. */
import type { PgBoss } from 'pg-boss';
import { LEADERS, type QueueNames } from './names.ts';

export interface QueueStats {
  /** Number of waiting jobs; in a long queue, it may be a second old. A job has one event, or up to `eventsPerJob`. */
  readonly waiting: number;
  /** Number of jobs that the sender holds. */
  readonly active: number;
  /** Number of dead letters. */
  readonly rejected: number;
  /** Age of the oldest event that is not delivered yet, in seconds; 0 if there is none. Alert on it. */
  readonly oldestSeconds: number;
  /** Name of the active sender; `undefined` if none is active. */
  readonly leader: string | undefined;
  /** Number of times that the leadership has changed; `undefined` before the first sender. */
  readonly epoch: number | undefined;
}

/** What a leader writes about itself. */
export interface LeaderData {
  readonly name: string;
  readonly epoch: number;
}

export async function statsOf(boss: PgBoss, { events, rejected, lease }: QueueNames): Promise<QueueStats> {
  // pg-boss counts at most once per second.
  await boss.supervise(events);
  await boss.supervise(rejected);
  const [queues, [token], leaders, first, dead] = await Promise.all([
    boss.getQueues([events, rejected]),
    boss.findJobs(lease, { limit: 1 }),
    boss.findJobs<LeaderData>(LEADERS, { key: lease, limit: 1 }),
    boss.findJobs(events, { limit: EXACT_JOBS }),
    boss.findJobs(rejected, { limit: EXACT_JOBS }),
  ]);
  const counted = (queue: string, jobs: typeof first) =>
    countOf(
      jobs,
      queues.find(({ name }) => name === queue),
    );
  const { waiting, active } = counted(events, first);
  const [oldest] = first;
  const named = leaders[0]?.data;
  return {
    waiting,
    active,
    rejected: counted(rejected, dead).waiting,
    oldestSeconds: oldest ? Math.max(0, (Date.now() - oldest.createdOn.getTime()) / 1000) : 0,
    leader: token?.state === 'active' && named?.epoch === token.retryCount ? named.name : undefined,
    epoch: token?.retryCount,
  };
}

/** Shorter queues are counted exactly. pg-boss counts the others once per second. */
const EXACT_JOBS = 100;

function countOf(
  jobs: readonly { readonly state: string }[],
  queue: { readonly queuedCount: number; readonly activeCount: number } | undefined,
) {
  if (jobs.length === EXACT_JOBS)
    return { waiting: queue?.queuedCount ?? 0, active: queue?.activeCount ?? 0 };
  const active = jobs.filter(({ state }) => state === 'active').length;
  return { waiting: jobs.length - active, active };
}
