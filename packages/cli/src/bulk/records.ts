/** Converts lines or array elements to events. */
import { firstInvalidUtf8, inexactNumbers, type JsonProblem, readJson } from '@pushspec/contract';
import type { AsEvent } from '../apis/api.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { jsonLocation } from '../json-location.ts';
import { type InexactItems, inexactProblem } from './inexact.ts';
import { type Line, linesOf, type Position } from './lines.ts';

/** Why a line or element is not an event. The codes are ours, because the line never reaches a vendor. */
export interface Problem {
  readonly code: 'not-json' | 'not-utf8' | 'not-an-object' | 'line-too-long' | 'inexact-number';
  /** A sentence without a period. */
  readonly message: string;
  readonly fix: string;
}

/** What the input consists of: lines or array elements. */
export type Unit = 'line' | 'event';

interface Location {
  /** Number of the line or element, starting at 1. */
  readonly number: number;
  /** Position after it. */
  readonly end: Position;
}

export interface ReadEvent extends Location {
  readonly event: object;
  readonly problem?: undefined;
}

export interface Unreadable extends Location {
  readonly event?: undefined;
  readonly problem: Problem;
  /** The line or element as it was read, if it was kept. */
  readonly text?: string | undefined;
  /** The line, if it is not UTF-8. */
  readonly base64?: string | undefined;
}

export type Entry = ReadEvent | Unreadable;

interface LineRecordsOptions {
  readonly asEvent: AsEvent;
  /** The vendor's limit for the body of a request. */
  readonly maxBodyBytes: number;
  /** Position of the first byte. */
  readonly start: Position;
  /** Number of lines to skip without parsing them. */
  readonly skip: number;
}

/** The largest factor by which serializing again can shorten a line: `\\u0041` becomes `A`. */
const MAX_SHRINK = 6;

/** Returns the longest line that can fit into a request, in bytes. */
export function maxLineBytes(maxBodyBytes: number): number {
  return maxBodyBytes * MAX_SHRINK;
}

/** Yields one event per line. Empty lines are skipped. */
export async function* lineRecords(
  chunks: AsyncIterable<Buffer>,
  { asEvent, maxBodyBytes, start, skip }: LineRecordsOptions,
): AsyncGenerator<readonly Entry[]> {
  const maxBytes = maxLineBytes(maxBodyBytes);
  let read = start.records;
  for await (const lines of linesOf(chunks, { maxBytes, start })) {
    const entries = lines
      .filter(({ number }) => number > skip)
      .map((line) => entryOf(line, asEvent, maxBodyBytes))
      .filter((entry) => entry !== undefined);
    yield entries;
    read = lines.at(-1)?.number ?? read;
  }
  if (read >= skip) return;
  throw new CommandFailure(EXIT.usage, `\`--skip ${skip}\` is too large: the input has ${read} lines`);
}

function entryOf(
  { number, bytes, length, end }: Line,
  asEvent: AsEvent,
  maxBodyBytes: number,
): Entry | undefined {
  if (bytes === undefined) {
    const message = `the line has ${length} bytes, but a request may have at most ${maxBodyBytes}`;
    const fix = 'Split the event, or shorten its strings.';
    return { number, end, problem: { code: 'line-too-long', message, fix } };
  }
  const invalid = firstInvalidUtf8(bytes);
  if (invalid !== undefined) {
    const message = `the line is not UTF-8 (at byte ${invalid})`;
    const base64 = bytes.toString('base64');
    return { number, end, base64, problem: { code: 'not-utf8', message, fix: 'Save the file as UTF-8.' } };
  }
  const text = bytes.toString('utf8');
  if (text.trim() === '') return undefined;
  const { value, problem } = readJson(bytes, {}, text);
  if (problem) return { number, end, text, problem: notJson(bytes, problem) };
  const event = asEvent(value);
  if (!event) return { number, end, text, problem: notAnObject(value) };
  const [inexact] = inexactNumbers(bytes, text);
  return inexact ? { number, end, text, problem: inexactProblem(inexact) } : { number, end, event };
}

interface ElementRecordsOptions extends Pick<LineRecordsOptions, 'asEvent' | 'skip'> {
  /** Bytes of the document. */
  readonly bytes: number;
  readonly inexact: InexactItems;
}

/** Yields one event per array element. */
export async function* elementRecords(
  values: readonly unknown[],
  { asEvent, skip, bytes, inexact }: ElementRecordsOptions,
): AsyncGenerator<readonly Entry[]> {
  yield values.slice(skip).map((value, index): Entry => {
    const number = skip + index + 1;
    const location = { number, end: { records: number, bytes } };
    const event = asEvent(value);
    if (!event) return { ...location, text: JSON.stringify(value), problem: notAnObject(value) };
    const found = inexact.get(value);
    if (!found) return { ...location, event };
    return { ...location, text: found.text, problem: inexactProblem(found.number) };
  });
}

function notJson(bytes: Buffer, json: JsonProblem): Problem {
  return {
    code: 'not-json',
    message: `the line is not JSON (at ${jsonLocation(bytes, json).replace('line 1 ', '')})`,
    fix: 'Write one event per line, as one JSON object.',
  };
}

function notAnObject(value: unknown): Problem {
  const kind = value === null ? 'null' : Array.isArray(value) ? 'an array' : `a ${typeof value}`;
  // An object that is not an event is an envelope without an event in it.
  const got = kind === 'a object' ? 'an object without an event in it' : kind;
  return {
    code: 'not-an-object',
    message: `an event must be a JSON object, got ${got}`,
    fix: 'Write each event as one JSON object, without an array around it.',
  };
}
