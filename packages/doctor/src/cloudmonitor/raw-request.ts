/** A request as it was captured: request line, headers, an empty line, and the body to the byte. */
import type { ReceivedRequest } from './case.ts';

/** The bytes are not an HTTP/1.1 request that can be examined. */
export class RawRequestError extends Error {
  override readonly name = 'RawRequestError';
}

const REQUEST_LINE = /^([A-Za-z]+) (\S+)(?: HTTP\/\d(?:\.\d)?)?$/;
const HEADER_LINE = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):(.*)$/;

/** Line ends may be CRLF or LF. What stands after the end that Content-Length gives becomes `rest`. Throws a RawRequestError. */
export function readRawRequest(raw: Buffer): ReceivedRequest {
  const start = raw.findIndex((byte) => byte !== 0x0d && byte !== 0x0a);
  if (start < 0) throw new RawRequestError('it is empty');
  const text = raw.toString('latin1', start);
  const end = /\r?\n\r?\n/.exec(text);
  const head = text.slice(0, end?.index ?? text.length).replace(/\r?\n$/, '');
  const [first = '', ...lines] = head.split(/\r?\n/);
  const [, method, target] = REQUEST_LINE.exec(first) ?? [];
  if (method === undefined || target === undefined)
    throw new RawRequestError('line 1 is no request line such as POST /event/custom/upload HTTP/1.1');
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
    throw new RawRequestError(`line ${number} is no header such as Date: Mon, 23 Oct 2017 06:51:11 GMT`);
  // One blank after the colon belongs to the notation.
  return [name, value.replace(/^ /, '')];
}

function lengthOf(header: string | undefined, available: number): number {
  if (header === undefined) return available;
  if (!/^\d+$/.test(header)) throw new RawRequestError('its Content-Length is no number');
  return Math.min(Number(header), available);
}

/** A proxy is sent the whole address; what is signed is the path. */
function originForm(target: string): string {
  return target.replace(/^https?:\/\/[^/?]*/i, '') || '/';
}
