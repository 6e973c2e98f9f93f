/** Reads a captured request: request line, headers, an empty line, and the exact bytes of the body. */

/** A request as it was received. */
export interface ReceivedRequest {
  method: string;
  /** Path and query as sent. */
  target: string;
  /** Values by lowercase name. */
  headers: Readonly<Record<string, string>>;
  /** Name, value, name, value…, as sent. @default the lowercase names */
  rawHeaders?: readonly string[] | undefined;
  bytes: Buffer;
  /** Bytes sent after the end given by Content-Length. */
  rest?: Buffer | undefined;
}

/** Thrown for bytes that are not an HTTP/1.1 request that can be examined. */
export class RawRequestError extends Error {
  override readonly name = 'RawRequestError';
}

const REQUEST_LINE = /^([A-Za-z]+) (\S+)(?: HTTP\/\d(?:\.\d)?)?$/;
const HEADER_LINE = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):(.*)$/;

/**
 * Reads a request with CRLF or LF line ends. Bytes after the end given by Content-Length become `rest`.
 * @throws RawRequestError if the bytes are not a request
 */
export function readRawRequest(raw: Buffer): ReceivedRequest {
  const start = raw.findIndex((byte) => byte !== 0x0d && byte !== 0x0a);
  if (start < 0) throw new RawRequestError('it is empty');
  const text = raw.toString('latin1', start);
  const end = /\r?\n\r?\n/.exec(text);
  const head = text.slice(0, end?.index ?? text.length).replace(/\r?\n$/, '');
  const [first = '', ...lines] = head.split(/\r?\n/);
  const [, method, target] = REQUEST_LINE.exec(first) ?? [];
  if (method === undefined || target === undefined)
    throw new RawRequestError('line 1 is not a request line such as POST /event/custom/upload HTTP/1.1');
  const pairs = lines.map((line, index) => headerOf(line, index + 2));
  const headers = new Map<string, string>();
  for (const [name, value] of pairs) {
    const before = headers.get(name.toLowerCase());
    headers.set(name.toLowerCase(), before === undefined ? value.trim() : `${before}, ${value.trim()}`);
  }
  if (/chunked/i.test(headers.get('transfer-encoding') ?? ''))
    throw new RawRequestError('its body is chunked: save it with the chunks joined and with Content-Length');
  const body = end ? raw.subarray(start + end.index + end[0].length) : Buffer.alloc(0);
  const length = lengthOf(headers.get('content-length'), body.length);
  return {
    method,
    target: originForm(target),
    headers: Object.fromEntries(headers),
    rawHeaders: pairs.flat(),
    bytes: body.subarray(0, length),
    ...(length < body.length && { rest: body.subarray(length) }),
  };
}

function headerOf(line: string, number: number): [string, string] {
  const [, name, value] = HEADER_LINE.exec(line) ?? [];
  if (name === undefined || value === undefined)
    throw new RawRequestError(`line ${number} is not a header such as Date: Mon, 23 Oct 2017 06:51:11 GMT`);
  // One space after the colon is part of the syntax.
  return [name, value.replace(/^ /, '')];
}

function lengthOf(header: string | undefined, available: number): number {
  if (header === undefined) return available;
  if (!/^\d+$/.test(header)) throw new RawRequestError('its Content-Length is not a number');
  return Math.min(Number(header), available);
}

/** Returns the path and query. A request to a proxy has a full URL, but only these are signed. */
function originForm(target: string): string {
  return target.replace(/^https?:\/\/[^/?]*/i, '') || '/';
}
