/** Defines the exit codes and the error that ends a command with one of them. */

/** Exit codes of the commands. */
export const EXIT = {
  ok: 0,
  /** The vendor refused, or a check failed. */
  refused: 1,
  /** The command line, a file or the data is wrong. */
  usage: 2,
  /** No response. */
  network: 3,
  /** Credentials are missing or refused. */
  credentials: 4,
  /** Interrupted by the user. A shell reports the same code for Ctrl-C. */
  interrupted: 130,
  /** Ended immediately by a second signal, SIGHUP or SIGTERM. */
  hungUp: 129,
  terminated: 143,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** An error that ends the command with one line on stderr. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
  readonly exitCode: ExitCode;

  constructor(exitCode: ExitCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}

const FILE_PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'a part of its path is not a folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder',
  ENAMETOOLONG: 'the name is too long',
  ENOSPC: 'no space is left on the device',
  EROFS: 'the file system is read-only',
};

interface FileReason {
  /** The option that names the file. */
  readonly option: string;
  readonly cause: unknown;
}

/** Returns the error for a file, such as a checkpoint or a report, that cannot be read or written. */
export function cannot(what: 'read' | 'write', path: string, { option, cause }: FileReason): CommandFailure {
  const { code = '', message = code } = cause as Partial<NodeJS.ErrnoException>;
  const problem = FILE_PROBLEMS[code] ?? message;
  return new CommandFailure(
    EXIT.usage,
    `cannot ${what} ${path}: ${problem}; name another file with \`${option}\``,
    {
      cause,
    },
  );
}

/** Advice for input files, which the user named as an argument. */
const INPUT_PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file; check the name',
  EACCES: 'permission denied; check its owner and mode',
  ENOTDIR: 'a part of its path is not a folder; check the name',
  EISDIR: 'it is a folder; name a file in it',
};

/** Returns the error for an input that cannot be read. `name` is its path, or `standard input`. */
export function cannotReadInput(name: string, cause: unknown): CommandFailure {
  const { code = '', message } = cause as NodeJS.ErrnoException;
  return new CommandFailure(EXIT.usage, `cannot read ${name}: ${INPUT_PROBLEMS[code] ?? message}`, { cause });
}
