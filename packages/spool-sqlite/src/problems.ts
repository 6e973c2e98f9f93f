/** Converts errors of SQLite and of the file system to errors that say what to do. */
import { dirname } from 'node:path';
import { isSpoolError, SpoolError, type SpoolErrorCode } from '@pushspec/client/spool';

/** Result codes of SQLite. @see https://www.sqlite.org/rescode.html */
const BUSY = 5;
const READONLY = 8;
const IO_ERROR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANNOT_OPEN = 14;
const NOT_A_DATABASE = 26;
/** The file `-shm` cannot grow. */
const IO_ERROR_SHARED_SIZE = 4874;

interface Failure {
  /** Extended result code of SQLite. */
  readonly errcode?: number;
  /** Code of the operating system, such as `ENOENT`. */
  readonly code?: string;
  readonly message?: string;
}

const primary = (error: unknown) => ((error as Failure).errcode ?? 0) & 0xff;

export const isBusy = (error: unknown): boolean => primary(error) === BUSY;

/** Returns whether SQLite found the content of a file damaged. */
export const isDamage = (error: unknown): boolean =>
  primary(error) === CORRUPT || primary(error) === NOT_A_DATABASE;

/** Returns whether the disk is full. */
export const isFull = (error: unknown): boolean =>
  primary(error) === FULL ||
  (error as Failure).errcode === IO_ERROR_SHARED_SIZE ||
  (error as Failure).code === 'ENOSPC';

export const isNotADatabase = (error: unknown): boolean => primary(error) === NOT_A_DATABASE;

export function spoolError(error: unknown, file: string): SpoolError {
  if (isSpoolError(error)) return error;
  const { code, message } = error as Failure;
  const fail = (kind: SpoolErrorCode, text: string) => new SpoolError(kind, text);
  if (isFull(error)) {
    return fail(
      'disk-full',
      `the disk of ${file} is full, and nothing was stored: free space on it, then push again`,
    );
  }
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return fail(
        'not-writable',
        `the folder ${dirname(file)} does not exist: create it, or choose another \`file\``,
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return fail(
        'not-writable',
        `${file} cannot be opened (${code}): let this user write to the file and its folder`,
      );
  }
  switch (primary(error)) {
    case READONLY:
      return fail(
        'not-writable',
        `${file} cannot be written: let this user write to the file and its folder`,
      );
    case CANNOT_OPEN:
      return fail(
        'not-writable',
        `${file} cannot be opened: let this user read and write the file and its folder`,
      );
    case BUSY:
      return fail('failed', `${file} is locked by another program: stop that program, then push again`);
    case CORRUPT:
    case NOT_A_DATABASE:
      return fail('damaged', `${file} is damaged (${message})`);
    case IO_ERROR:
      return fail('failed', `${file} cannot be read or written (${message}): check its disk`);
  }
  return fail('failed', `${file}: ${message ?? String(error)}`);
}
