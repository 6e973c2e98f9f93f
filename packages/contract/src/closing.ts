/**
 * Closes an HTTP server without cutting off requests in flight.
 *
 * @example
 * ```js
 * import { createServer } from 'node:http';
 * import { once } from 'node:events';
 * import { gracefulCloser } from '@pushspec/contract/closing';
 *
 * const server = createServer((_, response) => setImmediate(() => response.end('complete')));
 * const close = gracefulCloser(server);
 * await once(server.listen(0, '127.0.0.1'), 'listening');
 * const response = fetch(`http://127.0.0.1:${server.address().port}`);
 * await once(server, 'request');
 * await close({ graceMs: 5_000 });
 * console.log(await (await response).text());
 * ```
 * ```text
 * complete
 * ```
 */
import type { Server, ServerResponse } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';

/** Milliseconds that requests in flight have to finish after a server starts closing. */
export const CLOSING_GRACE_MS = 5_000;

/** The longest delay of a timer in milliseconds. Node fires a timer with a longer delay, such as Infinity, immediately. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1;

export interface CloseOptions {
  /**
   * Milliseconds that requests in flight have to finish. Connections that are still open after that are cut off.
   * @default 5000
   */
  graceMs?: number;
}

/**
 * Starts tracking the requests of a server and returns the function that closes it. Closing answers the requests that have
 * arrived, refuses new connections, and ends idle connections immediately.
 */
export function gracefulCloser(http: Server): (options?: CloseOptions) => Promise<void> {
  const inFlight = slots<ServerResponse>();
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
    const slot = inFlight.take(response);
    if (isClosing) response.shouldKeepAlive = false;
    response.on('close', () => {
      inFlight.free(slot);
      if (inFlight.count() === 0) onIdle();
    });
  });

  /** Resolves when no more connections or requests arrive within a few turns of the event loop, or when `deadline` aborts. */
  const settled = async (kind: keyof typeof seen, deadline: AbortSignal): Promise<void> => {
    for (let turn = 0; turn < MAX_TURNS && !deadline.aborted; turn += WAITED_TURNS) {
      const before = seen[kind];
      for (let next = 0; next < WAITED_TURNS; next++) await new Promise((resolve) => setImmediate(resolve));
      if (seen[kind] === before) return;
    }
  };

  const idle = async (deadline: AbortSignal): Promise<void> => {
    await settled('requests', deadline);
    while (inFlight.count() > 0 && !deadline.aborted) {
      await new Promise<void>((resolve) => {
        onIdle = resolve;
        deadline.addEventListener('abort', () => resolve(), { once: true });
      });
      await settled('requests', deadline);
    }
  };

  return async ({ graceMs = CLOSING_GRACE_MS } = {}) => {
    if (!(graceMs >= 0)) throw new TypeError('graceMs must be 0 or more milliseconds');
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), Math.min(graceMs, LONGEST_TIMER_MS));
    await settled('connections', deadline.signal);
    // `http.close()` would cut off connections whose next request is on its way.
    const closed = new Promise<void>((resolve) => NetServer.prototype.close.call(http, () => resolve()));
    isClosing = true;
    for (const response of inFlight.held()) response.shouldKeepAlive = false;
    await idle(deadline.signal);
    clearTimeout(timer);
    for (const socket of sockets) socket.destroy();
    await closed;
    // Stops the timer with which Node checks connections.
    http.close();
  };
}

/**
 * Holds values that are added and removed with each request. A `Set` would keep replacing its internal table, and each old
 * table keeps its values reachable until the next full garbage collection, so most requests would be retained for that long.
 */
function slots<Value>() {
  const values: (Value | undefined)[] = [];
  const free: number[] = [];
  return {
    take(value: Value): number {
      const slot = free.pop() ?? values.length;
      values[slot] = value;
      return slot;
    },
    free(slot: number): void {
      values[slot] = undefined;
      free.push(slot);
    },
    count: () => values.length - free.length,
    held: () => values.filter((value) => value !== undefined),
  };
}

/**
 * Turns of the event loop to wait. Each turn accepts one waiting connection. The current turn may be half over, and
 * reading takes another one.
 */
const WAITED_TURNS = 3;

/** Limits the wait, so that a stream of new connections cannot keep the server open. */
const MAX_TURNS = 300;
