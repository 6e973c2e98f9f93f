/** What is said of a file of ours that cannot be used. */
import { CommandFailure, EXIT } from '../../failure.ts';

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'its folder is not there',
  ENOTDIR: 'a part of its path is no directory',
  EACCES: 'there is no permission to',
  EPERM: 'there is no permission to',
  EISDIR: 'it is a directory',
  ENOSPC: 'there is no space left',
  EROFS: 'its file system is read-only',
};

interface Reason {
  /** The option that names it. */
  readonly option: string;
  readonly cause: unknown;
}

export function cannot(what: 'read' | 'write', path: string, { option, cause }: Reason): CommandFailure {
  const { code = '', message } = cause as NodeJS.ErrnoException;
  const problem = PROBLEMS[code] ?? message;
  return new CommandFailure(
    EXIT.usage,
    `cannot ${what} ${path}: ${problem}; name another file with ${option}`,
    {
      cause,
    },
  );
}
