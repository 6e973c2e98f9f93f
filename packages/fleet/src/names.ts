/** Names of the queues of an account. */

/** Maximum size of an account name in UTF-8 bytes. The name is part of an index key, whose size PostgreSQL limits. */
const MAX_BYTES = 256;

/** The names of the queues of one account. */
export interface QueueNames {
  readonly events: string;
  /** Events that were not delivered and are not sent again, with the reason. */
  readonly rejected: string;
  /** Contains one job. The sender that holds it is the leader. */
  readonly lease: string;
}

/** The queue whose jobs describe the leaders. It is shared by all accounts. */
export const LEADERS = 'leaders';

/**
 * Returns the names of an account's queues. pg-boss allows ASCII letters, digits, `_`, `-`, `.` and `/`, so all other bytes
 * are encoded as `_` and two hex digits.
 *
 * @throws TypeError if the account is invalid
 */
export function queueNames(api: string, account: string): QueueNames {
  if (typeof account !== 'string' || account.trim() === '') {
    throw new TypeError(
      '`account` must be a non-empty string: name the account or key that the rate limit applies to',
    );
  }
  if (!account.isWellFormed())
    throw new TypeError('`account` must not contain a lone surrogate: use another name');
  if (Buffer.byteLength(account) > MAX_BYTES) {
    throw new TypeError(`\`account\` must have at most ${MAX_BYTES} bytes in UTF-8: use a shorter name`);
  }
  const suffix = `${api}/${encoded(account)}`;
  return { events: `events/${suffix}`, rejected: `rejected/${suffix}`, lease: `lease/${suffix}` };
}

function encoded(account: string): string {
  return [...Buffer.from(account)]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return /[A-Za-z0-9./-]/.test(character) ? character : `_${byte.toString(16).padStart(2, '0')}`;
    })
    .join('');
}
