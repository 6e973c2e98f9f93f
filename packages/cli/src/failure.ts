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
