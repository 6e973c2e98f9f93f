/** Runs `push()` in a transaction of the caller. */
import type { Db } from 'pg-boss';

/** A client of node-postgres, or an adapter of pg-boss for another library. */
export type Transaction =
  | { query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }> }
  | { executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }> };

/** @throws TypeError if it is neither, or a pool, which would run each statement on any of its connections */
export function transactionDb(transaction: Transaction): Db {
  if (typeof (transaction as Db).executeSql === 'function') return transaction as Db;
  const client = transaction as Extract<Transaction, { query: unknown }>;
  if (typeof client.query !== 'function') {
    throw new TypeError(
      '`transaction` must be a client of node-postgres, or an adapter of pg-boss such as `fromKnex(trx)`',
    );
  }
  if ('totalCount' in client && 'idleCount' in client) {
    throw new TypeError(
      '`transaction` must be a client of node-postgres, not a pool, which has no transaction: use `const client = await pool.connect()`',
    );
  }
  return { executeSql: (text, values) => client.query(text, values) };
}
