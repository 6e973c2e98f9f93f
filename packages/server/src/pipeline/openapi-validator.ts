/** express-openapi-validator as one middleware of an API's router, on the real request. */
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { middleware } from 'express-openapi-validator';
import type { Contract } from '../contract/contract.ts';
import type { Exchange } from './exchange.ts';
import { handlingOf } from './handling.ts';

/** Passed to `next` where a request does not match the contract's schemas; `explain` finds out why. */
export const SCHEMA_MISMATCH = Symbol('schema mismatch');

type Handler = (request: Request, response: Response, next: NextFunction) => unknown;

export interface OpenApiValidatorOptions {
  contract: Contract;
  /** The path with one segment per path parameter. @default the request's own path */
  pathOf?: ((exchange: Exchange) => string) | undefined;
}

/**
 * Returns the middleware that validates requests. Rejects if the contract is unusable, which the library alone would
 * report on the first request only.
 */
export async function openApiValidator({
  contract,
  pathOf = ({ path }) => path,
}: OpenApiValidatorOptions): Promise<RequestHandler> {
  const handlers = await handlersOf(contract);
  return function schema(request, response, next) {
    const { exchange } = handlingOf(request);
    const restore = showAsInContract(request, contract, {
      path: pathOf(exchange),
      body: exchange.body ?? null,
    });
    runInTurn(handlers, request, response, (error) => {
      restore();
      if (error === undefined) next();
      else next(isMismatch(error) ? SCHEMA_MISMATCH : error);
    });
  };
}

/** The library's handlers depend on the contract only, so all servers of a process share them. */
const handlersByContract = new WeakMap<Contract, Promise<readonly Handler[]>>();

function handlersOf(contract: Contract): Promise<readonly Handler[]> {
  const known = handlersByContract.get(contract);
  if (known) return known;
  const handlers = loadHandlers(contract);
  handlersByContract.set(contract, handlers);
  return handlers;
}

async function loadHandlers(contract: Contract): Promise<readonly Handler[]> {
  const [pathParameters, ...others] = middleware({
    // The library changes the document that it is given.
    apiSpec: structuredClone(contract.document) as never,
    validateApiSpec: false,
    validateRequests: { allowUnknownQueryParameters: true },
    validateResponses: false,
    validateSecurity: false,
    fileUploader: false,
    useRequestUrl: true,
    ajvFormats: { mode: 'full' },
  }) as Handler[];
  // The first handler loads the document and registers path parameters with `req.app`. With a mounted router that is
  // the host's app, so it runs once, here, with an app that ignores them.
  await new Promise<void>((resolve, reject) => {
    const next = (error?: unknown) => (error === undefined ? resolve() : reject(error));
    pathParameters?.({ app: CONTRACT_APP } as unknown as Request, {} as Response, next as NextFunction);
  });
  return others;
}

/** What the library asks of `req.app`: paths are matched exactly as the contract writes them, whatever the host app does. */
const CONTRACT_APP = { enabled: () => true, param: () => CONTRACT_APP };

/**
 * Shows the request to the library as the contract describes it, and returns the function that undoes this.
 * - The method is the declared one, since the contract may allow others.
 * - The media type is the contract's own: the library compiles and keeps one validator per distinct header text, and an
 *   earlier step has checked the header.
 * - The query is empty: the library takes `?_openapi[…]` from it for its own data. The contracts declare no query.
 * - `app` is ours, so that the result does not depend on the host app's routing options, nor on there being one.
 */
function showAsInContract(
  request: Request,
  contract: Contract,
  { path, body }: { path: string; body: unknown },
): () => void {
  const { method, url, originalUrl, params } = request;
  const contentType = request.headers['content-type'];
  const ownBody = Object.getOwnPropertyDescriptor(request, 'body');
  const shown = ['app', 'query', 'path', 'openapi'].map(
    (name) => [name, Object.getOwnPropertyDescriptor(request, name)] as const,
  );
  define(request, { app: CONTRACT_APP, query: {}, path, body });
  Object.assign(request, { method: contract.operation.method, url: path, originalUrl: '' });
  request.headers['content-type'] = contract.operation.mediaType;
  return () => {
    Object.assign(request, { method, url, originalUrl, params });
    if (contentType === undefined) delete request.headers['content-type'];
    else request.headers['content-type'] = contentType;
    for (const [name, descriptor] of [...shown, ['body', ownBody] as const]) {
      if (descriptor) Object.defineProperty(request, name, descriptor);
      else Reflect.deleteProperty(request, name);
    }
  };
}

function define(request: Request, values: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(values)) {
    Object.defineProperty(request, name, { value, writable: true, configurable: true, enumerable: true });
  }
}

/** Calls each handler after the one before has called `next`. `done` is called once. */
function runInTurn(
  handlers: readonly Handler[],
  request: Request,
  response: Response,
  done: (error?: unknown) => void,
): void {
  const run = (index: number): void => {
    const handler = handlers[index];
    if (!handler) {
      done();
      return;
    }
    const next = (error?: unknown) => (error === undefined ? run(index + 1) : done(error));
    handler(request, response, next as NextFunction);
  };
  run(0);
}

function isMismatch(error: unknown): boolean {
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === 'number' && status < 500;
}
