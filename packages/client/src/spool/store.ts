/** The interface between a reporter and the file or database that keeps its events. */

/** An event to be stored. */
export interface NewEvent {
  /** Its JSON. A store must return exactly this string, whatever it contains. */
  readonly text: string;
  /** When it was pushed, in milliseconds since 1970. */
  readonly at: number;
}

export interface StoredEvent extends NewEvent {
  /** An integer above 0. Later events have higher ids, and no id is used twice. */
  readonly id: number;
  /** Number of requests that may have contained it, as counted by `sending()`. */
  readonly attempts: number;
}

export interface SpoolStats {
  /** Number of events without an outcome, of all processes. */
  readonly items: number;
  /** Their size in bytes, as the store counts it. */
  readonly bytes: number;
  /** Highest id so far, including events that have ended; 0 if there was none. */
  readonly lastId: number;
  /** When the oldest of them was pushed, in milliseconds since 1970; `undefined` if there is none. */
  readonly oldestAt: number | undefined;
}

/** Maximum size of the result of `load()`. */
export interface LoadBounds {
  readonly maxItems: number;
  /** Characters of JSON. A single event may be larger. */
  readonly maxLength: number;
}

/** Something that happened in a store, which no call reports. */
export type StoreNotice =
  /**
   * The store was damaged. It was kept under another name, and replaced with an empty one. This process is still the sender
   * if it was. The ids of the new store are higher than those that it has returned before.
   */
  | { readonly type: 'set-aside'; readonly path: string; readonly error: Error }
  /**
   * The store is gone, and an empty one has replaced it. This process is no longer the sender, and all ids are invalid. Its
   * events in memory end.
   */
  | { readonly type: 'replaced'; readonly error: Error }
  /** The connection to the store was lost. The store has its events, but this process is no longer the sender. */
  | { readonly type: 'disconnected'; readonly error: Error };

/**
 * Keeps events for one target. Several processes may open the same store. All of them append, and at most one sends.
 *
 * All methods reject with `SpoolError`. After a failure, the same call may succeed later. Calls may overlap. They take
 * effect in the order in which they are made.
 */
export interface SpoolStore {
  /** Name for messages, such as the path of a file. */
  readonly name: string;
  /**
   * Opens the store for a target, and creates it if it does not exist. Called before all other methods, and again if it
   * rejects. Rejects with the code `target` if the store belongs to another target. An empty store that no process sends from
   * may take the new target. Calls of processes with the old one then reject with `target`.
   *
   * @param target Names the API, the service and the account, data id or monitor. It contains no secret.
   */
  open(target: string, onNotice: (notice: StoreNotice) => void): Promise<void>;
  /**
   * Stores events in this order. Resolves with their ids once they would survive a crash. If the store is full, it
   * stores only the first ones that fit, possibly none. It stores nothing if it rejects.
   */
  append(events: readonly NewEvent[]): Promise<readonly number[]>;
  /**
   * Makes this process the sender if no other process is. Resolves to whether it is the sender. It stays the sender
   * until `close()`, a notice, or its end. Another process must be able to take over soon after the sender was killed.
   */
  acquire(): Promise<boolean>;
  /** Returns the events with higher ids than `after`, in order: at least one if there is one. Only the sender calls it. */
  load(after: number, bounds: LoadBounds): Promise<readonly StoredEvent[]>;
  /**
   * Counts an attempt for these events. Resolves when the count would survive a crash. Only then is the request sent.
   * Rejects with the code `not-sender` if this process is not the sender.
   */
  sending(ids: readonly number[]): Promise<void>;
  /** Removes events that have an outcome. Ignores unknown ids. Rejects with `not-sender` like `sending()`. */
  settle(ids: readonly number[]): Promise<void>;
  stats(): Promise<SpoolStats>;
  /** Waits for earlier calls and closes the store. Another process may then become the sender. */
  close(): Promise<void>;
}

/**
 * - `full`: the spool has reached its limits; the event was not stored
 * - `disk-full`: the disk is full; nothing was stored
 * - `target`: the spool belongs to another target
 * - `newer-schema`: it was written by a newer version of the package
 * - `not-a-spool`: it is something else, and was not changed
 * - `not-writable`: it cannot be opened or written
 * - `damaged`: its content is damaged, and it could not be set aside
 * - `not-sender`: another process is the sender
 * - `closed`: the reporter was closed first
 * - `not-json`: the event cannot be written as JSON; `cause` says why
 * - `failed`: something else; the message says what
 */
export type SpoolErrorCode =
  | 'full'
  | 'disk-full'
  | 'target'
  | 'newer-schema'
  | 'not-a-spool'
  | 'not-writable'
  | 'damaged'
  | 'not-sender'
  | 'closed'
  | 'not-json'
  | 'failed';

/** An operation on a spool failed. The message says what is wrong, where, and what to do. It contains no event. */
export class SpoolError extends Error {
  override readonly name = 'SpoolError';
  readonly code: SpoolErrorCode;

  constructor(code: SpoolErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}

/** Returns whether an error is a `SpoolError`. Also recognizes those of another copy of this package. */
export function isSpoolError(error: unknown): error is SpoolError {
  const { name, code } = (error ?? {}) as { name?: unknown; code?: unknown };
  return name === 'SpoolError' && typeof code === 'string';
}
