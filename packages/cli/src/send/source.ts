/** Opens a file or standard input, recognizes its format, and reads JSON documents. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { firstInvalidUtf8, isJson, readJson } from '@pushspec/contract';
import { compressionOf, contentStart, isUtf16 } from '../encoding.ts';
import { CommandFailure, cannotReadInput, EXIT } from '../failure.ts';
import { jsonLocation } from '../json-location.ts';
import type { Streams } from '../streams.ts';

export interface Source {
  /** Name of the input in messages. */
  readonly name: string;
  /** Path of a regular file, or `undefined` for standard input and pipes. */
  readonly file: string | undefined;
  /** Size in bytes, or `undefined` if unknown. */
  readonly size: number | undefined;
  /** Yields the bytes from an offset. A file can be read again, which ends the previous read. */
  chunks(offset: number): AsyncIterable<Buffer>;
  /** Stops reading, even while it waits for input. */
  cancel(): void;
}

/** Size of a chunk in bytes. Larger than Node's default of 64 KiB. */
const CHUNK_BYTES = 256 * 1024;

/** Opens a file, or standard input for `-`. */
export async function openSource(path: string, streams: Streams): Promise<Source> {
  if (path === '-') return standardInput(streams);
  const stats = await stat(path).catch((error: unknown) => {
    throw cannotReadInput(path, error);
  });
  if (stats.isDirectory()) {
    throw cannotReadInput(path, { code: 'EISDIR' });
  }
  const isRegular = stats.isFile();
  const open = (offset: number) => createReadStream(path, { start: offset, highWaterMark: CHUNK_BYTES });
  return {
    name: path,
    file: isRegular ? path : undefined,
    size: isRegular ? stats.size : undefined,
    ...reading(path, open),
  };
}

function standardInput({ stdin }: Streams): Source {
  if (stdin.isTTY) {
    throw new CommandFailure(
      EXIT.usage,
      'there is nothing to send: pass a file with `--file`, pipe it in, or use the event flags (see `--help`)',
    );
  }
  return {
    name: 'standard input',
    file: undefined,
    size: undefined,
    ...reading('standard input', () => stdin),
  };
}

type Input = AsyncIterable<Buffer | string> & { destroy?: () => unknown };

function reading(name: string, open: (offset: number) => Input): Pick<Source, 'chunks' | 'cancel'> {
  let input: Input | undefined;
  let isCanceled = false;
  return {
    async *chunks(offset) {
      input?.destroy?.();
      input = open(offset);
      try {
        let isFirst = offset === 0;
        for await (const chunk of input) {
          const bytes = Buffer.from(chunk);
          if (isFirst) checkEncoding(bytes, name);
          isFirst = false;
          yield bytes;
        }
      } catch (error) {
        if (error instanceof CommandFailure) throw error;
        if (!isCanceled) throw cannotReadInput(name, error);
      }
    },
    cancel() {
      isCanceled = true;
      input?.destroy?.();
    },
  };
}

/** @throws CommandFailure if the input begins like a compressed file or UTF-16, of which no line could be sent */
function checkEncoding(bytes: Buffer, name: string): void {
  const compression = compressionOf(bytes);
  if (compression) {
    const { command } = compression;
    throw new CommandFailure(
      EXIT.usage,
      `${name} is compressed with ${compression.name}: decompress it first, such as with \`${command} FILE | pushspec send … --file -\``,
    );
  }
  if (isUtf16(bytes)) throw new CommandFailure(EXIT.usage, `${name} is UTF-16: save it as UTF-8`);
}

export type Format = 'json' | 'ndjson';

export interface DetectedFormat {
  readonly format: Format;
  /** All chunks, including those that were read to detect the format. */
  readonly chunks: AsyncIterable<Buffer>;
}

/**
 * Detects the format. The input is NDJSON if its first non-empty line is a complete JSON value and more follows.
 * A multi-line document has no such first line, and a single-line document has nothing after it.
 */
