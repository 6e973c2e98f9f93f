/** Reads one JSON document. */
import { firstInvalidUtf8, readJson } from '@pushspec/contract';
import { CommandFailure, EXIT } from '../../failure.ts';
import { jsonPlace } from '../../json-place.ts';

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
