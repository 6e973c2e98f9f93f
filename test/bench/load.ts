/** Sends the same request repeatedly over persistent connections. */
import { connect, type Socket } from 'node:net';
import type { BenchRequest } from './requests.ts';

export interface Load {
  port: number;
  request: BenchRequest;
  requests: number;
  /** @default 8 */
  connections?: number;
}

/** Resolves when all responses have the expected status, 200 or 400. Rejects at the first other status. */
export async function sendLoad({ port, request, requests, connections = 8 }: Load): Promise<void> {
  const bytes = bytesOf(request);
  const expected = request.isRefused ? 400 : 200;
  let left = requests;
  const worker = () =>
    new Promise<void>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1');
      socket.setNoDelay(true);
      const next = () => {
        if (left-- > 0) socket.write(bytes);
        else socket.end(resolve);
      };
      socket.on('connect', next).on('error', reject);
      onResponse(socket, (status) => {
        if (status === expected) return next();
        socket.destroy();
        reject(new Error(`the subject responded to ${request.path} with ${status}`));
      });
    });
  await Promise.all(Array.from({ length: connections }, worker));
}

function bytesOf({ path, headers, body }: BenchRequest): Buffer {
  const all = { host: 'localhost', 'content-length': String(Buffer.byteLength(body)), ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`POST ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
}

/** Calls back with the status of each response. Expects a Content-Length. */
function onResponse(socket: Socket, done: (status: number) => void): void {
  let text = '';
  socket.setEncoding('latin1');
  socket.on('data', (chunk) => {
    text += chunk;
    const end = text.indexOf('\r\n\r\n');
    if (end < 0) return;
    const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
    if (text.length < end + 4 + length) return;
    const status = Number(text.slice(9, 12));
    text = '';
    done(status);
  });
}
