/** Splits a stream of bytes into lines. */
import { contentStart, MARK_BYTES } from '../encoding.ts';

/** A position in the input. */
export interface Position {
  /** Lines or array elements before it. */
  readonly records: number;
  /** Bytes before it, or 0 if they are not counted. */
  readonly bytes: number;
}

export interface Line {
  /** Counted from 1. */
  readonly number: number;
  /** Content without the line end, or `undefined` if it was longer than the limit and not kept. */
  readonly bytes: Buffer | undefined;
  readonly length: number;
  /** Position after the line and its line end. */
  readonly end: Position;
}

interface LinesOptions {
  /** Longer lines are counted but not kept. */
  readonly maxBytes: number;
  /** Position of the first byte. */
  readonly start: Position;
}

export const BEGINNING: Position = { records: 0, bytes: 0 };

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** Yields the lines of each chunk together. A line ends with LF, CRLF or the end of the stream. A byte order mark is removed. */
export async function* linesOf(
  chunks: AsyncIterable<Buffer>,
  options: LinesOptions,
): AsyncGenerator<readonly Line[]> {
  const splitter = createSplitter(options);
  for await (const chunk of chunks) {
    const lines: Line[] = [];
    let from = 0;
    for (let at = chunk.indexOf(LINE_FEED); at !== -1; at = chunk.indexOf(LINE_FEED, from)) {
      lines.push(splitter.end(chunk.subarray(from, at), 1));
      from = at + 1;
    }
    splitter.keep(chunk.subarray(from));
    yield lines;
  }
  if (splitter.hasUnfinishedLine()) yield [splitter.end(Buffer.alloc(0), 0)];
}

function createSplitter({ maxBytes, start }: LinesOptions) {
  let parts: Buffer[] = [];
  let length = 0;
  let position = start;
  // A carriage return and a byte order mark do not count.
  const maxKept = maxBytes + 1 + MARK_BYTES;

  const keep = (part: Buffer) => {
    length += part.length;
    parts = length > maxKept ? [] : [...parts, part];
  };
  const content = () => {
    const [only] = parts;
    let bytes = parts.length === 1 && only ? only : Buffer.concat(parts);
    if (position.bytes === 0) bytes = bytes.subarray(contentStart(bytes));
    return bytes.at(-1) === CARRIAGE_RETURN ? bytes.subarray(0, -1) : bytes;
  };

  return {
    /** Adds a part of an unfinished line. */
    keep,
    hasUnfinishedLine: () => length > 0,
    /** Adds the last part of a line and returns the line. */
    end(part: Buffer, endBytes: number): Line {
      keep(part);
      const bytes = length > maxKept ? undefined : content();
      const isKept = bytes !== undefined && bytes.length <= maxBytes;
      const end = { records: position.records + 1, bytes: position.bytes + length + endBytes };
      const line = {
        number: end.records,
        bytes: isKept ? bytes : undefined,
        length: bytes?.length ?? length,
        end,
      };
      position = end;
      length = 0;
      parts = [];
      return line;
    },
  };
}
