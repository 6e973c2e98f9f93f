/** The connection of one process to a spool: opens it, commits groups of operations, and recovers from damage. */
import { DatabaseSync } from 'node:sqlite';
import { isSpoolError, SpoolError } from '@pushspec/client/spool';
import { createEvents, type Events } from './events.ts';
import {
  createIfMissing,
  ensureReserve,
  identityOf,
  LOCK_SUFFIX,
  releaseReserve,
  setAside,
  wasSpool,
} from './files.ts';
import type { FileSettings, Reply } from './messages.ts';
import { isBusy, isDamage, isFull, isNotADatabase, spoolError } from './problems.ts';
import { APPLICATION_ID, prepareSchema } from './schema.ts';
import { createTarget, type Target } from './target.ts';

type Notice = Extract<Reply, { readonly notice: unknown }>;

/** A change to the events inside a transaction. */
export interface Change {
  /** Whether it adds events, for which it must not use the last space on the disk. */
  readonly adds: boolean;
  apply(events: Events): unknown;
}

export interface Connection {
  open(target: string): void;
  /** Makes changes in one transaction. Returns a result or an error for each of them. */
  commit(
    changes: readonly Change[],
  ): readonly ({ readonly value: unknown } | { readonly error: SpoolError })[];
  read<Result>(reading: (events: Events) => Result): Result;
  /** Tries to become the sender. Returns whether this process is the sender. */
  acquire(): boolean;
  /** @throws SpoolError unless this process is the sender */
  checkSender(): void;
  close(): void;
}

/** An open connection. */
interface Current {
  readonly database: DatabaseSync;
  readonly events: Events;
  readonly owner: Target;
}

/** How long to wait for the commits of other processes, in milliseconds. */
const BUSY_TIMEOUT_MS = 10_000;

export function createConnection(settings: FileSettings, notify: (notice: Notice) => void): Connection {
  const { file } = settings;
  let target = '';
  let database: DatabaseSync | undefined;
  let events: Events | undefined;
  let owner: Target | undefined;
  let identity: string | undefined;
  /** Holds a lock of the operating system while this process is the sender. It ends with the process. */
  let lock: DatabaseSync | undefined;
  let lockIdentity: string | undefined;
  let isSender = false;
  /** Highest id that this process knows. */
  let lastId = 0;
  const onId = (id: number) => {
    lastId = Math.max(lastId, id);
  };

  function open() {
    createIfMissing(file);
    const opened = new DatabaseSync(file);
    try {
      opened.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
      prepareSchema(opened, { file, target, synchronous: settings.synchronous, lastId });
      owner = createTarget(opened, { file, target, acquire, release });
      owner.claim();
      events = createEvents(opened, settings, onId);
    } catch (error) {
      opened.close();
      throw error;
    }
    database = opened;
    identity = identityOf(file);
  }

  /** Opens the file. Sets it aside first if it is damaged. */
  function openOrReplace() {
    try {
      open();
    } catch (error) {
      if (!isDamage(error)) throw error;
      if (isNotADatabase(error) && !wasSpool(file, APPLICATION_ID)) {
        throw new SpoolError(
          'not-a-spool',
          `${file} is not a spool: choose another \`file\`. It was not changed`,
        );
      }
      replaceDamaged(error);
    }
  }

  function replaceDamaged(error: unknown) {
    closeDatabase();
    // Other processes may still store events in it, but only one renames it.
    if (!acquire()) {
      const { message } = spoolError(error, file);
      throw new SpoolError(
        'damaged',
        `${message}, and another process is sending from it: stop that process first`,
      );
    }
    const path = setAside(file);
    open();
    const { message } = spoolError(error, file);
    notify({
      notice: 'set-aside',
      path,
      problem: {
        code: 'damaged',
        message: `${message}. It is now ${path}, and new events go to an empty file. Events that were only in it are not sent: see "Recover events" in the README of @pushspec/spool-sqlite, or remove it`,
      },
    });
  }

  function closeDatabase() {
    database?.close();
    database = undefined;
    events = undefined;
  }

  /** Returns an open connection to the file that the path names now: events in a removed file would be lost. */
  function current(): Current {
    if (database && identityOf(file) !== identity) {
      closeDatabase();
      release();
      openOrReplace();
      notify({
        notice: 'replaced',
        path: file,
        problem: {
          code: 'failed',
          message: `${file} was removed or replaced, so a new file is used. Events in the old one are not sent`,
        },
      });
    }
    if (!database) openOrReplace();
    return { database, events, owner } as Current;
  }

  function acquire(): boolean {
    const path = file + LOCK_SUFFIX;
    if (isSender && identityOf(path) === lockIdentity) return true;
    release();
    createIfMissing(path);
    const opened = new DatabaseSync(path);
    try {
      // Nothing is ever written to it, so it needs no journal on the disk.
      opened.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    } catch (error) {
      opened.close();
      if (isBusy(error)) return false;
      throw error;
    }
    lock = opened;
    lockIdentity = identityOf(path);
    isSender = true;
    return true;
  }

  function release() {
    isSender = false;
    lock?.close();
    lock = undefined;
  }

  /** Makes changes in one transaction, or none of them. */
  function transaction(changes: readonly Change[]): unknown[] {
    const connection = current();
    if (changes.some(({ adds }) => adds)) ensureReserve(file);
    connection.database.exec('BEGIN IMMEDIATE');
    try {
      connection.owner.check();
      const values = changes.map((change) => change.apply(connection.events));
      connection.database.exec('COMMIT');
      return values;
    } catch (error) {
      // SQLite rolls back by itself after some errors.
      if (connection.database.isTransaction) connection.database.exec('ROLLBACK');
      throw error;
    }
  }

  function commitOne(change: Change): { readonly value: unknown } | { readonly error: SpoolError } {
    try {
      return { value: withoutDamage(() => transaction([change]))[0] };
    } catch (error) {
      if (!change.adds && isFull(error) && isSender && releaseReserve(file)) return commitInReserve(change);
      return { error: spoolError(error, file) };
    }
  }

  /** Sending and removing events must continue when the disk is full, because that makes room in the file. */
  function commitInReserve(change: Change) {
    try {
      current().database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    } catch {
      // Another process uses the log. The change may fit anyway.
    }
    return commitOne(change);
  }

  /** Performs an operation. If it finds damage, sets the file aside and performs it on the empty one. */
  function withoutDamage<Result>(operation: () => Result): Result {
    try {
      return operation();
    } catch (error) {
      if (!isDamage(error)) throw error;
      replaceDamaged(error);
      return operation();
    }
  }

  return {
    open(name) {
      target = name;
      if (!database) openOrReplace();
    },
    commit(changes) {
      try {
        return withoutDamage(() => transaction(changes)).map((value) => ({ value }));
      } catch (error) {
        if (isSpoolError(error) && error.code === 'damaged') return changes.map(() => ({ error }));
        // One change must not fail because of another.
        return changes.map(commitOne);
      }
    },
    read: (reading) =>
      withoutDamage(() => {
        const { events: readable, owner: checked } = current();
        checked.check();
        return reading(readable);
      }),
    acquire() {
      withoutDamage(() => current().owner.check());
      return acquire();
    },
    checkSender() {
      if (isSender && identityOf(file + LOCK_SUFFIX) === lockIdentity) return;
      release();
      throw new SpoolError('not-sender', `another process is sending the events of ${file}`);
    },
    close() {
      closeDatabase();
      release();
    },
  };
}
