/** Closes an HTTP server without cutting the requests in flight. Used by server, mock and proxy. */
import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Milliseconds that requests in flight have to finish when a server closes. */
export const CLOSING_GRACE_MS = 5_000;

/** The longest that a timer waits. */
const LONGEST_MS = 2 ** 31 - 1;

export interface CloseOptions {
  /**
   * Milliseconds that requests in flight have to finish. Connections that are still open then are cut.
   * @default 5000
   */
  graceMs?: number;
}

/**
 * Watches the requests of a server from now on. Returns the function that closes it: requests whose bytes have arrived
 * are answered, new connections are refused, and connections without a request end at once.
 */
export function closingOf(http: Server): (options?: CloseOptions) => Promise<void> {
  const inFlight = new Set<ServerResponse>();
  const sockets = new Set<Socket>();
  let isClosing = false;
  let onIdle = () => {};

  http.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  http.prependListener('request', (_, response: ServerResponse) => {
    inFlight.add(response);
    if (isClosing) response.shouldKeepAlive = false;
    response.once('close', () => {
      inFlight.delete(response);
      if (inFlight.size === 0) onIdle();
    });
  });

  const idle = async (): Promise<void> => {
    while (inFlight.size > 0) {
      await new Promise<void>((resolve) => {
        onIdle = resolve;
      });
      await received();
    }
  };

  return async ({ graceMs = CLOSING_GRACE_MS } = {}) => {
    if (!(graceMs >= 0)) throw new TypeError('graceMs must be 0 or more milliseconds');
    isClosing = true;
    for (const response of inFlight) response.shouldKeepAlive = false;
    await received();
    const closed = new Promise<void>((resolve) => http.close(() => resolve()));
    await within(graceMs, idle());
    for (const socket of sockets) socket.destroy();
    await closed;
    await received();
  };
}

/** A turn of the event loop may be under way; one accepts a connection, the next one reads it. */
const TURNS = 3;

/** Resolves when the bytes that the system has by now are read. */
async function received(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) await new Promise((resolve) => setImmediate(resolve));
}

async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, Math.min(ms, LONGEST_MS));
  });
  await Promise.race([work, over]);
  clearTimeout(timer);
}
