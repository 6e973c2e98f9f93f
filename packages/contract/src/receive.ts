/**
 * Reads request bodies without holding more bytes in memory than the limit.
 *
 * @example
 * ```js
 * import { once } from 'node:events';
 * import { createServer } from 'node:http';
 * import { receive } from '@pushspec/contract/receive';
 *
 * const server = createServer(async (request, response) => {
 *   const { bytes, size } = await receive(request, 4);
 *   response.end(`received ${size} bytes, kept ${bytes.length}`);
 * });
 * await once(server.listen(0, '127.0.0.1'), 'listening');
 * const url = `http://127.0.0.1:${server.address().port}`;
 * console.log(await (await fetch(url, { method: 'POST', body: 'four' })).text());
 * server.close();
 * ```
 * ```text
 * received 4 bytes, kept 4
 * ```
 */
import type { IncomingMessage } from 'node:http';

/** A request body, possibly cut off at the limit. */
export interface ReceivedBody {
  /** The body, or the beginning of it if it exceeds the limit. */
  bytes: Buffer;
  /** Number of bytes on the wire. */
  size: number;
  /** Whether the body ended early or was not valid HTTP, so that these are only its first bytes. */
  isCutOff?: boolean;
}

/** Emit this event on a request whose body ends early. `emit` returns whether something responds to the request. */
export const CUT_OFF = Symbol('pushspec: the body is cut off');

export interface ReceiveOptions {
  /** Resolves with what has arrived if the request emits {@link CUT_OFF}. @default false */
  acceptsCutOff?: boolean;
}

/** Bytes to read and discard after the limit, because many clients read a response only after sending the whole body. */
const DISCARDED_BYTES = 64 * 1024 * 1024;

/** Reads a body. Rejects if the client closes the connection. */
export function receive(
  request: IncomingMessage,
  maxBytes: number,
  { acceptsCutOff = false }: ReceiveOptions = {},
): Promise<ReceivedBody> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const received = () => ({
      bytes: chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks),
      size,
    });
    const done = () => resolve(received());
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBytes) chunks.push(chunk);
      else if (size > maxBytes + DISCARDED_BYTES) {
        request.pause();
        done();
      }
    });
    request.on('end', done);
    if (acceptsCutOff) request.on(CUT_OFF, () => resolve({ ...received(), isCutOff: true }));
    request.on('error', reject);
    request.on('close', () => {
      if (!request.complete) reject(new Error('the client closed the connection'));
    });
    // If a host app has paused the request, adding a listener does not resume it.
    request.resume();
  });
}
