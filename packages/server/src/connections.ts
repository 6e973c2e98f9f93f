/** What a server does about connections whose bytes are no HTTP. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

const BAD_REQUEST = 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

/**
 * Lets an answer that is under way go out before the connection is ended: a Content-Length that counts characters instead
 * of bytes leaves bytes behind the body which are no request, and its sender still has to learn what is wrong.
 */
export function endBadConnections(http: Server): void {
  const underWay = new WeakMap<Socket, ServerResponse>();
  http.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    underWay.set(socket, response);
    response.once('close', () => underWay.delete(socket));
  });
  http.on('clientError', (_, socket: Socket) => {
    const response = underWay.get(socket);
    if (response && !response.writableFinished) {
      response.shouldKeepAlive = false;
      response.once('finish', () => socket.destroySoon());
    } else if (socket.writable) socket.end(BAD_REQUEST);
    else socket.destroy();
  });
}
