/** Closes an HTTP server without cutting the requests in flight. Used by server, mock and proxy. */
import type { Server, ServerResponse } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';

/** Milliseconds that requests in flight have to finish when a server closes. */
export const CLOSING_GRACE_MS = 5_000;

/** The longest that a timer waits: one of more milliseconds, such as Infinity, fires at once. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1;

export interface CloseOptions {
  /**
   * Milliseconds that requests in flight have to finish. Connections that are still open then are cut.
   * @default 5000
   */
  graceMs?: number;
}

/**
 * Watches the requests of a server from now on. Returns the function that closes it: requests that have arrived are answered,
 * later connections are refused, and connections without a request end at once.
 */
export function closingOf(http: Server): (options?: CloseOptions) => Promise<void> {
  const inFlight = new Set<ServerResponse>();
  const sockets = new Set<Socket>();
  const seen = { connections: 0, requests: 0 };
  let isClosing = false;
  let onIdle = () => {};

  http.on('connection', (socket: Socket) => {
    seen.connections++;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  http.prependListener('request', (_, response: ServerResponse) => {
    seen.requests++;
    inFlight.add(response);
    if (isClosing) response.shouldKeepAlive = false;
    response.once('close', () => {
      inFlight.delete(response);
      if (inFlight.size === 0) onIdle();
    });
  });

  /** Resolves when some turns of the event loop bring no more of these, or when the time is over. */
  const settled = async (what: keyof typeof seen, over: AbortSignal): Promise<void> => {
    for (let turn = 0; turn < MOST_TURNS && !over.aborted; turn += TURNS) {
      const before = seen[what];
      for (let next = 0; next < TURNS; next++) await new Promise((resolve) => setImmediate(resolve));
      if (seen[what] === before) return;
    }
  };

  const idle = async (over: AbortSignal): Promise<void> => {
    await settled('requests', over);
    while (inFlight.size > 0 && !over.aborted) {
      await new Promise<void>((resolve) => {
        onIdle = resolve;
        over.addEventListener('abort', () => resolve(), { once: true });
      });
      await settled('requests', over);
    }
  };

  return async ({ graceMs = CLOSING_GRACE_MS } = {}) => {
    if (!(graceMs >= 0)) throw new TypeError('graceMs must be 0 or more milliseconds');
    const over = new AbortController();
    const timer = setTimeout(() => over.abort(), Math.min(graceMs, LONGEST_TIMER_MS));
    await settled('connections', over.signal);
    // That of HTTP would cut connections whose next request is on its way.
    const closed = new Promise<void>((resolve) => NetServer.prototype.close.call(http, () => resolve()));
    isClosing = true;
    for (const response of inFlight) response.shouldKeepAlive = false;
    await idle(over.signal);
    clearTimeout(timer);
    for (const socket of sockets) socket.destroy();
    await closed;
    // Ends the timer with which Node watches the connections.
    http.close();
  };
}

/** Each turn of the event loop accepts one of the connections that wait. A turn may be under way, and a later one reads. */
const TURNS = 3;

/** A crowd that keeps connecting does not keep the server open. */
const MOST_TURNS = 300;
