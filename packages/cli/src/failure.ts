/** Exit codes, and failures that end a command with one of them. */

export const EXIT = {
  ok: 0,
  /** The vendor refused, or a check failed. */
  refused: 1,
  /** The command line, a file or the data is wrong. */
  usage: 2,
  /** No answer. */
  network: 3,
  /** Credentials are missing or refused. */
  credentials: 4,
  /** Ended by the user before it was done; what a shell reports of Ctrl-C. */
  interrupted: 130,
  /** Ended at once by a second signal, which was SIGHUP or SIGTERM. */
  hungUp: 129,
  terminated: 143,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends the command with a line on stderr. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
  readonly exitCode: ExitCode;

  constructor(exitCode: ExitCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}

const FILE_PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'its folder is not there',
  ENOTDIR: 'a part of its path is no directory',
  EACCES: 'there is no permission to',
  EPERM: 'there is no permission to',
  EISDIR: 'it is a directory',
  ENOSPC: 'there is no space left',
  EROFS: 'its file system is read-only',
};

interface FileReason {
  /** The option that names it. */
  readonly option: string;
  readonly cause: unknown;
}

/** Returns the failure for a file of ours, such as a checkpoint, that cannot be used. */
export function cannot(what: 'read' | 'write', path: string, { option, cause }: FileReason): CommandFailure {
  const { code = '', message } = cause as NodeJS.ErrnoException;
  const problem = FILE_PROBLEMS[code] ?? message;
  return new CommandFailure(
    EXIT.usage,
    `cannot ${what} ${path}: ${problem}; name another file with ${option}`,
    {
      cause,
    },
  );
}
