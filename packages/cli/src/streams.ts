/** Where a command writes: data to stdout, everything else to stderr. */

export interface Streams {
  /** `isTTY`: a person looks at it. */
  stdout: { write(text: string): unknown; isTTY?: boolean };
  stderr: { write(text: string): unknown; isTTY?: boolean; columns?: number };
  /** `isTTY`: nothing is piped in. */
  stdin: AsyncIterable<Buffer | string> & { isTTY?: boolean; destroy?(): unknown };
}

/** One JSON document on a line of its own. */
export function writeJson(streams: Streams, value: unknown): void {
  streams.stdout.write(`${JSON.stringify(value)}\n`);
}

export function say(streams: Streams, text: string): void {
  streams.stderr.write(`${text}\n`);
}
