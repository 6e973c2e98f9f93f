/** Errors of the queue. Each message says what is wrong, where, and what to do. */

/**
 * - `database-unavailable`: PostgreSQL does not respond, is starting, has no free connection, or aborted a statement
 *   that conflicted with another one
 * - `database-full`: PostgreSQL has no space left
 * - `login-refused`: PostgreSQL refuses the user, the password or the database of the option `postgres`
 * - `schema-missing`: the schema has no tables of pg-boss
 * - `schema-version`: the tables belong to another version of pg-boss
 * - `permission-denied`: the role lacks a privilege on a table
 * - `queue-missing`: the queues of the account do not exist, and this role is not allowed to create them
 * - `unguarded-client`: the client of a sender does not use the `fetch` that it was given
 * - `unknown-job`: a job was written by another version of this package; it stays in the queue
 * - `conflict`: another call changed the same dead letters
 * - `database-encoding`: the database cannot store every character, because its encoding is not UTF8
 * - `closed`: the queue or sender was closed
 * - `database-error`: any other error of PostgreSQL
 */
export type FleetErrorCode =
  | 'database-unavailable'
  | 'database-full'
  | 'login-refused'
  | 'schema-missing'
  | 'schema-version'
  | 'permission-denied'
  | 'queue-missing'
  | 'unguarded-client'
  | 'unknown-job'
  | 'conflict'
  | 'database-encoding'
  | 'closed'
  | 'database-error';

/** An operation on the queue failed. */
export class FleetError extends Error {
  override readonly name = 'FleetError';
  declare readonly code: FleetErrorCode;
  /** Whether the same call may succeed later without a change. */
  declare readonly retryable: boolean;
  /** Whether the events of a `push()` may have been stored, because the result of the commit is unknown. */
  declare readonly mayBeStored: boolean;

  constructor(
    code: FleetErrorCode,
    message: string,
    options: { readonly cause?: unknown; readonly mayBeStored?: boolean } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.retryable = code === 'database-unavailable' || code === 'database-full';
    this.mayBeStored = options.mayBeStored ?? false;
  }
}

/** An event that violates the contract, or that cannot be written as JSON. */
export interface RefusedEvent {
  /** Position in the list that was pushed. */
  readonly index: number;
  /** Code of the first reason in the contract, or `not-json`. */
  readonly reason: string;
  /** JSON pointer into the event. */
  readonly pointer: string;
  readonly message: string;
  readonly fix: string;
}

/** Some events of a `push()` are invalid. The others are stored. */
export class InvalidEventsError extends Error {
  override readonly name = 'InvalidEventsError';
  declare readonly refused: readonly RefusedEvent[];
  /** Number of events of the same call that were stored. */
  declare readonly stored: number;

  /** @param transaction Whether the others were added to a transaction of the caller */
  constructor(refused: readonly RefusedEvent[], stored: number, transaction = false) {
    const [first] = refused;
    const where = first && (first.pointer ? ` at ${first.pointer}` : '');
    const which = refused.length + stored === 1 ? 'the event' : `event ${first?.index}`;
    const others = refused.length > 1 ? ` See \`refused\` for ${refused.length - 1} more.` : '';
    const verb = transaction ? 'added to your transaction' : 'stored';
    const kept = stored > 0 ? ` The valid events were ${verb} (${stored}).` : '';
    super(`${which} is invalid (${first?.reason}): ${first?.message}${where}. ${first?.fix}${others}${kept}`);
    this.refused = refused;
    this.stored = stored;
  }
}

/** Returns whether an error is a `FleetError`, including one from another copy of this package. */
export function isFleetError(error: unknown): error is FleetError {
  const { name, code } = (error ?? {}) as Partial<FleetError>;
  return name === 'FleetError' && typeof code === 'string';
}
