/** The admin API (admin.openapi.yaml): reading what was received, and driving the server from a test. */
import { isObject } from '@pushspec/contract';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { middleware } from 'express-openapi-validator';
import { adminDocument } from '../admin-document.ts';
import type { Fault } from '../faults.ts';
import { adminHeaders } from '../http/security-headers.ts';
import { addApiRoutes } from './api-routes.ts';
import { addClock } from './clock.ts';
import { addConfig } from './config.ts';
import { type AdminContext, AdminError, HTTP } from './context.ts';
import { addDocument } from './document.ts';
import { addEvents } from './events.ts';
import { addFaults } from './faults.ts';
import { type GuardOptions, guard } from './guard.ts';
import { addHealth } from './health.ts';
import { addReplay } from './replay.ts';
import { JSON_TYPE, messageOf } from './request-errors.ts';
import { addRequests } from './requests.ts';
import { addSignature } from './signature.ts';
import { addTry } from './try.ts';

/** Bodies of `try` are the largest: those of the vendors' own limits fit, escaped as JSON. */
const JSON_LIMIT_BYTES = 4 * 1024 * 1024;

const groups = [
  ...[addHealth, addRequests, addReplay, addFaults, addClock],
  ...[addConfig, addEvents, addSignature, addTry, addDocument, addApiRoutes],
];

let shared: RequestHandler[] | undefined;

/** Returns the validator of the document, which the servers of a process share: it takes longer to compile than all else of a server. */
function documentValidator(): RequestHandler[] {
  shared ??= middleware({
    apiSpec: adminDocument,
    validateApiSpec: false,
    validateResponses: true,
    validateRequests: true,
    validateSecurity: false,
    fileUploader: false,
  }) as RequestHandler[];
  return shared;
}

export function adminApp(context: AdminContext, guardOptions: GuardOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(adminHeaders, guard(guardOptions), express.json({ limit: JSON_LIMIT_BYTES }), oneMediaType);
  app.post('/__admin/faults', readableFault(context));
  app.use(documentValidator());
  for (const add of groups) add(app, context);
  app.post('/__admin/reset', async (_, response) => {
    await context.reset();
    response.json({ ok: true });
  });
  app.use(errorAnswer(context));
  return app;
}

/** The validator compiles and keeps validators for each distinct Content-Type, so it gets to see one of two. */
const oneMediaType: RequestHandler = (request, _response, next) => {
  // Without a body the header says nothing.
  if (request.is(JSON_TYPE) === false) delete request.headers['content-type'];
  else request.headers['content-type'] = JSON_TYPE;
  next();
};

/** Refuses what is not a fault with a sentence; the document's `oneOf` would list what each kind of fault lacks. */
function readableFault({ checkFault }: AdminContext): RequestHandler {
  return (request, _response, next) => {
    try {
      if (isObject(request.body)) checkFault(request.body as unknown as Fault);
      next();
    } catch (error) {
      next(new AdminError(HTTP.badRequest, (error as Error).message));
    }
  };
}

function errorAnswer({ onError, masking }: AdminContext): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent) return next(error);
    const status = typeof error?.status === 'number' ? error.status : 500;
    const isOurs = status >= 500 && error?.name !== 'AdminError';
    if (isOurs) onError(error);
    const message = isOurs ? 'internal error; the log of the server says more' : messageOf(request, error);
    response.status(status).json({ error: masking.text(message) });
  };
}
