/** Reads events from NDJSON: one JSON value per line. */
import { firstInvalidUtf8, type Json, type JsonProblem, readJson } from '@pushspec/contract';
import { BEYOND_RANGE, infiniteNumberIn } from '../delivery/finite.ts';

const FIT_DOUBLE = 'Send a number up to 1.7e308, or a string.';

/** Why a line cannot be accepted. */
export interface LineError {
  /** Number of the line, starting at 1. */
  readonly line: number;
  /** Code of the vendor's reason, or `malformed-json`. */
  readonly code: string;
  readonly message: string;
  /** JSON pointer into the event. */
  readonly pointer?: string;
  readonly fix?: string;
}

/** The events of the lines that are not empty, with the number of each line; or the first errors. */
export type Lines =
  | { readonly events: readonly Json[]; readonly lines: readonly number[] }
  | { readonly errors: readonly LineError[] };

const MAX_ERRORS = 20;
const LINE_FEED = 10;
const BYTE_ORDER_MARK = Buffer.from('\ufeff');

/** Parses NDJSON. Lines may end with CR LF. Skips empty lines and a byte order mark. */
export function parseLines(bytes: Buffer): Lines {
  const events: Json[] = [];
  const lines: number[] = [];
  const errors: LineError[] = [];
  for (const [line, content] of linesOf(bytes)) {
    if (content.length === 0) continue;
    const invalid = firstInvalidUtf8(content);
    const { value, problem } = invalid === undefined ? readJson(content) : {};
    if (invalid !== undefined) errors.push(malformed(line, `invalid UTF-8 at byte ${invalid} of the line`));
    else if (problem) errors.push(malformed(line, describe(problem)));
    else {
      const pointer = infiniteNumberIn(value);
      if (pointer !== undefined)
        errors.push({ ...malformed(line, BEYOND_RANGE), ...{ pointer, fix: FIT_DOUBLE } });
      events.push(value ?? null);
      lines.push(line);
    }
    if (errors.length === MAX_ERRORS) break;
  }
  return errors.length > 0 ? { errors } : { events, lines };
}

function* linesOf(bytes: Buffer): Generator<[line: number, content: Buffer]> {
  let line = 0;
  const hasMark = bytes.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK);
  for (let start = hasMark ? BYTE_ORDER_MARK.length : 0; start < bytes.length; ) {
    const end = bytes.indexOf(LINE_FEED, start);
    const content = bytes.subarray(start, end < 0 ? bytes.length : end);
    yield [++line, trimmed(content)];
    start += content.length + 1;
  }
}

/** Removes spaces, tabs and CR at both ends, which JSON allows there. */
function trimmed(content: Buffer): Buffer {
  let [start, end] = [0, content.length];
  while (start < end && isSpace(content[start])) start++;
  while (end > start && isSpace(content[end - 1])) end--;
  return content.subarray(start, end);
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0d;
}

function malformed(line: number, message: string): LineError {
  return { line, code: 'malformed-json', message, fix: 'Write one JSON value per line.' };
}

function describe({ detail, byte }: JsonProblem): string {
  return `invalid JSON: ${detail} at byte ${byte} of the line`;
}
