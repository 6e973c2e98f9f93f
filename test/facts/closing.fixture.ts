/** Sends requests in parts, so that a server can be closed in the middle of one. */
import { connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Written {
  socket: Socket;
  /** Everything received when the connection ended, or `reset` if it was reset. */
  ended: Promise<string>;
}

/** Opens a connection and writes these bytes to it. */
export async function write(url: string, bytes: string): Promise<Written> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  let text = '';
  socket.on('data', (chunk) => (text += chunk));
  const ended = new Promise<string>((resolve) => {
    socket.on('error', () => resolve(text || 'reset'));
    socket.on('close', () => resolve(text || 'reset'));
  });
  await new Promise<void>((resolve) => socket.once('connect', resolve));
  await new Promise<void>((resolve) => socket.write(bytes, () => resolve()));
  return { socket, ended };
}

const BODY = '{"event":{"status":"error","title":"disk full"}}';

/** A request to Guance in two parts: the head with the beginning of the body, and the rest of the body. */
export const halves = {
  first: [
    'POST /api/v1/push-events/secret_dev/datakit/push HTTP/1.1',
    'Host: 127.0.0.1',
    'Content-Type: application/json',
    `Content-Length: ${BODY.length}`,
    '',
    BODY.slice(0, 10),
  ].join('\r\n'),
  second: BODY.slice(10),
};

/** Repeats a request on several connections until the server stops. Resolves to the responses. */
export async function hammer(url: string, senders: number): Promise<{ accepted: number; others: unknown[] }> {
  const result = { accepted: 0, others: [] as unknown[] };
  const sender = async () => {
    for (;;) {
      try {
        const response = await fetch(`${url}/api/v1/push-events/secret_dev/datakit/push`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: BODY,
        });
        await response.text();
        if (response.status === 200) result.accepted++;
        else result.others.push(response.status);
      } catch {
        return;
      }
    }
  };
  await Promise.all(Array.from({ length: senders }, sender));
  return result;
}
