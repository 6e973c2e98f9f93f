/** Generates SQL for two roles: one that can insert but not read payloads, and one that sends. */
import { targetOf } from '../connection.ts';

export interface GrantsOptions {
  /** @default 'pushspec' */
  readonly schema?: string | undefined;
  /** @default 'pushspec_producer' */
  readonly producer?: string | undefined;
  /** @default 'pushspec_sender' */
  readonly sender?: string | undefined;
}

/**
 * Returns SQL that creates the roles if they do not exist, and grants their privileges. Run it as the owner of the
 * tables, and again after each migration. The roles cannot log in: grant them to your login roles.
 *
 * @throws TypeError if a name is invalid
 */
export function grantsSql({
  schema,
  producer = 'pushspec_producer',
  sender = 'pushspec_sender',
}: GrantsOptions = {}): string {
  const { schema: checked } = targetOf({ postgres: 'postgres://localhost', schema });
  const [inserts, sends] = [roleName('producer', producer), roleName('sender', sender)];
  return `-- Inserts events. It cannot read, change or delete them.
${createRole(inserts)}
GRANT USAGE ON SCHEMA ${checked} TO ${inserts};
GRANT SELECT ON ${checked}.version, ${checked}.queue TO ${inserts};
GRANT INSERT ON ${checked}.job, ${checked}.job_common TO ${inserts};

-- Sends events, reads dead letters and statistics, and creates the queues of accounts.
${createRole(sends)}
GRANT USAGE ON SCHEMA ${checked} TO ${sends};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${checked} TO ${sends};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${checked} TO ${sends};
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${checked} TO ${sends};
`;
}

const createRole = (role: string) =>
  `DO $$ BEGIN CREATE ROLE ${role} NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;`;

/** @throws TypeError unless the name is valid without quotes */
function roleName(option: string, name: string): string {
  if (/^[a-z_][a-z0-9_]{0,62}$/.test(name)) return name;
  throw new TypeError(
    `\`${option}\` must be a name of at most 63 lowercase letters, digits and \`_\` that does not start with a digit`,
  );
}
