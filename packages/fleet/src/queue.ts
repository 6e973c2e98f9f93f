/** The producer side: a durable queue of events for one account. */
import { createRequire } from 'node:module';
import { type NodeRequirement, requireNode } from '@pushspec/contract/node-version';
import type { Db, PgBoss } from 'pg-boss';
import { apis, type FleetApi, type FleetTypes } from './apis/index.ts';
import { openBoss, type PostgresOptions, type Target, targetOf } from './connection.ts';
import { databaseError } from './database-errors.ts';
import { type DeadLetter, deadLettersIn, type ListOptions, retryDeadLetters } from './dead-letters.ts';
import { FleetError, InvalidEventsError, isFleetError } from './errors.ts';
import { createInserter } from './inserter.ts';
import { DEFAULT_JOB_BYTES, jobsOf, type NewJob } from './job.ts';
import { type QueueNames, queueNames } from './names.ts';
import { ensureQueues } from './queues.ts';
import { serialize } from './serialize.ts';
import { type QueueStats, statsOf } from './stats.ts';
import { type Transaction, transactionDb } from './transaction.ts';

export interface QueueOptions<Api extends FleetApi = FleetApi> {
  /**
   * The database: a connection string, or the options of node-postgres.
   *
   * @example postgres: process.env.DATABASE_URL
   */
  readonly postgres: PostgresOptions;
  /**
   * The schema of the queue's tables. `pushspec fleet migrate` creates it.
   *
   * @default 'pushspec'
   */
  readonly schema?: string | undefined;
  /**
   * The API that the events are sent to.
   *
   * @example api: 'cloudmonitor'
   */
  readonly api: Api;
  /**
   * A name of your choice for what the rate limit applies to: a CloudMonitor account, a BlueKing data id, a Guance API
   * key. All processes that share the limit must use the same name.
   *
   * @example account: 'cloudmonitor/1234567890'
   */
  readonly account: string;
  /** BlueKing only: the kind of data that the data id is registered for. */
  readonly kind?: 'metric' | 'event' | undefined;
  /**
   * Whether `push()` validates events against the contract. `false` only serializes them, for callers that have already
   * validated them.
   *
   * @default true
   */
  readonly validate?: boolean | undefined;
  /**
   * How long `push()` waits while PostgreSQL is unavailable or full, in milliseconds. Then it rejects. `0` rejects
   * immediately.
   *
   * @default 30000
   */
  readonly waitMs?: number | undefined;
  /**
   * Maximum number of connections. A producer needs one. A transaction that you pass to `push()` uses your own
   * connection.
   *
   * @default 1
   */
  readonly connections?: number | undefined;
  /**
   * Maximum number of events in one job. After a crash, a job is sent again as a whole.
   *
   * @default 1; 500 for BlueKing, whose rate limit is more events per second than PostgreSQL can handle as jobs
   */
  readonly eventsPerJob?: number | undefined;
  /** Called when an idle connection is lost. The pool replaces it. */
  readonly onError?: ((error: FleetError) => unknown) | undefined;
}

export interface PushOptions {
  /**
   * Your own transaction, so that the events are committed together with your rows: a client of node-postgres, or an
   * adapter of pg-boss such as `fromKnex(trx)`. `push()` then resolves before you commit.
   *
   * @example await queue.push(event, { transaction: client });
   */
  readonly transaction?: Transaction | undefined;
}

