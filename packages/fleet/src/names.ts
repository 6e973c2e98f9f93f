/** Names of the queues of an account. */

/** Maximum size of an account's name in bytes of UTF-8. The name is part of an index key, whose size PostgreSQL limits. */
const MOST_BYTES = 256;

/** The queues of one limit holder. */
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
 * @throws TypeError if the account is not a name
 */
export function queueNames(api: string, account: string): QueueNames {
  if (typeof account !== 'string' || account.trim() === '') {
    throw new TypeError('`account` must be a string that is not empty: name the holder of the rate limit');
  }
  if (!account.isWellFormed()) throw new TypeError('`account` must not contain half of a surrogate pair');
  if (Buffer.byteLength(account) > MOST_BYTES) {
    throw new TypeError(`\`account\` must have at most ${MOST_BYTES} bytes in UTF-8: use a shorter name`);
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