export async function detectFormat(
  input: AsyncIterable<Buffer>,
  maxLineBytes: number,
): Promise<DetectedFormat> {
  const iterator = input[Symbol.asyncIterator]();
  const head: Buffer[] = [];
  let format: Format | undefined;
  while (format === undefined) {
    const { done, value } = await iterator.next();
    if (done) break;
    head.push(value);
    format = formatOf(Buffer.concat(head), maxLineBytes);
  }
  return { format: format ?? 'json', chunks: joined(head, iterator) };
}

/** Returns whether the file name marks a file as NDJSON. */
export function isNdjsonName(name: string): boolean {
  return /\.(ndjson|jsonl)$/i.test(name);
}

/** Returns the format, or `undefined` if more bytes are needed to decide. */
function formatOf(bytes: Buffer, maxLineBytes: number): Format | undefined {
  const text = bytes.toString('utf8').replace(/^\ufeff?\s*/, '');
  const at = text.indexOf('\n');
  if (at === -1) return bytes.length > maxLineBytes ? 'json' : undefined;
  if (!isJson(text.slice(0, at))) return 'json';
  return /\S/.test(text.slice(at)) ? 'ndjson' : undefined;
}

/** Yields the values that were already read, then the rest. */
export async function* joined<Value>(
  head: readonly Value[],
  rest: AsyncIterator<Value>,
): AsyncGenerator<Value> {
  yield* head;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

/** Largest JSON document in bytes. Unlike lines, it is kept in memory. */
const MAX_BYTES = 64 * 1024 * 1024;
/** Bytes of the first line that are examined to find out what the input is. */
const MAX_FIRST_LINE = 4096;

export interface ReadDocument {
  readonly value: unknown;
  readonly bytes: Buffer;
  /** Offset of the JSON, after a byte order mark. */
  readonly start: number;
}

/** Reads a JSON document. Errors name the location, but not the content. */
export async function readDocument(chunks: AsyncIterable<Buffer>, name: string): Promise<ReadDocument> {
  const bytes = await collect(chunks, name);
  const invalid = firstInvalidUtf8(bytes);
  if (invalid !== undefined)
    throw new CommandFailure(EXIT.usage, `${name} is not UTF-8 (at byte ${invalid}): save it as UTF-8`);
  const start = contentStart(bytes);
  const { value, problem } = readJson(bytes.subarray(start));
  if (!problem) return { value, bytes, start };
  if (bytes.subarray(start).toString('utf8').trim() === '') {
    throw new CommandFailure(EXIT.usage, `${name} is empty: write an event, or an array of events, as JSON`);
  }
  const location = jsonLocation(bytes, { ...problem, byte: start + problem.byte });
  throw new CommandFailure(
    EXIT.usage,
    `${name} is not JSON (at ${location}): ${nextStep(bytes.subarray(start))}`,
  );
}

/** A line of a table: names or values with separators between them, and no brackets. */
const TABLE = /^[^{}[\]\r\n]*?[^{}[\]\r\n,;\t][,;\t][^{}[\]\r\n]*$/;

/** Returns what to do about a document that is not JSON. */
function nextStep(bytes: Buffer): string {
  const [first = ''] = bytes.toString('utf8', 0, MAX_FIRST_LINE).trimStart().split('\n', 1);
  if (/^[{[]/.test(first)) return 'fix it there, or use `--ndjson` for one event per line';
  const expected = 'a JSON object, one per line or in an array';
  return TABLE.test(first.trimEnd())
    ? `it looks like CSV; convert each row to ${expected}`
    : `write each event as ${expected}`;
}

async function collect(chunks: AsyncIterable<Buffer>, name: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > MAX_BYTES) {
      throw new CommandFailure(
        EXIT.usage,
        `${name} is a JSON document larger than ${MAX_BYTES} bytes: write one event per line, and send it with \`--ndjson\``,
      );
    }
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}
