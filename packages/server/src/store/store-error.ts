/** Errors of a store. Each names its file. */

export type StoreErrorCode = 'STORE_CLOSED' | 'STORE_FAILED' | 'STORE_IN_USE' | 'STORE_UNUSABLE';

export class StoreError extends Error {
  override readonly name = 'StoreError';
  /**
   * - `STORE_UNUSABLE`: the file cannot be opened as a store
   * - `STORE_IN_USE`: another server has it open
   * - `STORE_FAILED`: it is open, and reading or writing it failed
   * - `STORE_CLOSED`: the server was closed before
   */
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

export function unusable(file: string, problem: string, cause?: unknown): StoreError {
  const message = `cannot use ${shown(file)} as a store: ${problem}; name another file, or :memory:`;
  return new StoreError('STORE_UNUSABLE', message, { cause });
}

export function laterVersion(file: string, version: number): StoreError {
  return unusable(file, `it was written by a later version (${version})`);
}

export function inUse(file: string, cause?: unknown): StoreError {
  const message = `cannot use ${shown(file)} as a store: another process has it open, probably a server; stop that one, or name another file`;
  return new StoreError('STORE_IN_USE', message, { cause });
}

export function failed(file: string, cause: unknown): StoreError {
  return new StoreError('STORE_FAILED', `the store ${shown(file)} failed: ${problemOf(cause)}`, { cause });
}

export function closed(file: string): StoreError {
  return new StoreError('STORE_CLOSED', `the store ${shown(file)} is closed: ask before close()`);
}

const PROBLEMS: Readonly<Record<string, string>> = {
  EACCES: 'there is no permission for it',
  EISDIR: 'it is a directory',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'its name is too long',
  ENOENT: 'its folder does not exist',
  ENOSPC: 'there is no space left',
  ENOTDIR: 'a part of its path is not a folder',
  EPERM: 'there is no permission for it',
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
  /** Of SQLite, with an extension in the upper bytes. */
  readonly errcode?: number;
}

export function isBusy(error: unknown): boolean {
  return primaryCode(error) === SQLITE_BUSY;
}

/** Says what went wrong, without the path, which the message has already. */
export function problemOf(error: unknown): string {
  const { code = '', message } = error as SystemError;
  return PROBLEMS[code] ?? SQLITE_PROBLEMS[primaryCode(error)] ?? message;
}

function primaryCode(error: unknown): number {
  return ((error as SystemError).errcode ?? 0) & 0xff;
}

/** Control characters in a name would break the line. */
function shown(file: string): string {
  return /[\p{Cc}\p{Zl}\p{Zp}]/u.test(file) || file === '' ? JSON.stringify(file) : file;
}
