/** Provides both ends of the proxy: a target that records raw requests, and a caller that writes raw requests. */
import { connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { cloudMonitorSigner } from '../apis/cloudmonitor-signing.ts';
import { createProxy, type ProxyOptions } from './proxy.ts';

export const credentials = { accessKeyId: 'devAccessKeyId', accessKeySecret: 'devAccessKeySecret' };

export const signer = cloudMonitorSigner(credentials);

type StartOptions = Pick<ProxyOptions, 'target'> &
  Partial<ProxyOptions> & { credentials?: typeof credentials & { securityToken?: string } };

/** Starts a proxy that is closed when the test ends. `lines` is its log. */
export async function startProxy({ credentials: own = credentials, ...options }: StartOptions) {
  const lines: string[] = [];
  const proxy = createProxy({ signer: cloudMonitorSigner(own), log: (line) => lines.push(line), ...options });
  onTestFinished(() => proxy.close());
  const { url } = await proxy.listen({ port: 0 });
  return { url, lines };
}

/** Starts a target that records each request and responds with these bytes at the end of it. */
export async function rawTarget(response: string | Uint8Array, { end = '\r\n\r\n' } = {}) {
  const received: Buffer[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let bytes: Buffer = Buffer.alloc(0);
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk]);
      if (!bytes.toString('latin1').endsWith(end)) return;
      received.push(bytes);
      socket.end(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as { port: number };
  return { url: `http://127.0.0.1:${port}`, port, received };
}

/** Writes bytes to a server and reads until it closes the connection. */
export function raw(url: string, request: string | Buffer): Promise<Buffer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect({ host: hostname, port: Number(port) }, () => socket.write(request));
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('close', () => resolve(Buffer.concat(chunks)));
    socket.on('error', reject);
  });
}
