/** Where a command writes: data to stdout, everything else to stderr. */

export interface Streams {
  /** `isTTY`: a person looks at it. */
  stdout: { write(text: string): unknown; isTTY?: boolean };
  stderr: { write(text: string): unknown; isTTY?: boolean; columns?: number };
  /** `isTTY`: nothing is piped in. */
  stdin: AsyncIterable<Buffer | string> & { isTTY?: boolean; destroy?(): unknown };
  /** Aborted when stdout takes nothing more. The reason is an {@link OutputEnd}. */
  stdoutEnd?: AbortSignal;
}

/**
 * - `reader-gone`: the reader has what it wants, such as `head`; that is no failure
 * - `data-lost`: data could not be written, for example because the disk is full
 */
export type OutputEnd = 'reader-gone' | 'data-lost';

/** One JSON document on a line of its own. */
export function writeJson(streams: Streams, value: unknown): void {
  streams.stdout.write(`${JSON.stringify(value)}\n`);
}

export function say(streams: Streams, text: string): void {
  streams.stderr.write(`${text}\n`);
}
