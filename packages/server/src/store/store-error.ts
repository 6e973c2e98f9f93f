/** The errors of a store. Each message names its file. */

/** Identifies the failure of a store. */
export type StoreErrorCode = 'STORE_CLOSED' | 'STORE_FAILED' | 'STORE_IN_USE' | 'STORE_UNUSABLE';

/** Thrown if a store cannot be opened, read or written. The message names the file. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  /**
   * - `STORE_UNUSABLE`: the file cannot be opened as a store
   * - `STORE_IN_USE`: another server has it open
   * - `STORE_FAILED`: reading or writing the open file failed
   * - `STORE_CLOSED`: the server is already closed
   */
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Returns the error for a file that cannot be a store. */
export function unusable(file: string, problem: string, cause?: unknown): StoreError {
  const message = `cannot use ${printable(file)} as a store: ${problem}; use another file, or :memory:`;
  return new StoreError('STORE_UNUSABLE', message, { cause });
}

/** Returns the error for a store of a later version. */
export function laterVersion(file: string, version: number): StoreError {
  return unusable(file, `it was written by a later version (${version})`);
}

/** Returns the error for a store that another process has open. */
export function inUse(file: string, cause?: unknown): StoreError {
  const message = `cannot use ${printable(file)} as a store: another process has it open, probably a server; stop that process, or use another file`;
  return new StoreError('STORE_IN_USE', message, { cause });
}

/** Returns the error for a failed read or write. */
export function failed(file: string, cause: unknown): StoreError {
  return new StoreError('STORE_FAILED', `the store ${printable(file)} failed: ${problemOf(cause)}`, {
    cause,
  });
}

/** Returns the error for a closed store. */
export function closed(file: string): StoreError {
  return new StoreError(
    'STORE_CLOSED',
    `the store ${printable(file)} is closed: read from it before close()`,
  );
}

const PROBLEMS: Readonly<Record<string, string>> = {
  EACCES: 'permission is denied',
  EISDIR: 'it is a directory',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'its name is too long',
  ENOENT: 'its folder does not exist',
  ENOSPC: 'there is no space left',
  ENOTDIR: 'a part of its path is not a folder',
  EPERM: 'permission is denied',
  EROFS: 'its file system is read-only',
};

/** Result codes of SQLite. @see https://www.sqlite.org/rescode.html */
const SQLITE_BUSY = 5;
const SQLITE_PROBLEMS: Readonly<Record<number, string>> = {
  8: 'it or its folder is read-only',
  11: 'it is damaged',
  13: 'there is no space left',
  14: 'it or its folder cannot be opened for writing',
  26: 'it is not a pushspec store',
};

interface SystemError extends NodeJS.ErrnoException {
  /** Result code of SQLite, with an extension in the upper bytes. */
  readonly errcode?: number;
}

/** Whether SQLite reports that another connection has the lock. */
export function isBusy(error: unknown): boolean {
  return primaryCode(error) === SQLITE_BUSY;
}

/** Returns what went wrong, without the path, which is already in the message. */
export function problemOf(error: unknown): string {
  const { code = '', message } = error as SystemError;
  return PROBLEMS[code] ?? SQLITE_PROBLEMS[primaryCode(error)] ?? message;
}

function primaryCode(error: unknown): number {
  return ((error as SystemError).errcode ?? 0) & 0xff;
}

/** Returns a file name without control characters, which would break the line. */
function printable(file: string): string {
  return /[\p{Cc}\p{Zl}\p{Zp}]/u.test(file) || file === '' ? JSON.stringify(file) : file;
}
