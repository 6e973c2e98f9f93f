/** Converts errors of PostgreSQL and pg-boss into messages that say what to do. */
import { FleetError, type FleetErrorCode } from './errors.ts';

/** Where the error occurred. */
export interface DatabaseContext {
  /** Host, port and database, without credentials. */
  readonly address: string;
  readonly schema: string;
}

interface PostgresError {
  readonly code?: string;
  readonly message?: string;
  readonly table?: string;
}

/** Node error codes for a connection that failed or was lost. */
const CONNECTION =
  /^(?:ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOENT)$/;
/** Messages of node-postgres errors that have no code. */
const LOST =
  /Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|Client has encountered a connection error|not queryable/i;

/**
 * SQLSTATE codes: 08 is the connection, 57P shutdown and startup, 53 resources, and 55P03 a lock.
 */
const TEMPORARY = /^(?:08|57P|53[23]|55P03)/;

/** Returns a `FleetError` that says what to do. Returns a given `FleetError` unchanged. */
export function databaseError(
  error: unknown,
  { address, schema }: DatabaseContext,
  mayBeStored = false,
): FleetError {
  if (error instanceof FleetError) return error;
  const { code = '', message = String(error) } = innermost(error);
  const unknown = mayBeStored
    ? ' The events of this call may have been stored: if you push them again, they may be sent twice.'
    : '';
  const cannot = (name: FleetErrorCode, text: string) =>
    new FleetError(name, `${text}${unknown}`, { cause: error, mayBeStored });
  const option = `\`schema\` (${schema})`;
  if (code === '53100' || /No space left on device/i.test(message))
    return cannot(
      'database-full',
      `PostgreSQL at ${address} has no disk space left: ${message}. Free up space, then push again.`,
    );
  if (code.startsWith('40')) {
    return cannot(
      'database-unavailable',
      `PostgreSQL at ${address} aborted a statement that conflicted with another one: ${message}. Try again.`,
    );
  }
  if (code === '25006') {
    return cannot(
      'database-unavailable',
      `PostgreSQL at ${address} is read-only: ${message}. Connect to the primary server.`,
    );
  }
  if (code === '57014') {
    return cannot(
      'database-unavailable',
      `PostgreSQL at ${address} took too long: ${message}. Raise \`statement_timeout\`, or try again when it has less to do.`,
    );
  }
  if (code === '25P02') {
    return cannot(
      'database-error',
      `PostgreSQL at ${address} ignores your transaction, because an earlier statement of it failed: ${message}. Roll it back first.`,
    );
  }
  if (/does not support SSL/.test(message)) {
    return cannot(
      'database-error',
      `PostgreSQL at ${address} has TLS turned off: ${message}. Remove \`ssl\` or \`sslmode\` from the option \`postgres\`, or turn TLS on in PostgreSQL.`,
    );
  }
  if (CONNECTION.test(code) || LOST.test(message) || TEMPORARY.test(code)) {
    return cannot(
      'database-unavailable',
      `PostgreSQL at ${address} is not available: ${message || code}. Check that it is running, and check the option \`postgres\`.`,
    );
  }
  if (/^(?:28|3D000)/.test(code) || /client password must be/.test(message)) {
    return cannot(
      'login-refused',
      `PostgreSQL at ${address} refused the login: ${message}. Check the user, password and database in the option \`postgres\`.`,
    );
  }
  if (message === 'pg-boss is not installed' || code === '3F000' || code === '42P01') {
    return cannot(
      'schema-missing',
      `the schema of the option ${option} at ${address} has no queue tables. ` +
        `Run \`pushspec fleet migrate --postgres URL --schema ${schema}\` with a role that can create them.`,
    );
  }
  if (code === 'PGBOSS_QUEUE_NOT_FOUND') {
    return cannot(
      'queue-missing',
      `${message} in the schema ${schema} at ${address}, because it was deleted. ` +
        `Run \`pushspec fleet migrate --postgres URL --schema ${schema}\` with \`--api\` and \`--account\`.`,
    );
  }
  if (code === '42501') {
    return cannot(
      'permission-denied',
      `the role lacks a privilege in the schema of the option ${option} at ${address}: ${message}. ` +
        `Run the SQL that \`pushspec fleet grants --schema ${schema}\` prints.`,
    );
  }
  return cannot('database-error', `PostgreSQL at ${address} failed: ${message}`);
}

/** Returns whether the same statement may succeed later, because the database was not available or was full. */
export const isTemporary = (error: unknown): boolean =>
  databaseError(error, { address: '', schema: '' }).retryable;

/** Errors of an attempt to connect, before any statement. */
const UNCONNECTED =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENOENT|57P03|53300)$|trying to connect/;
/** The server ended the connection. */
const ENDED = /^(?:08|57P0[12])/;

/** Returns whether a statement that failed with this error may have been committed. */
export function mayHaveCommitted(error: unknown): boolean {
  const { code = '', message = '' } = innermost(error instanceof FleetError ? error.cause : error);
  if (UNCONNECTED.test(code) || UNCONNECTED.test(message)) return false;
  return CONNECTION.test(code) || ENDED.test(code) || LOST.test(message);
}

/** Returns the error that has a code. An `AggregateError` contains one error for each address. */
function innermost(error: unknown): PostgresError {
  const { code, errors, cause } = (error ?? {}) as PostgresError & { errors?: unknown[]; cause?: unknown };
  if (code === undefined && Array.isArray(errors) && errors.length > 0) return innermost(errors[0]);
  if (code === undefined && cause) return { ...(error as PostgresError), ...innermost(cause) };
  return { code: code ?? '', message: (error as Error)?.message ?? String(error) };
}