/** A durable queue. `await using` closes it at the end of the block. */
export interface EventQueue<Api extends FleetApi = FleetApi> {
  readonly api: Api;
  readonly account: string;
  /**
   * Validates and stores one event, or several. Resolves after the commit. The events of one process are sent in the
   * order in which they were pushed.
   *
   * @throws InvalidEventsError if some events are invalid; the others are stored
   * @throws FleetError if PostgreSQL is not available within `waitMs`, or fails; `mayBeStored` says whether the commit
   * may have succeeded
   */
  push(
    events: FleetTypes[Api]['event'] | readonly FleetTypes[Api]['event'][],
    options?: PushOptions,
  ): Promise<void>;
  /**
   * Returns events that the vendor refused or that the sender gave up on, oldest first, with the reason. Needs the
   * privileges of a sender.
   */
  deadLetters(options?: ListOptions): Promise<readonly DeadLetter<FleetTypes[Api]['event']>[]>;
  /** Puts dead letters back into the queue, and returns how many. Needs the privileges of a sender. */
  retry(ids: readonly string[]): Promise<number>;
  /** Returns the current state of the queue. Needs the privileges of a sender. Alert on `oldestSeconds`. */
  stats(): Promise<QueueStats>;
  /** Waits for pending pushes, and closes the connections. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** The parts of a queue that a sender uses. */
export interface QueueInternals {
  readonly target: Target;
  readonly names: QueueNames;
  readonly eventsPerJob: number;
}

const internals = new WeakMap<object, QueueInternals>();

/** Returns the internals of a queue. @throws TypeError if `openQueue()` did not create it */
export function internalsOf(queue: object): QueueInternals {
  const found = internals.get(queue);
  if (!found)
    throw new TypeError('`queue` must be a result of `openQueue()` from the same copy of @pushspec/fleet');
  return found;
}

/**
 * Opens the queue of an account. Never creates or migrates tables: run `pushspec fleet migrate` for that.
 *
 * @throws TooOldNodeError if Node.js is too old
 * @throws TypeError if an option is invalid
 * @throws FleetError if PostgreSQL is not available, or if the schema, the version or the privileges are wrong; the
 * message says what to do
 * @example
 * const queue = await openQueue({ postgres: process.env.DATABASE_URL, api: 'cloudmonitor', account: '1234567890' });
 * await queue.push({ name: 'deploy', content: '1.4' });
 */
export async function openQueue<const Api extends FleetApi>(
  options: QueueOptions<Api>,
): Promise<EventQueue<Api>> {
  requireNode(createRequire(import.meta.url)('../package.json') as NodeRequirement);
  const { api, account, waitMs = 30_000, connections = 1, onError = () => {} } = options;
  if (!Object.hasOwn(apis, api))
    throw new TypeError(`\`api\` must be one of ${Object.keys(apis).join(', ')}`);
  if (!(waitMs >= 0)) throw new TypeError('`waitMs` must be a number of milliseconds, at least 0');
  if (!(Number.isInteger(connections) && connections >= 1))
    throw new TypeError('`connections` must be an integer of at least 1');
  const target = targetOf(options);
  const names = queueNames(api, account);
  const { validatorOf, eventsPerJob: usual } = apis[api];
  const maxEvents = options.eventsPerJob ?? usual;
  if (!(Number.isInteger(maxEvents) && maxEvents >= 1))
    throw new TypeError('`eventsPerJob` must be an integer of at least 1');
  const validate = options.validate === false ? undefined : await validatorOf(options);
  const boss = await openBoss(target, { connections, onError });
  try {
    await ensureQueues(boss, names, target, account);
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => {});
    throw error;
  }
  const queue = queueOn<Api>(boss, { api, account, target, names, waitMs, maxEvents, validate });
  internals.set(queue, { target, names, eventsPerJob: maxEvents });
  return queue;
}

interface QueueParts<Api extends FleetApi> {
  readonly api: Api;
  readonly account: string;
  readonly target: Target;
  readonly names: QueueNames;
  readonly waitMs: number;
  readonly maxEvents: number;
  readonly validate: Parameters<typeof serialize>[1];
}

function queueOn<Api extends FleetApi>(boss: PgBoss, parts: QueueParts<Api>): EventQueue<Api> {
  type Event = FleetTypes[Api]['event'];
  const { api, account, target, names, waitMs, maxEvents, validate } = parts;
  let closing: Promise<void> | undefined;
  const insert = (jobs: readonly NewJob[], db?: Db) => boss.insert(names.events, [...jobs], db && { db });
  const errorOf = (error: unknown, mayBeStored = false) => databaseError(error, target, mayBeStored);
  const inserter = createInserter({ insert, errorOf, waitMs });
  const open = () => {
    if (closing)
      throw new FleetError('closed', `the queue of ${account} is closed: use it before \`close()\``);
  };
  const reading = async <Result>(read: () => Promise<Result>): Promise<Result> => {
    open();
    return read().catch((error: unknown) => {
      throw error instanceof TypeError ? error : errorOf(error);
    });
  };
  /** What a producer is not allowed to do. */
  const managing = async <Result>(name: string, run: () => Promise<Result>): Promise<Result> => {
    try {
      return await reading(run);
    } catch (error) {
      if (!isFleetError(error) || error.code !== 'permission-denied') throw error;
      throw new FleetError(
        'permission-denied',
        `\`${name}()\` needs the privileges of a sender: ${(error.cause as Error).message}. ` +
          'Connect with a role that has the sender role of `pushspec fleet grants`.',
        { cause: error.cause },
      );
    }
  };

  return {
    api,
    account,
    async push(events, { transaction } = {}) {
      open();
      const list: readonly unknown[] = Array.isArray(events) ? events : [events];
      const { texts, refused } = serialize(list, validate);
      const jobs = jobsOf(texts, { maxEvents, maxBytes: DEFAULT_JOB_BYTES });
      if (jobs.length > 0 && transaction) await reading(() => insert(jobs, transactionDb(transaction)));
      else if (jobs.length > 0) await inserter.add(jobs);
      if (refused.length > 0) throw new InvalidEventsError(refused, texts.length, transaction !== undefined);
    },
    deadLetters: (options) => managing('deadLetters', () => deadLettersIn<Event>(boss, names, options)),
    retry: (ids) => managing('retry', () => retryDeadLetters(boss, names, ids)),
    stats: () => managing('stats', () => statsOf(boss, names)),
    close() {
      closing ??= inserter.idle().then(() => boss.stop({ graceful: false }));
      return closing;
    },
    [Symbol.asyncDispose]() {
      return this.close();
    },
  };
}
