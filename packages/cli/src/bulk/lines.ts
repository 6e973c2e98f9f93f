/** Cuts a stream of bytes into lines. */

/** A place in what is read. */
export interface Position {
  /** Lines, or elements of an array, before it. */
  readonly records: number;
  /** Bytes before it; 0 where they are not counted. */
  readonly bytes: number;
}

export interface Line {
  /** Counted from 1. */
  readonly number: number;
  /** Without the end of the line; undefined where it is longer than the limit and was not kept. */
  readonly bytes: Buffer | undefined;
  readonly length: number;
  /** The place behind it and its end. */
  readonly end: Position;
}

interface LinesOptions {
  /** Longer lines are counted and not kept. */
  readonly maxBytes: number;
  /** The place of the first byte. */
  readonly start: Position;
}

export const BEGINNING: Position = { records: 0, bytes: 0 };

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** The lines of each chunk, together. A line ends with LF or CRLF, or with the stream; a byte order mark is left out. */
export async function* linesOf(
  chunks: AsyncIterable<Buffer>,
  options: LinesOptions,
): AsyncGenerator<readonly Line[]> {
  const cutter = createCutter(options);
  for await (const chunk of chunks) {
    const lines: Line[] = [];
    let from = 0;
    for (let at = chunk.indexOf(LINE_FEED); at !== -1; at = chunk.indexOf(LINE_FEED, from)) {
      lines.push(cutter.end(chunk.subarray(from, at), 1));
      from = at + 1;
    }
    cutter.keep(chunk.subarray(from));
    yield lines;
  }
  if (cutter.isWithin()) yield [cutter.end(Buffer.alloc(0), 0)];
}

function createCutter({ maxBytes, start }: LinesOptions) {
  let parts: Buffer[] = [];
  let length = 0;
  let place = start;
  // With a carriage return and a byte order mark it is not longer.
  const most = maxBytes + 1 + BYTE_ORDER_MARK.length;

  const keep = (part: Buffer) => {
    length += part.length;
    parts = length > most ? [] : [...parts, part];
  };
  const text = () => {
    const [only] = parts;
    let bytes = parts.length === 1 && only ? only : Buffer.concat(parts);
    if (place.bytes === 0 && bytes.subarray(0, 3).equals(BYTE_ORDER_MARK)) bytes = bytes.subarray(3);
    return bytes.at(-1) === CARRIAGE_RETURN ? bytes.subarray(0, -1) : bytes;
  };

  return {
    /** Takes a part of a line that goes on. */
    keep,
    isWithin: () => length > 0,
    /** Takes the last part of a line. */
    end(part: Buffer, endBytes: number): Line {
      keep(part);
      const bytes = length > most ? undefined : text();
      const isKept = bytes !== undefined && bytes.length <= maxBytes;
      const end = { records: place.records + 1, bytes: place.bytes + length + endBytes };
      const line = {
        number: end.records,
        bytes: isKept ? bytes : undefined,
        length: bytes?.length ?? length,
        end,
      };
      place = end;
      length = 0;
      parts = [];
      return line;
    },
  };
}
