/** Creates the queues of an account. */
import type { PgBoss, Queue } from 'pg-boss';
import { type DatabaseContext, databaseError } from './database-errors.ts';
import { FleetError } from './errors.ts';
import { LEADERS, type QueueNames } from './names.ts';

/** Seconds without a heartbeat after which the jobs of a dead process return to the queue. The minimum of pg-boss. */
export const HEARTBEAT_SECONDS = 10;

/**
 * The maximum of pg-boss. A job that a sender holds for longer would return to the queue, so a leader hands over
 * earlier.
 */
const DAY_SECONDS = 86_400;

/** Ten years, because pg-boss silently deletes jobs that wait for longer. Alert on the age instead. */
const RETENTION_SECONDS = 10 * 365 * DAY_SECONDS;

/** The largest integer of PostgreSQL, so that pg-boss never gives up on a job whose sender died. */
const UNLIMITED = 2_147_483_647;

const KEEP = {
  retentionSeconds: RETENTION_SECONDS,
  retryLimit: UNLIMITED,
  retryDelay: 0,
  expireInSeconds: DAY_SECONDS,
};

const settingsOf = ({ events, rejected, lease }: QueueNames): readonly Queue[] => [
  { name: events, policy: 'standard', heartbeatSeconds: HEARTBEAT_SECONDS, ...KEEP },
  { name: rejected, policy: 'standard', ...KEEP },
  { name: lease, policy: 'exclusive', heartbeatSeconds: HEARTBEAT_SECONDS, ...KEEP },
  { name: LEADERS, policy: 'standard', ...KEEP },
];

/**
 * Creates the queues that do not exist yet.
 *
 * @throws FleetError if they do not exist and the role is not allowed to create them
 */
export async function ensureQueues(
  boss: PgBoss,
  names: QueueNames,
  context: DatabaseContext,
  account: string,
): Promise<void> {
  try {
    const settings = settingsOf(names);
    const existing = await boss.getQueues(settings.map(({ name }) => name));
    const missing = settings.filter(({ name }) => !existing.some((queue) => queue.name === name));
    for (const { name, ...options } of missing) await boss.createQueue(name, options);
  } catch (error) {
    const failure = databaseError(error, context);
    if (failure.code !== 'permission-denied') throw failure;
    throw new FleetError(
      'queue-missing',
      `the queues of the option \`account\` (${account}) do not exist in the schema ${context.schema} at ${context.address}, and this role is not allowed to create them. ` +
        `Run \`pushspec fleet migrate --postgres URL --schema ${context.schema}\` with \`--api\` and \`--account\`, or start a sender first.`,
      { cause: error },
    );
  }
}
