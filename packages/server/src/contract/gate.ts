/**
 * The schema gate: express-openapi-validator on every request, and nothing more.
 * It decides whether a request fits the contract; why it does not is the explain pass's matter.
 */
import type { Json } from '@pushspec/contract';
import type { NextFunction, Request, Response } from 'express';
import { middleware } from 'express-openapi-validator';
import type { Contract } from './contract.ts';

/** The parts of a request that the gate looks at. */
export interface GateRequest {
  /** Path as sent, with one segment per path parameter. */
  path: string;
  headers: Readonly<Record<string, string>>;
  body: Json;
}

export interface Gate {
  /** Whether the request fits the contract. */
  validate(request: GateRequest): Promise<boolean>;
}

type Handler = (request: Request, response: Response, next: NextFunction) => unknown;

/**
 * The gate of a contract's operation. Rejects at once when the contract cannot be used,
 * where the validator alone would fail on the first request only.
 */
export function createGate(contract: Contract): Promise<Gate> {
  let gate = gates.get(contract);
  if (!gate) {
    gate = openGate(contract);
    gates.set(contract, gate);
  }
  return gate;
}

/** A gate depends on nothing but its contract: servers in one process share it. */
const gates = new WeakMap<Contract, Promise<Gate>>();

async function openGate(contract: Contract): Promise<Gate> {
  const handlers = middleware({
    // The validator changes the document that it is given.
    apiSpec: structuredClone(contract.document) as never,
    validateApiSpec: false,
    validateRequests: { allowUnknownQueryParameters: true },
    validateResponses: false,
    validateSecurity: false,
    fileUploader: false,
    useRequestUrl: true,
    ajvFormats: { mode: 'full' },
  }) as Handler[];
  await run(
    handlers.slice(0, 1),
    requestFor(contract, { path: contract.entry.path, headers: {}, body: null }),
  );
  return {
    async validate(request) {
      try {
        await run(handlers, requestFor(contract, request));
        return true;
      } catch (error) {
        if (isRefusal(error)) return false;
        throw error;
      }
    },
  };
}

/**
 * A request as the validator reads it. The media type is always the contract's own text: the validator compiles and
 * keeps one more validator for each distinct text, and the header has been judged before.
 */
function requestFor(contract: Contract, request: GateRequest): Request {
  const app = { enabled: () => true, param: () => app };
  return {
    app,
    method: contract.entry.method,
    url: request.path,
    // Only parsed for a query, which the contracts do not have.
    originalUrl: '',
    path: request.path,
    baseUrl: '',
    headers: { ...request.headers, 'content-type': contract.mediaType },
    query: {},
    params: {},
    body: request.body,
  } as unknown as Request;
}

async function run(handlers: readonly Handler[], request: Request): Promise<void> {
  for (const handler of handlers) {
    await new Promise<void>((resolve, reject) => {
      const next = (error?: unknown) => (error === undefined ? resolve() : reject(error));
      Promise.resolve(handler(request, {} as Response, next as NextFunction)).catch(reject);
    });
  }
}

function isRefusal(error: unknown): boolean {
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === 'number' && status < 500;
}
