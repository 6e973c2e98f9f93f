/** Prism's engine, without its HTTP server: that one never answers malformed JSON and ends the process on `%ff` in a path. */
import type { Json } from '@pushspec/contract';
import type { MessageParameters } from '@pushspec/contract/reasons';
import { type Answer, problem, reworded } from './answer.ts';
import { type MockedOperation, messageOf, statusOf } from './operation.ts';
import type { Preference } from './prefer.ts';

type PrismModule = typeof import('@stoplight/prism-http');
type Resource = Awaited<ReturnType<PrismModule['getHttpOperationsFromSpec']>>[number];
type Instance = ReturnType<PrismModule['createInstance']>;
type Config = NonNullable<Parameters<Instance['request']>[2]>;
type Outcome = Awaited<ReturnType<ReturnType<Instance['request']>>>;

/** A request that has been decoded. */
export interface DecodedRequest {
  /** With one segment per parameter. */
  path: string;
  query: URLSearchParams;
  headers: Readonly<Record<string, string>>;
  body: Json;
}

export interface Engine {
  /** Whether the headers lack what the contract's security schemes ask for. */
  lacksCredentials(operation: MockedOperation, headers: DecodedRequest['headers']): Promise<boolean>;
  /** Judges a request by the contract and answers it as preferred. */
  mock(operation: MockedOperation, request: DecodedRequest, preference: Preference): Promise<Answer>;
  /** The example with the name of this reason, with these parameters in its message. */
  refuse(operation: MockedOperation, code: string, parameters?: MessageParameters): Promise<Answer>;
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

/** Prepares Prism for these operations. Takes about a second, most of it for loading Prism. */
export async function createEngine(operations: readonly MockedOperation[]): Promise<Engine> {
  const { createInstance, getHttpOperationsFromSpec } = await import('@stoplight/prism-http');
  const prism = createInstance(UNCHECKED, { logger: silentLogger() });
  const resources = new Map<MockedOperation, Resource>();
  for (const operation of operations) {
    const { document, entry } = operation;
    // Prism changes the document that it is given.
    const all = await getHttpOperationsFromSpec(structuredClone(document));
    const own = all.find(({ path, method }) => path === entry.path && method.toUpperCase() === entry.method);
    if (own) resources.set(operation, own);
  }
  const ask = (operation: MockedOperation, request: Partial<DecodedRequest>, config: Partial<Config>) => {
    const resource = resources.get(operation) as Resource;
    return prism.request(prismRequest(operation, request), [resource], {
      ...UNCHECKED,
      ...config,
    } as Config)();
  };
  return {
    async lacksCredentials(operation, headers) {
      const outcome = await ask(operation, { headers }, { checkSecurity: true });
      // Without a documented 401, Prism makes the violation the answer.
      return outcome._tag === 'Left' || outcome.right.validations.input.length > 0;
    },
    async mock(operation, request, preference) {
      return toAnswer(operation, await ask(operation, request, { validateRequest: true, mock: preference }));
    },
    async refuse(operation, code, parameters) {
      const status = statusOf(operation, code) as number;
      const mock = { dynamic: false, code: status, exampleKey: code };
      const answer = toAnswer(operation, await ask(operation, {}, { mock }));
      return parameters ? reworded(answer, messageOf(operation, code), parameters) : answer;
    },
  };
}

function prismRequest(operation: MockedOperation, request: Partial<DecodedRequest>) {
  const { accept: _accept, ...headers } = request.headers ?? {};
  return {
    method: operation.entry.method.toLowerCase() as Resource['method'] & 'post',
    url: { path: request.path ?? operation.entry.path, query: Object.fromEntries(request.query ?? []) },
    // The media type has been judged. The vendors send JSON whatever is accepted, where Prism would answer 406.
    headers: { ...headers, 'content-type': operation.mediaType },
    body: request.body,
  };
}

function toAnswer(operation: MockedOperation, outcome: Outcome): Answer {
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
  const answer: Answer = {
    status: statusCode,
    headers: Object.fromEntries(sent.map(([name, value]) => [name.toLowerCase(), String(value)])),
    body: body === undefined ? '' : JSON.stringify(body),
  };
  if (operation.responseMediaType !== undefined) answer.headers['content-type'] = operation.responseMediaType;
  return answer;
}

/** Prism's default logger prints every body. */
function silentLogger(): Parameters<PrismModule['createInstance']>[1]['logger'] {
  const silent = () => undefined;
  const names = ['trace', 'debug', 'info', 'success', 'warn', 'error', 'fatal'];
  const logger: Record<string, unknown> = Object.fromEntries(names.map((name) => [name, silent]));
  logger.child = () => logger;
  return logger as never;
}
