/** Opens pg-boss for a producer or a sender. */
import { type ConstructorOptions, type DatabaseOptions, PgBoss } from 'pg-boss';
import { type DatabaseContext, databaseError } from './database-errors.ts';
import { FleetError } from './errors.ts';

/** A connection string, or the options of node-postgres. */
export type PostgresOptions = string | Omit<DatabaseOptions, 'schema' | 'db' | 'max'>;

export const DEFAULT_SCHEMA = 'pushspec';

/** How to reach the database. */
export interface Target extends DatabaseContext {
  readonly postgres: PostgresOptions;
}

/** Timeouts of a connection attempt and of a statement, in milliseconds. */
const CONNECT_MS = 5_000;
const STATEMENT_MS = 30_000;

/** Checks `postgres` and `schema`. @throws TypeError if one of them is invalid */
export function targetOf({
  postgres,
  schema = DEFAULT_SCHEMA,
}: {
  postgres: PostgresOptions;
  schema?: string | undefined;
}): Target {
  const isOptions = typeof postgres === 'object' && postgres !== null;
  if (!isOptions && !(typeof postgres === 'string' && postgres !== '')) {
    throw new TypeError(
      '`postgres` must be a connection string, such as postgres://user@127.0.0.1/db, or an object',
    );
  }
  if (
    typeof postgres === 'string' &&
    !/^(?:postgres(?:ql)?|socket):\/\//.test(postgres) &&
    !postgres.startsWith('/')
  ) {
    throw new TypeError(
      '`postgres` must begin with postgres://: use a connection string such as postgres://user@127.0.0.1/db',
    );
  }
  const given = isOptions ? postgres.connectionString : postgres;
  if (given !== undefined && isMisread(given)) {
    throw new TypeError(
      '`postgres` is not a valid connection string: percent-encode the special characters of the user and the password, such as `/` as %2F, `?` as %3F and `#` as %23, and check the port',
    );
  }
  if (!/^[a-z_][a-z0-9_]{0,49}$/.test(schema)) {
    throw new TypeError(
      '`schema` must be a name of at most 50 lowercase letters, digits and `_` that does not start with a digit',
    );
  }
  return { postgres, schema, address: addressOf(postgres) };
}

/** Returns whether a URL cannot be read, or has `/`, `?` or `#` in the password, so that a part of it is read as the host. */
function isMisread(text: string): boolean {
  if (!/^postgres(?:ql)?:/.test(text)) return false;
  if (!URL.canParse(text)) return true;
  const { username, pathname, search, hash } = new URL(text);
  return (pathname + hash).includes('@') || (username === '' && /^\?[^=]*@/.test(search));
}

/** Returns host, port and database without credentials. */
function addressOf(postgres: PostgresOptions): string {
  if (typeof postgres === 'object') {
    const { host = 'localhost', port = 5432, database = '', connectionString } = postgres;
    return connectionString === undefined ? `${host}:${port}/${database}` : addressOf(connectionString);
  }
  if (!URL.canParse(postgres)) return 'the address in `postgres`';
  const { hostname, port, pathname, searchParams } = new URL(postgres);
  const host = searchParams.get('host') ?? (decodeURIComponent(hostname) || 'localhost');
  return `${host}:${searchParams.get('port') ?? (port || '5432')}${pathname}`;
}

interface OpenOptions {
  /** Maximum number of connections. */
  readonly connections: number;
  /** Receives errors of idle connections, which the pool replaces. */
  readonly onError: (error: FleetError) => void;
}

/**
 * Opens a pool. Never migrates.
 *
 * @throws FleetError if the database is down, or if the schema is missing or has another version
 */
export async function openBoss(target: Target, { connections, onError }: OpenOptions): Promise<PgBoss> {
  const boss = new PgBoss({ ...poolOptions(target, connections), ...QUIET, migrate: false });
  boss.on('error', (error) => onError(databaseError(error, target)));
  try {
    await boss.start();
    await checkEncoding(boss, target);
    return boss;
  } catch (error) {
    const wrong = await versionError(boss, target, error);
    await boss.stop({ graceful: false }).catch(() => {});
    throw wrong ?? databaseError(error, target);
  }
}

/** Returns the options of pg-boss that name the database and the pool. */
export function poolOptions({ postgres, schema }: Target, connections: number): ConstructorOptions {
  const given: DatabaseOptions =
    typeof postgres === 'string' ? { connectionString: postgres } : { ...postgres };
  const pool = {
    application_name: 'pushspec',
    connectionTimeoutMillis: CONNECT_MS,
    // An option of node-postgres that the types of pg-boss do not list. It ends statements on a connection that died silently.
    query_timeout: STATEMENT_MS,
  };
  return { ...pool, ...given, schema, max: connections };
}

/** Turns off what the sender does itself and what nothing needs. Limits counting to once per second. */
const QUIET = {
  createSchema: false,
  supervise: false,
  schedule: false,
  registerInstance: false,
  reindex: false,
  monitorVacuum: false,
  monitorIntervalSeconds: 1,
  openTelemetry: { enabled: false },
} satisfies ConstructorOptions;

/** `SQL_ASCII` converts nothing, so that it can store everything. */
const ENCODINGS = ['UTF8', 'SQL_ASCII'];

/** @throws FleetError if some events could not be stored, and would make the pushes of others fail */
async function checkEncoding(boss: PgBoss, { address }: Target) {
  const { rows } = await boss.getDb().executeSql('SHOW server_encoding');
  const [{ server_encoding: encoding } = {}] = rows as { server_encoding?: string }[];
  if (encoding !== undefined && ENCODINGS.includes(encoding)) return;
  throw new FleetError(
    'database-encoding',
    `the database at ${address} has the encoding ${encoding}, which cannot store every event: create one with \`CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0\``,
  );
}

async function versionError(boss: PgBoss, target: Target, error: unknown): Promise<FleetError | undefined> {
  if ((error as Error | undefined)?.message !== 'pg-boss database requires migrations') return undefined;
  const found = await boss.schemaVersion().catch(() => null);
  return new FleetError(
    'schema-version',
    `the tables in the schema of the option \`schema\` (${target.schema}) at ${target.address} have version ${found}, but the installed pg-boss needs another version. ` +
      `Run \`pushspec fleet migrate --postgres URL --schema ${target.schema}\`, or install the version of pg-boss that created them.`,
    { cause: error },
  );
}
