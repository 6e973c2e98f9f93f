/** What the contract finds wrong with a request, as far as a schema can say it. */
import { bodySchemaPointer, isObject, type JsonObject, type OperationEntry } from '@pushspec/contract';
import { headerOf, type WireRequest } from '../target/wire.ts';
import { bodyValue } from './body-value.ts';
import { type Contract, limitsOf, operationFacts } from './contract.ts';
import { declaredHeaders } from './declared-headers.ts';
import { compileSchema, type Validator } from './schema-validator.ts';
import { differing, essence, schemaViolations, type Violation } from './violation.ts';

interface RequestRules {
  readonly contract: Contract;
  readonly entry: OperationEntry;
  /** Headers with credentials, one of which has to be there; empty where none has to. */
  readonly credentials: readonly string[];
  readonly headers: readonly {
    readonly name: string;
    readonly required: boolean;
    readonly validate: Validator;
  }[];
  readonly body: Validator;
  readonly maxBodyBytes: number | null;
}

/** Compiles the schemas of an operation's requests. */
export async function requestJudge(
  contract: Contract,
  entry: OperationEntry,
): Promise<(request: WireRequest) => Violation[]> {
  const rules: RequestRules = {
    contract,
    entry,
    credentials: credentialHeaders(contract, entry),
    headers: await Promise.all(headerParameters(contract, entry)),
    body: await compileSchema(contract.document, bodySchemaPointer(entry)),
    maxBodyBytes: limitsOf(contract, entry).maxBodyBytes ?? null,
  };
  return (request) => requestViolations(rules, request);
}

function credentialHeaders({ document }: Contract, { operation }: OperationEntry): string[] {
  const alternatives = (operation.security ?? document.security ?? []) as JsonObject[];
  const schemes = (document.components.securitySchemes ?? {}) as JsonObject;
  const names = alternatives.map((alternative) => Object.keys(alternative)[0]);
  if (names.includes(undefined)) return [];
  return names
    .map((name) => schemes[String(name)])
    .flatMap((scheme) => (isObject(scheme) ? [String(scheme.name)] : []));
}

function headerParameters(contract: Contract, entry: OperationEntry) {
  return declaredHeaders(contract, entry).map(async ({ name, isRequired, pointer }) => ({
    name,
    required: isRequired,
    validate: await compileSchema(contract.document, `${pointer}/schema`),
  }));
}

function requestViolations(rules: RequestRules, request: WireRequest): Violation[] {
  const { entry } = rules;
  return [
    ...differing('method', entry.method, request.method),
    ...(pathFits(entry.path, request.target) ? [] : differing('path', entry.path, request.target)),
    ...credentialViolations(rules, request),
    ...mediaTypeViolations(rules, request),
    ...headerViolations(rules, request),
    ...bodyViolations(rules, request),
  ];
}

function credentialViolations({ credentials }: RequestRules, { headers }: WireRequest): Violation[] {
  if (credentials.length === 0 || credentials.some((name) => headerOf(headers, name))) return [];
  return [{ part: 'credentials', expected: credentials.join(' or '), got: 'no such header' }];
}

function pathFits(template: string, target: string): boolean {
  const pattern = template.split(/\{\w+\}/).map((literal) => literal.replace(/[.*+?^$()|[\]\\]/g, '\\$&'));
  const [path = ''] = target.split('?');
  return new RegExp(`^${pattern.join('[^/]+')}$`).test(path) && decoded(path) !== undefined;
}

/** Its value is used, as a bundler may drop a call of `decodeURIComponent` whose value is not. */
function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

function mediaTypeViolations({ contract, entry }: RequestRules, { headers }: WireRequest): Violation[] {
  const { contentType, mediaType } = operationFacts(contract, entry);
  if (contentType === 'any') return [];
  const encoding = headerOf(headers, 'content-encoding') ?? 'identity';
  const got = headerOf(headers, 'content-type') ?? 'none';
  const compared = contentType === 'with-parameters' ? essence(got) : got.toLowerCase();
  return [...differing('media type', mediaType, compared), ...differing('media type', 'identity', encoding)];
}

function headerViolations({ headers }: RequestRules, request: WireRequest): Violation[] {
  return headers.flatMap(({ name, required, validate }): Violation[] => {
    const value = headerOf(request.headers, name);
    if (value === undefined)
      return required ? [{ part: 'header', expected: name, got: 'no such header' }] : [];
    return validate(value).map(({ keyword, rule }) => ({
      part: 'header',
      expected: `${name}: ${keyword} of ${rule}`,
      got: value,
    }));
  });
}

function bodyViolations(
  { contract, entry, body, maxBodyBytes }: RequestRules,
  request: WireRequest,
): Violation[] {
  const bytes = request.body ?? Buffer.alloc(0);
  if (maxBodyBytes !== null && bytes.length > maxBodyBytes) {
    return [{ part: 'size', expected: `at most ${maxBodyBytes} bytes`, got: `${bytes.length} bytes` }];
  }
  const value = bodyValue(contract, entry, bytes);
  if (value === undefined) return [{ part: 'body', expected: 'JSON in UTF-8', got: 'something else' }];
  return schemaViolations(body, value);
}
