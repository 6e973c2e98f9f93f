/** Opens a file or standard input, recognizes its format, and reads JSON documents. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { firstInvalidUtf8, isJson, readJson } from '@pushspec/contract';
import { CommandFailure, EXIT } from '../failure.ts';
import { jsonPlace } from '../json-place.ts';
import type { Streams } from '../streams.ts';

export interface Source {
  /** How messages call it. */
  readonly name: string;
  /** Its path; undefined for standard input and for what is no regular file, such as a pipe. */
  readonly file: string | undefined;
  /** In bytes; undefined where nobody knows. */
  readonly size: number | undefined;
  /** The bytes from an offset on; of a file as often as one likes, where the call before is over then. */
  chunks(offset: number): AsyncIterable<Buffer>;
  /** Ends the reading, also where it waits. */
  cancel(): void;
}

/** Fewer and larger pieces than Node's own 64 KiB. */
const CHUNK_BYTES = 256 * 1024;

/** Opens a file, or standard input for `-`. */
export async function openSource(path: string, streams: Streams): Promise<Source> {
  if (path === '-') return standardInput(streams);
  const facts = await stat(path).catch((error: unknown) => {
    throw cannotRead(path, error);
  });
  if (facts.isDirectory()) {
    throw new CommandFailure(EXIT.usage, `cannot read ${path}: it is a directory; name a file in it`);
  }
  const isRegular = facts.isFile();
  const open = (offset: number) => createReadStream(path, { start: offset, highWaterMark: CHUNK_BYTES });
  return {
    name: path,
    file: isRegular ? path : undefined,
    size: isRegular ? facts.size : undefined,
    ...reading(path, open),
  };
}

function standardInput({ stdin }: Streams): Source {
  if (stdin.isTTY) {
    throw new CommandFailure(
      EXIT.usage,
      'there is nothing to send: name a file with --file, pipe it in, or give the flags of one event (see --help)',
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
  let isCancelled = false;
  return {
    async *chunks(offset) {
      input?.destroy?.();
      input = open(offset);
      try {
        for await (const chunk of input) yield Buffer.from(chunk);
      } catch (error) {
        if (!isCancelled) throw cannotRead(name, error);
      }
    },
    cancel() {
      isCancelled = true;
      input?.destroy?.();
    },
  };
}

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file; check the name',
  EACCES: 'you have no permission to read it; check its owner and mode',
  ENOTDIR: 'a part of its path is no directory; check the name',
};

function cannotRead(name: string, cause: unknown): CommandFailure {
  const { code = '', message } = cause as NodeJS.ErrnoException;
  return new CommandFailure(EXIT.usage, `cannot read ${name}: ${PROBLEMS[code] ?? message}`, { cause });
}

export type Format = 'json' | 'ndjson';

export interface Recognised {
  readonly format: Format;
  /** All of it, with the beginning that was looked at. */
  readonly chunks: AsyncIterable<Buffer>;
}

/**
 * It is NDJSON if its first line that is not empty is a JSON value by itself, and another one follows.
 * A document of several lines has no such first line, and one of a single line has nothing behind it.
 */
export async function recognise(input: AsyncIterable<Buffer>, maxLineBytes: number): Promise<Recognised> {
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

/** By its name, a file is NDJSON whatever its first line is. */
export function isNdjsonName(name: string): boolean {
  return /\.(ndjson|jsonl)$/i.test(name);
}

/** Undefined as long as it is not clear. */
function formatOf(bytes: Buffer, maxLineBytes: number): Format | undefined {
  const text = bytes.toString('utf8').replace(/^\ufeff?\s*/, '');
  const at = text.indexOf('\n');
  if (at === -1) return bytes.length > maxLineBytes ? 'json' : undefined;
  if (!isJson(text.slice(0, at))) return 'json';
  return /\S/.test(text.slice(at)) ? 'ndjson' : undefined;
}

/** Yields what was looked at already, and then the rest. */
export async function* joined<Value>(
  head: readonly Value[],
  rest: AsyncIterator<Value>,
): AsyncGenerator<Value> {
  yield* head;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

/** It is held as a whole, unlike lines. */
const MAX_BYTES = 64 * 1024 * 1024;

const BYTE_ORDER_MARK = Buffer.from('\ufeff');

/** The value; fails with a line that names the place and not the content. */
export async function readDocument(chunks: AsyncIterable<Buffer>, name: string): Promise<unknown> {
  const bytes = await collect(chunks, name);
  const invalid = firstInvalidUtf8(bytes);
  if (invalid !== undefined)
    throw new CommandFailure(EXIT.usage, `${name} is not UTF-8 (at byte ${invalid}): save it as UTF-8`);
  const marked = bytes.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK);
  const start = marked ? BYTE_ORDER_MARK.length : 0;
  const { value, fault } = readJson(bytes.subarray(start));
  if (!fault) return value;
  if (bytes.subarray(start).toString('utf8').trim() === '') {
    throw new CommandFailure(EXIT.usage, `${name} is empty: give it an event, or an array of them, as JSON`);
  }
  const place = jsonPlace(bytes, { ...fault, byte: start + fault.byte });
  throw new CommandFailure(
    EXIT.usage,
    `${name} is not JSON (at ${place}): correct it there; --ndjson reads one event per line`,
  );
}

async function collect(chunks: AsyncIterable<Buffer>, name: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > MAX_BYTES) {
      throw new CommandFailure(
        EXIT.usage,
        `${name} begins as one JSON document and is larger than ${MAX_BYTES} bytes: write one event per line, and read it with --ndjson`,
      );
    }
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}
