/** Files that a report is written to: a path that cannot be written costs the file, never the results. */
import { constants } from 'node:fs';
import { access, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CommandFailure, EXIT } from '../failure.ts';

export interface ReportFile {
  /** The option that names it, such as `--html`. */
  readonly option: string;
  readonly path: string;
}

/** Fails for an empty path, and for one path that two reports share. */
export function checkReportFiles(files: readonly ReportFile[]): void {
  for (const [index, { option, path }] of files.entries()) {
    if (path === '') throw new CommandFailure(EXIT.usage, `${option} needs the name of a file`);
    const other = files.slice(0, index).find((one) => one.path === path);
    if (other)
      throw new CommandFailure(
        EXIT.usage,
        `${other.option} and ${option} both name ${path}; give each its own file`,
      );
  }
}

/** Returns why a report cannot be written to a file, without touching the file; undefined where it probably can. */
export async function unwritable(file: ReportFile): Promise<string | undefined> {
  try {
    const found = await stat(file.path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (found?.isDirectory()) return problem(file, { code: 'EISDIR' });
    if (!found) await stat(dirname(file.path));
    await access(found ? file.path : dirname(file.path), constants.W_OK);
    return undefined;
  } catch (error) {
    return problem(file, error as NodeJS.ErrnoException);
  }
}

/** Writes a report, and returns why it could not be written. */
export async function written(file: ReportFile, text: string): Promise<string | undefined> {
  try {
    await writeFile(file.path, text);
    return undefined;
  } catch (error) {
    return problem(file, error as NodeJS.ErrnoException);
  }
}

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'a part of the path is not a folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder',
  ENOSPC: 'no space is left on the device',
  EROFS: 'the file system is read-only',
  ENAMETOOLONG: 'the name is too long',
};

function problem(
  { option, path }: ReportFile,
  { code = '', message = code }: Partial<NodeJS.ErrnoException>,
): string {
  return `${option} cannot write ${path}: ${PROBLEMS[code] ?? message}`;
}
