/** The messages between a process and the worker thread that owns its connection. */
import type { LoadBounds, SpoolErrorCode, StoreNotice } from '@pushspec/client/spool';

/** The settings of a connection. */
export interface FileSettings {
  /** Absolute path without symbolic links. */
  readonly file: string;
  readonly maxItems: number;
  readonly maxBytes: number;
  readonly synchronous: 'full' | 'normal';
}

export type Operation =
  | { readonly type: 'open'; readonly target: string }
  // Lists, because many small objects are slow to copy.
  | { readonly type: 'append'; readonly texts: readonly string[]; readonly times: readonly number[] }
  | { readonly type: 'acquire' }
  | { readonly type: 'load'; readonly after: number; readonly bounds: LoadBounds }
  | { readonly type: 'sending'; readonly ids: readonly number[] }
  | { readonly type: 'settle'; readonly ids: readonly number[] }
  | { readonly type: 'stats' }
  | { readonly type: 'close' };

export interface Call {
  readonly call: number;
  readonly operation: Operation;
}

/** The ids of stored events. They are consecutive. */
export interface StoredIds {
  readonly first: number;
  readonly count: number;
}

/** An error as a message, because an SQLite error loses its code when it is cloned. */
export interface Problem {
  readonly code: SpoolErrorCode;
  readonly message: string;
}

export type Reply =
  | { readonly call: number; readonly value: unknown }
  | { readonly call: number; readonly problem: Problem }
  | { readonly notice: StoreNotice['type']; readonly path: string; readonly problem: Problem };
