/** Reads the body of a request: the bytes as they come, never more of them than the limit in memory. Used by server and mock. */
import type { IncomingMessage } from 'node:http';

export interface ReceivedBody {
  /** The body, or its beginning where it is larger than the limit. */
  bytes: Buffer;
  /** Bytes on the wire. */
  size: number;
}

/** What a client may go on sending beyond the limit so that it can still read the answer, in bytes. */
const DRAINED_BYTES = 64 * 1024 * 1024;

/** Rejects when the client goes away. */
export function receive(request: IncomingMessage, maxBytes: number): Promise<ReceivedBody> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const done = () =>
      resolve({ bytes: chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks), size });
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBytes) chunks.push(chunk);
      else if (size > maxBytes + DRAINED_BYTES) {
        request.pause();
        done();
      }
    });
    request.on('end', done);
    request.on('error', reject);
    request.on('close', () => {
      if (!request.complete) reject(new Error('the client closed the connection'));
    });
    // A host app may have paused it, and then a listener alone does not let it flow.
    request.resume();
  });
}
