/** Validates a request against the contract, as far as schemas can express its rules. */
import {
  bodySchemaPointer,
  isObject,
  type JsonObject,
  type OperationEntry,
  parameterOf,
  sentParameters,
} from '@pushspec/contract';
import { headerOf, type WireRequest } from '../target/wire.ts';
import { bodyValue, measuredBytes } from './body-value.ts';
import { type Contract, limitsOf, operationFacts } from './contract.ts';
import { declaredHeaders } from './declared-headers.ts';
import { compileSchema, type Validator } from './schema-validator.ts';
import { differing, essence, schemaViolations, type Violation } from './violation.ts';

interface CredentialPlace {
  readonly name: string;
  readonly isHeader: boolean;
}

interface RequestRules {
  readonly contract: Contract;
  readonly entry: OperationEntry;
  /** Credential headers and parameters, at least one of which is required. Empty if none is required. */
  readonly credentials: readonly CredentialPlace[];
  readonly headers: readonly {
    readonly name: string;
    readonly required: boolean;
    readonly validate: Validator;
  }[];
  readonly body: Validator;
  readonly maxBodyBytes: number | null;
}

/** Compiles the schemas for requests to an operation. */
export async function requestValidator(
  contract: Contract,
  entry: OperationEntry,
): Promise<(request: WireRequest) => Violation[]> {
  const rules: RequestRules = {
    contract,
    entry,
    credentials: credentialPlaces(contract, entry),
    headers: await Promise.all(headerParameters(contract, entry)),
    body: await compileSchema(contract.document, bodySchemaPointer(entry)),
    maxBodyBytes: limitsOf(contract, entry).maxBodyBytes ?? null,
  };
  return (request) => requestViolations(rules, request);
}

function credentialPlaces({ document }: Contract, { operation }: OperationEntry): CredentialPlace[] {
  const alternatives = (operation.security ?? document.security ?? []) as JsonObject[];
  const schemes = (document.components.securitySchemes ?? {}) as JsonObject;
  const names = alternatives.map((alternative) => Object.keys(alternative)[0]);
  if (names.includes(undefined)) return [];
  return names
    .map((name) => schemes[String(name)])
    .flatMap((scheme) =>
      isObject(scheme) ? [{ name: String(scheme.name), isHeader: scheme.in === 'header' }] : [],
    );
}

function headerParameters(contract: Contract, entry: OperationEntry) {
  return declaredHeaders(contract, entry).map(async ({ name, isRequired, pointer }) => ({
    name,
    required: isRequired,
    validate: await compileSchema(contract.document, `${pointer}/schema`),
  }));
}

function requestViolations(rules: RequestRules, request: WireRequest): Violation[] {
  const { entry, contract } = rules;
  const { path } = operationFacts(contract, entry);
  return [
    ...differing('method', entry.method, servedAs(rules, request.method)),
    ...(pathFits(path, request.target) ? [] : differing('path', path, request.target)),
    ...credentialViolations(rules, request),
    ...mediaTypeViolations(rules, request),
    ...headerViolations(rules, request),
    ...bodyViolations(rules, request),
  ];
}

/** Returns the declared method for a method that is handled the same way. */
function servedAs({ contract, entry }: RequestRules, method: string): string {
  const { alsoMethods } = operationFacts(contract, entry);
  return alsoMethods.includes(method) || alsoMethods.includes('*') ? entry.method : method;
}

function credentialViolations(
  { credentials, contract, entry }: RequestRules,
  request: WireRequest,
): Violation[] {
  const { rpc } = operationFacts(contract, entry);
  const { target, headers, body: bytes = Buffer.alloc(0) } = request;
  const sent = sentParameters({ target, headers: lowerCased(headers), bytes });
  const isSent = ({ name, isHeader }: CredentialPlace) =>
    isHeader ? headerOf(headers, name) : rpc && parameterOf(rpc, name, sent);
  if (credentials.length === 0 || credentials.some(isSent)) return [];
  const names = credentials.map(({ name }) => name).join(' or ');
  return [{ part: 'credentials', expected: names, got: 'none of them' }];
}

function lowerCased(headers: WireRequest['headers']): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function pathFits(template: string, target: string): boolean {
  const pattern = template.split(/\{\w+\}/).map((literal) => literal.replace(/[.*+?^$()|[\]\\]/g, '\\$&'));
  const [path = ''] = target.split('?');
  return new RegExp(`^${pattern.join('[^/]+')}$`).test(path) && decoded(path) !== undefined;
}

/** Returns the decoded path. A bundler may drop a `decodeURIComponent` call whose result is unused. */
function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

function mediaTypeViolations({ contract, entry }: RequestRules, request: WireRequest): Violation[] {
  const { headers, body } = request;
  const { contentType, mediaType, rpc } = operationFacts(contract, entry);
  if (contentType === 'any' || (rpc && body === undefined)) return [];
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
  const size = measuredBytes(contract, entry, request) ?? 0;
  if (maxBodyBytes !== null && size > maxBodyBytes) {
    return [{ part: 'size', expected: `at most ${maxBodyBytes} bytes`, got: `${size} bytes` }];
  }
  const value = bodyValue(contract, entry, request);
  if (value === undefined) return [{ part: 'body', expected: 'JSON in UTF-8', got: 'something else' }];
  return schemaViolations(body, value);
}
