/** Reads one JSON document. */
import { isUtf8 } from 'node:buffer';
import { CommandFailure, EXIT } from '../../failure.ts';
import { placeInJson } from './json-place.ts';

/** It is held as a whole, unlike lines. */
const MAX_BYTES = 64 * 1024 * 1024;

/** The value; fails with a line that names the place and not the content. */
export async function readDocument(chunks: AsyncIterable<Buffer>, name: string): Promise<unknown> {
  const bytes = await collect(chunks, name);
  if (!isUtf8(bytes)) throw new CommandFailure(EXIT.usage, `${name} is not UTF-8: save it as UTF-8`);
  const text = bytes.toString('utf8').replace(/^\ufeff/, '');
  if (text.trim() === '') {
    throw new CommandFailure(EXIT.usage, `${name} is empty: give it an event, or an array of them, as JSON`);
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    const place = placeInJson(text);
    throw new CommandFailure(
      EXIT.usage,
      `${name} is not JSON (at ${place}): correct it there; --ndjson reads one event per line`,
      { cause },
    );
  }
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
