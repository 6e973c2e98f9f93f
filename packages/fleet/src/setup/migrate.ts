/** Creates and migrates the tables of pg-boss, and creates the queues of accounts. */
import { getConstructionPlans, PgBoss } from 'pg-boss';
import { apis, type FleetApi } from '../apis/index.ts';
import {
  DEFAULT_SCHEMA,
  openBoss,
  type PostgresOptions,
  poolOptions,
  type Target,
  targetOf,
} from '../connection.ts';
import { databaseError } from '../database-errors.ts';
import { FleetError } from '../errors.ts';
import { queueNames } from '../names.ts';
import { ensureQueues } from '../queues.ts';

export interface MigrateOptions {
  /** The database, with a role that can create tables in the schema. */
  readonly postgres: PostgresOptions;
  /** @default 'pushspec' */
  readonly schema?: string | undefined;
  /**
   * Accounts whose queues are created. A sender can also create them; a producer without the privileges of a sender
   * cannot.
   *
   * @default []
   */
  readonly accounts?: readonly { readonly api: FleetApi; readonly account: string }[] | undefined;
}

export interface Migrated {
  /** Version of the tables before the migration; `null` if there were none. */
  readonly before: number | null;
  readonly after: number | null;
}

/**
 * Creates the tables, or migrates them to the version of the installed pg-boss. Does nothing if they are up to date.
 * Run it as a deployment step, while senders of older versions are stopped.
 *
 * @throws TypeError if an option is invalid
 * @throws FleetError if the database is not available, or if the role is not allowed to create tables
 */
export async function migrate({ accounts = [], ...options }: MigrateOptions): Promise<Migrated> {
  const target = targetOf(options);
  const queues = accounts.map(({ api, account }) => {
    if (!Object.hasOwn(apis, api))
      throw new TypeError(`\`api\` must be one of ${Object.keys(apis).join(', ')}`);
    return { account, names: queueNames(api, account) };
  });
  const before = await installedVersion(target);
  const boss = new PgBoss({ ...poolOptions(target, 1), ...ALONE, migrate: true });
  boss.on('error', () => {});
  let after: number | null = null;
  try {
    await boss.start();
    after = await boss.schemaVersion();
  } catch (error) {
    throw migrationError(error, target);
  } finally {
    await boss.stop({ graceful: true }).catch(() => {});
  }
  // Also if there are no accounts: fails if the tables are newer than the installed pg-boss.
  const opened = await openBoss(target, { connections: 1, onError: () => {} });
  try {
    for (const { names, account } of queues) await ensureQueues(opened, names, target, account);
  } catch (error) {
    throw migrationError(error, target);
  } finally {
    await opened.stop({ graceful: false }).catch(() => {});
  }
  return { before, after };
}

/** A role without privileges needs another step here than elsewhere: `grants` and `migrate` do not help. */
function migrationError(error: unknown, target: Target): FleetError {
  const failure = databaseError(error, target);
  if (failure.code !== 'permission-denied' && failure.code !== 'queue-missing') return failure;
  const { message } = (failure.cause ?? failure) as Error;
  return new FleetError(
    'permission-denied',
    `the role is not allowed to change the schema \`${target.schema}\` at ${target.address}: ${message}. ` +
      'Migrate with the role that owns the schema, or give an administrator the SQL that `pushspec fleet print-sql` prints.',
    { cause: error },
  );
}

const ALONE = { supervise: false, schedule: false, registerInstance: false };

/** Returns the version of the tables, or `null` if there are none. @throws FleetError if the database is not available */
async function installedVersion(target: Target): Promise<number | null> {
  const boss = new PgBoss({ ...poolOptions(target, 1), ...ALONE, migrate: false });
  boss.on('error', () => {});
  try {
    // Fails if the version differs, and leaves the connection open.
    await boss.start().catch(() => {});
    return (await boss.isInstalled()) ? await boss.schemaVersion() : null;
  } catch (error) {
    throw databaseError(error, target);
  } finally {
    await boss.stop({ graceful: false }).catch(() => {});
  }
}

/** Returns the SQL that creates the schema and its tables, for an administrator who runs it by hand. */
export function tablesSql(schema: string = DEFAULT_SCHEMA): string {
  return getConstructionPlans(targetOf({ postgres: 'postgres://localhost', schema }).schema);
}
