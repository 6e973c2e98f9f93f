/** Reads the body of a response of undici up to a limit, and decompresses it. */
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import * as zlib from 'node:zlib';
import type { ReadText } from '../response.ts';

const decoder = new TextDecoder();

/** Reads a body as a string. @param maxBytes Limit after decompression, in bytes */
export async function readBody(
  body: Readable,
  encoding: string | string[] | undefined,
  maxBytes: number,
): Promise<ReadText> {
  const bytes = await readBytes(body, maxBytes);
  if (bytes === undefined) return CUT;
  if (encoding === undefined) return { text: decoder.decode(bytes), isCut: false };
  const decoded = await decompressed(bytes, String(encoding), maxBytes);
  return decoded === undefined ? CUT : { text: decoder.decode(decoded), isCut: false };
}

const CUT: ReadText = { text: '', isCut: true };

/** Returns all bytes. If there are more, it closes the connection and returns `undefined`. */
function readBytes(body: Readable, maxBytes: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    body.on('data', (chunk: Buffer) => {
      length += chunk.byteLength;
      chunks.push(chunk);
      if (length <= maxBytes) return;
      resolve(undefined);
      chunks.length = 0;
      body.destroy();
    });
    body.on('end', () => resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
    body.on('error', reject);
    body.on('close', () => reject(new Error('the connection was closed before the end of the response')));
  });
}

type Decompress = (bytes: Buffer, options: { readonly maxOutputLength: number }) => Promise<Buffer>;

const inflate = promisify<Buffer, object, Buffer>(zlib.inflate);
const inflateRaw = promisify<Buffer, object, Buffer>(zlib.inflateRaw);
const gunzip = promisify<Buffer, object, Buffer>(zlib.gunzip);

/** The content codings of HTTP. Some versions of Node do not support Zstandard. @see https://www.rfc-editor.org/rfc/rfc9110#section-8.4.1 */
const CODINGS: Readonly<Record<string, Decompress | undefined>> = {
  gzip: gunzip,
  'x-gzip': gunzip,
  // Some services send it without the zlib header.
  deflate: (bytes, options) => ((bytes[0] ?? 0) % 16 === 8 ? inflate : inflateRaw)(bytes, options),
  br: promisify<Buffer, object, Buffer>(zlib.brotliDecompress),
  zstd: zlib.zstdDecompress && promisify<Buffer, object, Buffer>(zlib.zstdDecompress),
};

/** Returns the decompressed bytes, or `undefined` if there are too many. Unknown codings are ignored. */
async function decompressed(bytes: Buffer, encoding: string, maxBytes: number): Promise<Buffer | undefined> {
  const codings = encoding
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim());
  const options = { maxOutputLength: Math.min(maxBytes, MAX_LENGTH) };
  try {
    let decoded = bytes;
    for (const coding of codings.reverse()) decoded = (await CODINGS[coding]?.(decoded, options)) ?? decoded;
    return decoded;
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE') return undefined;
    throw error;
  }
}

const MAX_LENGTH = 2 ** 31 - 1;
