/** Reads the body of a request to the byte, and never more of it than the bound. */
import type { IncomingMessage } from 'node:http';

/** What a caller may go on sending beyond the bound so that it still reads the answer, in bytes. */
const DRAINED_BYTES = 32 * 1024 * 1024;

/** Undefined where the body is larger than `maxBytes`. Rejects when the caller goes away. */
export function receive(request: IncomingMessage, maxBytes: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBytes) chunks.push(chunk);
      else chunks.length = 0;
      if (size <= maxBytes + DRAINED_BYTES) return;
      request.pause();
      resolve(undefined);
    });
    request.on('end', () => resolve(size <= maxBytes ? Buffer.concat(chunks) : undefined));
    request.on('error', reject);
    request.on('close', () => {
      if (!request.complete) reject(new Error('the caller closed the connection'));
    });
  });
}
