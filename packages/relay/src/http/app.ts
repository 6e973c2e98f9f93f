/** The HTTP interface of a relay: its own paths, and the vendor's for everything else. */
import type { Receiver } from '@pushspec/server';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import type { Delivery } from '../delivery/delivery.ts';
import type { Metrics } from '../metrics.ts';
import { createEventsHandler } from './events.ts';
import { refusalOf } from './guard.ts';
import { listRejected, retryRejected } from './rejected.ts';

export interface AppOptions {
  receiver: Receiver;
  delivery: Pick<Delivery, 'stats' | 'rejected'>;
  /** Stores events, and logs failures. */
  take: Delivery['take'];
  metrics: Pick<Metrics, 'text' | 'contentType' | 'responded'>;
  token: string | undefined;
  /** Returns whether the relay is stopping. */
  isStopping: () => boolean;
  log: (line: string) => void;
}

/** Creates the app. Only `/healthz` needs no token. */
export function createApp(options: AppOptions): Express {
  const { receiver, delivery, metrics, token } = options;
  const app = express();
  app.disable('x-powered-by');
  app.set('case sensitive routing', true);
  app.get('/healthz', health(options));
  app.all('/healthz', onlyMethods('GET, HEAD'));
  app.use((request, response, next) => {
    const refusal = refusalOf(request, token);
    if (refusal === undefined) return next();
    if (refusal.status === 401) response.setHeader('www-authenticate', 'Bearer');
    // The client may still be sending its body.
    request.resume();
    response.status(refusal.status).json({ error: refusal.message });
  });
  app.get('/metrics', async (_, response) => {
    response.type(metrics.contentType).send(await metrics.text());
  });
  app.get('/rejected', listRejected(delivery.rejected));
  app.post('/rejected/retry', retryRejected(delivery.rejected));
  app.all(['/metrics', '/rejected'], onlyMethods('GET, HEAD'));
  app.all('/rejected/retry', onlyMethods('POST'));
  app.use(measured(metrics));
  app.post('/events', createEventsHandler(options));
  app.all('/events', onlyMethods('POST'));
  app.use(receiver.router);
  app.use(failed(options.log));
  return app;
}

/** Refuses requests with other methods than the handlers before it. */
function onlyMethods(methods: string): RequestHandler {
  return (request, response) => {
    request.resume();
    const error = `${request.method} is not possible at ${request.path}: use ${methods.split(', ')[0]}`;
    response.status(405).setHeader('allow', methods).json({ error });
  };
}

function health({ delivery, isStopping }: AppOptions): RequestHandler {
  return async (_, response) => {
    if (isStopping()) return void response.status(503).json({ status: 'stopping' });
    try {
      const { waiting } = await delivery.stats();
      response.json({ status: 'ok', waiting });
    } catch (error) {
      response.status(503).json({ status: 'failed', error: (error as Error).message });
    }
  };
}

function measured(metrics: Pick<Metrics, 'responded'>): RequestHandler {
  return (_request, response, next) => {
    const start = performance.now();
    response.on('finish', () =>
      metrics.responded({ status: response.statusCode, seconds: (performance.now() - start) / 1000 }),
    );
    next();
  };
}

/** Handles errors of the relay's own paths. The vendor's paths handle their own. */
function failed(log: AppOptions['log']): ErrorRequestHandler {
  return (error, _request, response, _next) => {
    log(`error: ${(error as Error).message}`);
    if (response.headersSent) response.destroy();
    else response.status(500).json({ error: `the relay failed: ${(error as Error).message}` });
  };
}
