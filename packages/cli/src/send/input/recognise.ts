/** Tells one JSON document from one event per line, by the beginning of what is read. */
import { joined } from './joined.ts';

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

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
