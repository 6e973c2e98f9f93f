/** Runs express-openapi-validator as a single middleware in an API's router. */
import type { OpenApiDocument } from '@pushspec/contract';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { middleware } from 'express-openapi-validator';
import type { Contract } from '../contract/contract.ts';
import type { Exchange } from './exchange.ts';
import { stateOf } from './request-state.ts';

/** Passed to `next` if a request does not match the contract's schemas. `explain` then finds the reason. */
export const SCHEMA_MISMATCH = Symbol('schema mismatch');

type Handler = (request: Request, response: Response, next: NextFunction) => unknown;

export interface OpenApiValidatorOptions {
  contract: Contract;
  /** The path with one segment per path parameter. @default the request's own path */
  pathOf?: ((exchange: Exchange) => string) | undefined;
}

/**
 * Returns the middleware that validates requests. Rejects if the contract is unusable, which the library would
 * report only on the first request.
 */
export async function openApiValidator({
  contract,
  pathOf = ({ path }) => (contract.operation.rpc ? contract.operation.pathKey : path),
}: OpenApiValidatorOptions): Promise<RequestHandler> {
  const handlers = await handlersOf(contract);
  return function schema(request, response, next) {
    const { exchange } = stateOf(request);
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

/** All servers of a process share the library's handlers, because they depend only on the contract. */
const handlersByDocument = new WeakMap<OpenApiDocument, Promise<readonly Handler[]>>();

function handlersOf(contract: Contract): Promise<readonly Handler[]> {
  const known = handlersByDocument.get(contract.document);
  if (known) return known;
  const handlers = loadHandlers(contract);
  handlersByDocument.set(contract.document, handlers);
  return handlers;
}

async function loadHandlers(contract: Contract): Promise<readonly Handler[]> {
  const [pathParameters, ...others] = middleware({
    // The library modifies the document that it gets.
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

/** The `req.app` that the library sees. Paths match exactly as in the contract, regardless of the host app's settings. */
const CONTRACT_APP = { enabled: () => true, param: () => CONTRACT_APP };

/**
 * Presents the request to the library as the contract describes it. Returns a function that undoes this.
 * - The method is the declared one, because the contract may allow others.
 * - The media type is the contract's. The library compiles and caches a validator per distinct header value, and an
 *   earlier step has checked the header.
 * - The query is empty. The library would read `?_openapi[…]` as its own data, and the contracts declare no query.
 * - `app` is a stub, so that the result does not depend on the host app's routing options.
 */
function showAsInContract(
  request: Request,
  contract: Contract,
  { path, body }: { path: string; body: unknown },
): () => void {
  const { method, url, originalUrl, params, headers } = request;
  const contentType = headers['content-type'];
  // Usually all are undefined, but a host app may have set some, such as `body`.
  const own = SHADOWED.map((name) =>
    Object.hasOwn(request, name) ? Object.getOwnPropertyDescriptor(request, name) : undefined,
  );
  const shown = [CONTRACT_APP, {}, path, body];
  for (let index = 0; index < shown.length; index++) {
    const value = shown[index];
    const name = SHADOWED[index] as string;
    Object.defineProperty(request, name, { value, writable: true, configurable: true, enumerable: true });
  }
  request.method = contract.operation.method;
  request.url = path;
  request.originalUrl = '';
  headers['content-type'] = contract.operation.mediaType;
  return () => {
    request.method = method;
    request.url = url;
    request.originalUrl = originalUrl;
    request.params = params;
    if (contentType === undefined) delete headers['content-type'];
    else headers['content-type'] = contentType;
    for (let index = SHADOWED.length - 1; index >= 0; index--) {
      const name = SHADOWED[index] as string;
      const descriptor = own[index];
      if (descriptor) Object.defineProperty(request, name, descriptor);
      else Reflect.deleteProperty(request, name);
    }
  };
}

/**
 * Properties that the library reads or adds. Express computes some of them in getters. They are removed in reverse
 * order: V8 can undo the last addition, but any other deletion makes the object slow to read.
 */
const SHADOWED = ['app', 'query', 'path', 'body', 'openapi'] as const;

/** Calls each handler after the previous one has called `next`. Calls `done` once. */
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
