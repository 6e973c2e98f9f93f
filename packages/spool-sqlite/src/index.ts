/** Keeps the events of a reporter in an SQLite file, so that they survive a crash of the process. */
import { checkOptionNames, createSpool, type Spool, type SpoolOptions } from '@pushspec/client/spool';
import { createSqliteStore, STORE_OPTIONS, type StoreOptions } from './store.ts';

export {
  isSpoolError,
  type Spool,
  SpoolError,
  type SpoolErrorCode,
  type SpoolStats,
} from '@pushspec/client/spool';
export { createSqliteStore, type StoreOptions } from './store.ts';

export type SqliteSpoolOptions = StoreOptions & SpoolOptions;

/**
 * Creates a spool in a file, which is created if it does not exist. Several processes of one machine may use the same file.
 * One of them sends the events of all. If it dies, another one continues.
 *
 * The file is opened by the first push or by the reporter, in a worker thread. If that fails, `push()` rejects.
 *
 * @throws TypeError if an option is invalid
 * @throws TooOldNodeError if Node.js is too old for SQLite
 * @example
 * const spool = createSqliteSpool({ file: '/var/lib/app/events.spool' });
 * const reporter = createReporter(client, { spool });
 * await reporter.push({ name: 'deploy', content: '1.4' });
 */
export function createSqliteSpool(options: SqliteSpoolOptions): Spool {
  const { maxAgeMs, account, now, ...store } = options;
  checkOptionNames('createSqliteSpool()', options, [...STORE_OPTIONS, 'maxAgeMs', 'account', 'now']);
  return createSpool(createSqliteStore(store), { maxAgeMs, account, now });
}
