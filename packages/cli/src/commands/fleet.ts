/** Adds `pushspec fleet`, which prepares a PostgreSQL database for the queues of `@pushspec/fleet`. */
import { type Command, Option } from 'commander';
import { allApis } from '../apis/index.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { fleetSetup } from '../fleet-package.ts';
import { type Streams, say, writeJson } from '../streams.ts';

interface MigrateFlags {
  postgres?: string;
  schema?: string;
  api?: string;
  account?: string[];
  json?: true;
}

interface GrantsFlags {
  schema?: string;
  producer?: string;
  sender?: string;
}

const schemaOption = () => new Option('--schema <name>', "schema of the queues' tables (default: pushspec)");

export function addFleet(program: Command, streams: Streams): void {
  const fleet = program
    .command('fleet')
    .summary('prepare PostgreSQL for a fleet')
    .description('Prepares a PostgreSQL database for the queues of @pushspec/fleet.');
  fleet
    .command('migrate')
    .summary('create or migrate the tables')
    .description(
      'Creates the tables of the queues, or migrates them to the installed version of pg-boss. Run it as a deployment step.',
    )
    .addOption(
      new Option('--postgres <url>', 'database, with a role that can create tables').env('DATABASE_URL'),
    )
    .addOption(schemaOption())
    .addOption(new Option('--api <name>', 'API of the accounts').choices(allApis.map(({ name }) => name)))
    .option(
      '--account <name...>',
      'also create the queues of these accounts, for producers that are not allowed to',
    )
    .option('--json', 'print the versions before and after as one line of JSON')
    .addHelpText(
      'beforeAll',
      'Example:\n  $ pushspec fleet migrate --postgres postgres://owner@127.0.0.1/app\n',
    )
    .action((flags: MigrateFlags) => runMigrate(flags, streams));
  fleet
    .command('print-sql')
    .summary('print the SQL that creates the tables')
    .description(
      'Prints the SQL that creates the schema and its tables, for an administrator who runs it by hand.',
    )
    .addOption(schemaOption())
    .addHelpText('beforeAll', 'Example:\n  $ pushspec fleet print-sql > tables.sql\n')
    .action(({ schema }: GrantsFlags) =>
      printed(streams, async () => (await fleetSetup()).tablesSql(schema)),
    );
  fleet
    .command('grants')
    .summary('print the SQL that grants privileges to producers and senders')
    .description(
      'Prints SQL for two roles: one that can insert events but not read them, and one that sends them. Run it as the owner of the tables, after each migration.',
    )
    .addOption(schemaOption())
    .option('--producer <role>', 'role that inserts (default: pushspec_producer)')
    .option('--sender <role>', 'role that sends (default: pushspec_sender)')
    .addHelpText('beforeAll', 'Example:\n  $ pushspec fleet grants | psql postgres://owner@127.0.0.1/app\n')
    .action((flags: GrantsFlags) => printed(streams, async () => (await fleetSetup()).grantsSql(flags)));
}

async function runMigrate(
  { postgres, schema, api, account, json }: MigrateFlags,
  streams: Streams,
): Promise<void> {
  const { migrate } = await fleetSetup();
  if (!postgres)
    throw new CommandFailure(
      EXIT.usage,
      'name the database with `--postgres`, or in the environment variable DATABASE_URL',
    );
  if (account && !api)
    throw new CommandFailure(EXIT.usage, '`--account` needs `--api`: name the API of the accounts');
  const names = (account ?? []).map((name) => ({ api, account: name }));
  const { before, after } = await explained(() =>
    migrate({ postgres, schema, accounts: names as Parameters<typeof migrate>[0]['accounts'] }),
  );
  if (json) return writeJson(streams, { before, after, accounts: account ?? [] });
  const done =
    before === after
      ? `the tables are already at version ${after}`
      : before === null
        ? `created the tables, version ${after}`
        : `migrated the tables from version ${before} to ${after}`;
  say(streams, account ? `${done}; created the queues of ${account.join(', ')}` : done);
}

async function printed(streams: Streams, sql: () => Promise<string>): Promise<void> {
  streams.stdout.write(`${(await explained(sql)).trimEnd()}\n`);
}

/** Converts errors of the fleet into exit codes. */
async function explained<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof CommandFailure) throw error;
    const { name, code, message } = error as Error & { code?: string };
    if (name === 'TypeError') throw new CommandFailure(EXIT.usage, message, { cause: error });
    if (name !== 'FleetError') throw error;
    const exits: Readonly<Record<string, number>> = {
      'database-unavailable': EXIT.network,
      'login-refused': EXIT.credentials,
      'permission-denied': EXIT.credentials,
    };
    throw new CommandFailure((exits[code ?? ''] ?? EXIT.refused) as typeof EXIT.refused, message, {
      cause: error,
    });
  }
}
