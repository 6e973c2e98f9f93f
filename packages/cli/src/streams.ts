/** Defines the streams of a command: data goes to stdout, everything else to stderr. */

/** The standard streams of a command. */
export interface Streams {
  /** `isTTY` is true for a terminal. */
  stdout: { write(text: string): unknown; isTTY?: boolean };
  stderr: { write(text: string): unknown; isTTY?: boolean; columns?: number };
  /** `isTTY` is true if no input is piped in. */
  stdin: AsyncIterable<Buffer | string> & { isTTY?: boolean; destroy?(): unknown };
  /** Aborted when stdout cannot be written any more. The reason is an {@link OutputEnd}. */
  stdoutEnd?: AbortSignal;
}

/**
 * Why stdout ended.
 * - `reader-gone`: the reader, such as `head`, has closed it; not an error
 * - `data-lost`: data could not be written, for example because the disk is full
 */
export type OutputEnd = 'reader-gone' | 'data-lost';

/** Writes a value to stdout as one line of JSON. */
export function writeJson(streams: Streams, value: unknown): void {
  streams.stdout.write(`${JSON.stringify(value)}\n`);
}

/** Writes a line to stderr. */
export function say(streams: Streams, line: string): void {
  streams.stderr.write(`${line}\n`);
}
