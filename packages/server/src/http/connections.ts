/** What a server does about connections whose bytes are no HTTP. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

const BAD_REQUEST = 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';
const ANSWERS: Readonly<Record<string, string>> = {
  ERR_HTTP_REQUEST_TIMEOUT: BAD_REQUEST.replace('400 Bad Request', '408 Request Timeout'),
  HPE_HEADER_OVERFLOW: BAD_REQUEST.replace('400 Bad Request', '431 Request Header Fields Too Large'),
};

/** Time in which the other side has to close a connection that is ended. */
const LINGER_MS = 5_000;

/**
 * Lets an answer that is under way go out before the connection is ended: a Content-Length that counts characters instead
 * of bytes leaves bytes behind the body which are no request, and its sender still has to learn what is wrong.
 * A request whose own body breaks off or comes too slowly has no such answer: it ends with its connection.
 */
export function endBadConnections(http: Server): void {
  const underWay = new WeakMap<Socket, ServerResponse>();
  http.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    underWay.set(socket, response);
    response.once('close', () => underWay.delete(socket));
  });
  http.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    const response = underWay.get(socket);
    if (response?.req.complete && !response.writableFinished) {
      response.shouldKeepAlive = false;
      response.once('finish', () => socket.destroySoon());
    } else if (socket.writable) {
      socket.end(ANSWERS[error.code ?? ''] ?? BAD_REQUEST);
      socket.setTimeout(LINGER_MS, () => socket.destroy());
    } else socket.destroy();
  });
}
