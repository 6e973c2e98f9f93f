/** The HTTP server whose requests and responses are Express's own, without changing prototypes per request. */
import { createServer, IncomingMessage, type Server, type ServerOptions, ServerResponse } from 'node:http';
import type { Express, RequestHandler } from 'express';
import { originForm } from './paths.ts';

/**
 * Creates a server that gives each request to the router first, and what no API owns to the app.
 * `app(request, response)` would replace the prototypes of both objects for each request, which costs as much as the
 * router itself. Node's `IncomingMessage` and `ServerResponse` options make them inherit from the app's from the start.
 */
export function createExpressServer(options: ServerOptions, app: Express): Server {
  class AppRequest extends IncomingMessage {}
  class AppResponse extends ServerResponse<IncomingMessage> {}
  Object.setPrototypeOf(AppRequest.prototype, app.request);
  Object.setPrototypeOf(AppResponse.prototype, app.response);
  return createServer({ ...options, IncomingMessage: AppRequest, ServerResponse: AppResponse });
}

/** Returns the listener that routes a request. `onError` receives what neither router nor app has handled. */
export function routed(router: RequestHandler, app: Express, onError: (error: unknown) => void) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    // Express cannot parse the path of every absolute-form target, so the router never sees one.
    request.url = originForm(request.url ?? '/');
    Object.assign(request, { res: response });
    const expressRequest = request as Parameters<RequestHandler>[0];
    const expressResponse = response as Parameters<RequestHandler>[1];
    router(expressRequest, expressResponse, (error?: unknown) => {
      if (error === undefined) return app(request, response);
      onError(error);
      if (response.headersSent) response.destroy();
      else response.writeHead(500, { 'content-length': 0 }).end();
    });
  };
}
