/** From lines, or the elements of an array, to events. */
import { firstInvalidUtf8, type JsonFault, readJson } from '@pushspec/contract';
import type { AsEvent } from '../apis/api.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { jsonPlace } from '../json-place.ts';
import { type Line, linesOf, type Position } from './lines.ts';

/** Why there is no event. The codes are ours: no vendor has seen the line. */
export interface Problem {
  readonly code: 'not-json' | 'not-utf8' | 'not-an-object' | 'line-too-long';
  /** A sentence without its end. */
  readonly message: string;
  readonly fix: string;
}

/** What is counted: lines, or elements of an array. */
export type Unit = 'line' | 'event';

interface Place {
  /** Number of the line or element, counted from 1. */
  readonly number: number;
  /** The place behind it. */
  readonly end: Position;
}

export interface ReadEvent extends Place {
  readonly event: object;
  readonly problem?: undefined;
}

export interface Unreadable extends Place {
  readonly event?: undefined;
  readonly problem: Problem;
  /** As it was read, where it was kept. */
  readonly text?: string | undefined;
}

export type Entry = ReadEvent | Unreadable;

interface LineRecordsOptions {
  readonly asEvent: AsEvent;
  /** The vendor's limit for a whole request. */
  readonly maxBodyBytes: number;
  /** Where the bytes begin. */
  readonly start: Position;
  /** Lines with smaller numbers are passed over, unread. */
  readonly skip: number;
}

/** A text gets shorter when it is written anew, by up to so many times where it is all escapes. */
const ESCAPED = 6;

/** The longest line that is looked at: whatever is longer makes a body that is too large. */
export function maxLineBytes(maxBodyBytes: number): number {
  return maxBodyBytes * ESCAPED;
}

/** One event per line. Empty lines are passed over. */
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
  throw new CommandFailure(EXIT.usage, `--skip ${skip} is more than there is: there are ${read} lines`);
}

function entryOf({ number, bytes, length, end }: Line, asEvent: AsEvent, most: number): Entry | undefined {
  if (bytes === undefined) {
    const message = `the line has ${length} bytes, and a whole request at most ${most}`;
    const fix = 'Split the event, or shorten its texts.';
    return { number, end, problem: { code: 'line-too-long', message, fix } };
  }
  const invalid = firstInvalidUtf8(bytes);
  if (invalid !== undefined) {
    const message = `the line is not UTF-8 (at byte ${invalid})`;
    const text = bytes.toString('latin1');
    return { number, end, text, problem: { code: 'not-utf8', message, fix: 'Save the file as UTF-8.' } };
  }
  const text = bytes.toString('utf8');
  if (text.trim() === '') return undefined;
  const { value, fault } = readJson(bytes, {}, text);
  if (fault) return { number, end, text, problem: notJson(bytes, fault) };
  const event = asEvent(value);
  return event ? { number, end, event } : { number, end, text, problem: notAnObject(value) };
}

interface ElementRecordsOptions extends Pick<LineRecordsOptions, 'asEvent' | 'skip'> {
  /** Bytes of the document. */
  readonly bytes: number;
}

/** The elements of an array, in the same form. */
export async function* elementRecords(
  values: readonly unknown[],
  { asEvent, skip, bytes }: ElementRecordsOptions,
): AsyncGenerator<readonly Entry[]> {
  yield values.slice(skip).map((value, index): Entry => {
    const number = skip + index + 1;
    const place = { number, end: { records: number, bytes } };
    const event = asEvent(value);
    return event
      ? { ...place, event }
      : { ...place, text: JSON.stringify(value), problem: notAnObject(value) };
  });
}

function notJson(bytes: Buffer, fault: JsonFault): Problem {
  return {
    code: 'not-json',
    message: `the line is not JSON (at ${jsonPlace(bytes, fault).replace('line 1 ', '')})`,
    fix: 'Write one event per line, as one JSON object.',
  };
}

function notAnObject(value: unknown): Problem {
  const kind = value === null ? 'null' : Array.isArray(value) ? 'an array' : `a ${typeof value}`;
  // What has members is no event all the same: the vendor's envelope has something else in it.
  const got = kind === 'a object' ? 'an object around none' : kind;
  return {
    code: 'not-an-object',
    message: `an event is a JSON object, got ${got}`,
    fix: 'Write each event as one JSON object, without an array around it.',
  };
}
