/** Wraps Prism's engine without its HTTP server, which never responds to malformed JSON and crashes on `%ff` in a path. */
import {
  type Json,
  type NumberFormat,
  nodesIn,
  numberFormatOf,
  type OpenApiDocument,
} from '@pushspec/contract';
import type { MessageParameters } from '@pushspec/contract/reasons';
import { type MockedOperation, messageOf, statusOf } from './operation.ts';
import type { Preference } from './prefer.ts';
import { type MockResponse, problem, withMessage } from './response.ts';

type PrismModule = typeof import('@stoplight/prism-http');
type Resource = Awaited<ReturnType<PrismModule['getHttpOperationsFromSpec']>>[number];
type Instance = ReturnType<PrismModule['createInstance']>;
type Config = NonNullable<Parameters<Instance['request']>[2]>;
type Outcome = Awaited<ReturnType<ReturnType<Instance['request']>>>;

/** A decoded request. */
export interface DecodedRequest {
  /** Path with one segment per parameter. */
  path: string;
  query: URLSearchParams;
  headers: Readonly<Record<string, string>>;
  body: Json;
}

export interface Engine {
  /** Whether headers or parameters that the contract's security schemes require are missing. */
  lacksCredentials(
    operation: MockedOperation,
    headers: DecodedRequest['headers'],
    parameters: URLSearchParams,
  ): Promise<boolean>;
  /** Validates a request against the contract and returns the preferred response. */
  mock(operation: MockedOperation, request: DecodedRequest, preference: Preference): Promise<MockResponse>;
  /** Returns the example of this reason, with these message parameters. */
  refuse(operation: MockedOperation, code: string, parameters?: MessageParameters): Promise<MockResponse>;
}

const UNCHECKED: Config = {
  checkSecurity: false,
  validateRequest: false,
  validateResponse: false,
  errors: false,
  isProxy: false,
  upstreamProxy: undefined,
  mock: { dynamic: false },
};

/** Prepares Prism for these operations. Takes about a second, mostly to load Prism. */
export async function createEngine(operations: readonly MockedOperation[]): Promise<Engine> {
  const { createInstance, getHttpOperationsFromSpec } = await import('@stoplight/prism-http');
  const prism = createInstance(UNCHECKED, { logger: silentLogger() });
  const resources = new Map<MockedOperation, Resource>();
  for (const operation of operations) {
    const { document, entry } = operation;
    const all = await getHttpOperationsFromSpec(withRanges(document));
    const own = all.find(({ path, method }) => path === entry.path && method.toUpperCase() === entry.method);
    if (own) resources.set(operation, own);
  }
  const run = (operation: MockedOperation, request: Partial<DecodedRequest>, config: Partial<Config>) => {
    const resource = resources.get(operation) as Resource;
    return prism.request(prismRequest(operation, request), [resource], {
      ...UNCHECKED,
      ...config,
    } as Config)();
  };
  return {
    async lacksCredentials(operation, headers, query) {
      const outcome = await run(operation, { headers, query }, { checkSecurity: true });
      // Without a documented 401, Prism returns the violation as the response.
      return outcome._tag === 'Left' || outcome.right.validations.input.length > 0;
    },
    async mock(operation, request, preference) {
      return toResponse(
        operation,
        await run(operation, request, { validateRequest: true, mock: preference }),
      );
    },
    async refuse(operation, code, parameters) {
      const status = statusOf(operation, code) as number;
      const mock = { dynamic: false, code: status, exampleKey: code };
      const response = toResponse(operation, await run(operation, {}, { mock }));
      return parameters ? withMessage(response, messageOf(operation, code), parameters) : response;
    },
  };
}

/**
 * Ranges of the formats of numbers. Prism's validator accepts infinity as a number, and JavaScript reads 1e400 as infinity. It
 * does not check the range of int64 either.
 */
const RANGES: Readonly<Record<NumberFormat, { minimum: number; maximum: number }>> = {
  int32: { minimum: -(2 ** 31), maximum: 2 ** 31 - 1 },
  // No double is the greatest int64.
  int64: { minimum: -(2 ** 63), maximum: 2 ** 63 },
  double: { minimum: -Number.MAX_VALUE, maximum: Number.MAX_VALUE },
};

/** Returns a copy of a document, which Prism may modify, with the ranges of number formats as bounds. */
function withRanges(document: OpenApiDocument): OpenApiDocument {
  const copy = structuredClone(document);
  for (const { node } of nodesIn(copy as unknown as Json)) {
    const format = numberFormatOf(node);
    if (format) Object.assign(node, { ...RANGES[format], ...node });
  }
  return copy;
}

/** Converts a request for Prism. It cannot read objects from a form, so the decoded body is passed as JSON. */
const DECODED = 'application/json';

function prismRequest(operation: MockedOperation, request: Partial<DecodedRequest>) {
  const { accept: _accept, ...headers }: Record<string, string> = { ...request.headers };
  // With a length, Prism would compare the media type with the form's.
  if (operation.rpc) delete headers['content-length'];
  return {
    method: operation.entry.method.toLowerCase() as Resource['method'] & 'post',
    // Prism finds an operation by its path key, including the fragment.
    url: {
      path: (!operation.rpc && request.path) || operation.entry.path,
      query: Object.fromEntries(request.query ?? []),
    },
    // The media type is already checked. Vendors send JSON whatever the client accepts, but Prism would send 406.
    headers: { ...headers, 'content-type': operation.rpc ? DECODED : operation.mediaType },
    body: request.body,
  };
}

function toResponse(operation: MockedOperation, outcome: Outcome): MockResponse {
  if (outcome._tag === 'Left') {
    const {
      status = 500,
      message,
      detail = '',
    } = outcome.left as Error & { status?: number; detail?: string };
    return problem(status, message, detail);
  }
  const { statusCode, headers = {}, body } = outcome.right.output;
  const sent = Object.entries(headers).filter(([, value]) => value !== null);
  const response: MockResponse = {
    status: statusCode,
    headers: Object.fromEntries(sent.map(([name, value]) => [name.toLowerCase(), String(value)])),
    body: body === undefined ? '' : JSON.stringify(body),
  };
  if (operation.responseMediaType !== undefined)
    response.headers['content-type'] = operation.responseMediaType;
  return response;
}

/** Prism's default logger prints every body. */
function silentLogger(): Parameters<PrismModule['createInstance']>[1]['logger'] {
  const silent = () => undefined;
  const names = ['trace', 'debug', 'info', 'success', 'warn', 'error', 'fatal'];
  const logger: Record<string, unknown> = Object.fromEntries(names.map((name) => [name, silent]));
  logger.child = () => logger;
  return logger as never;
}
