/** The admin API (admin.openapi.yaml): shows received requests and lets tests control the server. */
import { apiNames, ConfigError, isObject } from '@pushspec/contract';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { middleware } from 'express-openapi-validator';
import { adminDocument } from '../admin-document.ts';
import type { Fault } from '../faults.ts';
import { adminHeaders } from '../http/security-headers.ts';
import type { Sandbox } from '../sandboxes/sandbox.ts';
import { type Settings, withSettings } from '../services.ts';
import { addApiRoutes } from './api-routes.ts';
import { addClock } from './clock.ts';
import { addConfig } from './config.ts';
import { type AdminContext, AdminError, contextIn, HTTP } from './context.ts';
import { addDocument } from './document.ts';
import { addEvents } from './events.ts';
import { addFaults } from './faults.ts';
import { type GuardOptions, guard } from './guard.ts';
import { addHealth } from './health.ts';
import { addReplay } from './replay.ts';
import { JSON_TYPE, messageOf } from './request-errors.ts';
import { addRequests } from './requests.ts';
import { addSandboxes, noSandbox } from './sandboxes.ts';
import { addSignature } from './signature.ts';
import { addTry } from './try.ts';

/** Limit of request bodies. The largest are those of `try`, which contain a vendor's largest body escaped as JSON. */
const JSON_LIMIT_BYTES = 4 * 1024 * 1024;

const routeGroups = [
  ...[addHealth, addRequests, addReplay, addFaults, addClock],
  ...[addConfig, addEvents, addSignature, addTry, addDocument, addApiRoutes],
];

let shared: RequestHandler[] | undefined;

/** Returns the document's validator. All servers of a process share it, because compiling it dominates startup time. */
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

/** Returns the admin API. Routes with `?sandbox=<id>` see that sandbox. Without it they see requests outside of sandboxes. */
export function adminApp(context: AdminContext, guardOptions: GuardOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(adminHeaders, guard(guardOptions));
  const main = routesApp(context, [addSandboxes]);
  const known = new WeakMap<Sandbox, Express>();
  const unknown = withoutSandbox();
  const appOf = (id: string): Express => {
    const sandbox = context.sandboxes.get(id);
    if (!sandbox) return unknown;
    const routes = known.get(sandbox) ?? routesApp(contextIn(context, sandbox));
    known.set(sandbox, routes);
    return routes;
  };
  app.use(function sandbox(request, response, next) {
    const { sandbox: id } = request.query;
    if (id !== undefined && typeof id !== 'string')
      throw new AdminError(HTTP.badRequest, 'the query parameter `sandbox` is given more than once');
    const routes = id === undefined ? main : appOf(id);
    routes(request, response, next);
  });
  app.use(errorResponse(context));
  return app;
}

/** Rejects requests with the id of a sandbox that is not open. A method that the document does not declare is the closer reason. */
function withoutSandbox(): Express {
  const app = express();
  app.use(documentValidator());
  app.use((request, _response, next) => next(noSandbox(String(request.query.sandbox))));
  const onInvalid: ErrorRequestHandler = (error, request, _response, next) =>
    next(error?.status === HTTP.methodNotAllowed ? error : noSandbox(String(request.query.sandbox)));
  app.use(onInvalid);
  return app;
}

function routesApp(
  context: AdminContext,
  extra: readonly ((app: Express, context: AdminContext) => void)[] = [],
): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(express.json({ limit: JSON_LIMIT_BYTES }), normalizeMediaType);
  app.post('/__admin/faults', validateFault(context));
  app.put('/__admin/config/:api', validateSettings(context));
  app.post('/__admin/sandboxes', allowMissingBody);
  app.use(documentValidator());
  for (const add of [...routeGroups, ...extra]) add(app, context);
  app.post('/__admin/reset', async (_, response) => {
    await context.reset();
    response.json({ ok: true });
  });
  app.use(errorResponse(context));
  return app;
}

/** Normalizes Content-Type, because the validator compiles and caches a validator per distinct value. */
const normalizeMediaType: RequestHandler = (request, _response, next) => {
  // Without a body the header has no meaning.
  if (request.is(JSON_TYPE) === false) delete request.headers['content-type'];
  else request.headers['content-type'] = JSON_TYPE;
  next();
};

/** Treats a missing body as `{}`. Otherwise the validator would require a media type. */
const allowMissingBody: RequestHandler = (request, _response, next) => {
  const { 'content-length': length = '0', 'transfer-encoding': encoding } = request.headers;
  if (length === '0' && encoding === undefined) {
    request.headers['content-type'] = JSON_TYPE;
    request.body = {};
  }
  next();
};

/** Rejects invalid settings with the message of a configuration file. The document lists the settings of all APIs. */
function validateSettings({ services }: AdminContext): RequestHandler {
  return (request, _response, next) => {
    const api = apiNames.find((name) => name === request.params.api);
    if (api === undefined || !isObject(request.body)) return next();
    try {
      withSettings(services.config(), api, request.body as Settings);
      next();
    } catch (error) {
      next(error instanceof ConfigError ? new AdminError(HTTP.badRequest, error.message) : error);
    }
  };
}

/** Rejects invalid faults with a readable message. The document's `oneOf` would report errors for every kind of fault. */
function validateFault({ checkFault }: AdminContext): RequestHandler {
  return (request, _response, next) => {
    try {
      if (isObject(request.body)) checkFault(request.body as unknown as Fault);
      next();
    } catch (error) {
      next(new AdminError(HTTP.badRequest, (error as Error).message));
    }
  };
}

/** Returns the methods of a path, which the validator adds to its error. */
function allowedBy({ headers }: { headers?: { Allow?: string } }): string {
  return String(headers?.Allow ?? '');
}

function errorResponse({ onError, masking }: AdminContext): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent) return next(error);
    const status = typeof error?.status === 'number' ? error.status : 500;
    const isOurs = status >= 500 && error?.name !== 'AdminError';
    if (isOurs) onError(error);
    const message = isOurs ? 'internal error: see the log of the server' : messageOf(request, error);
    if (status === HTTP.methodNotAllowed) response.set('Allow', allowedBy(error));
    response.status(status).json({ error: masking.mask(message) });
  };
}
