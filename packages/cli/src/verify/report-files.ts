/** Writes reports to files. A path that is not writable does not affect the results. */
import { constants } from 'node:fs';
import { access, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CommandFailure, cannot, EXIT } from '../failure.ts';

export interface ReportFile {
  /** The option that names the file, such as `--html`. */
  readonly option: string;
  readonly path: string;
}

/** Throws for an empty path, and if two reports have the same path. */
export function checkReportFiles(files: readonly ReportFile[]): void {
  for (const [index, { option, path }] of files.entries()) {
    if (path === '') throw new CommandFailure(EXIT.usage, `\`${option}\` needs a file name: add one`);
    const other = files.slice(0, index).find((one) => one.path === path);
    if (other)
      throw new CommandFailure(
        EXIT.usage,
        `\`${other.option}\` and \`${option}\` both name ${path}: use a different file for each report`,
      );
  }
}

/** Returns why a file cannot be written, or `undefined` if it probably can. Does not touch the file. */
export async function writeProblem(file: ReportFile): Promise<string | undefined> {
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

/** Writes a report. Resolves to an error message if that fails. */
export async function writeReport(file: ReportFile, content: string): Promise<string | undefined> {
  try {
    await writeFile(file.path, content);
    return undefined;
  } catch (error) {
    return problem(file, error as NodeJS.ErrnoException);
  }
}

function problem({ option, path }: ReportFile, cause: Partial<NodeJS.ErrnoException>): string {
  return cannot('write', path, { option, cause }).message;
}
