/**
 * Signs requests to the RPC gateway with the schemes of a contract: ACS3 and version 1. This is the server's and the
 * doctor's own code; the client has another one, so that neither repeats a mistake of the other.
 */
import { createHash, createHmac } from 'node:crypto';
import {
  type Acs3Scheme,
  decodedParameters,
  parameterOf,
  percentEncoded,
  type Rpc,
  type RpcV1Scheme,
  type SchemeName,
  type SentParameters,
  type SigningSchemes,
} from '@pushspec/contract';

/** Decoded parameters in the order sent. */
export type Pairs = readonly (readonly [name: string, value: string])[];

/** The parts of a request that ACS3 covers. */
export interface Acs3Request {
  readonly method: string;
  /** Decoded parameters of the query. */
  readonly query: Pairs;
  /** Values by lowercase name, as sent. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly bytes: Uint8Array;
}

/** The parts of an `Authorization` header with ACS3. */
export interface Acs3Authorization {
  readonly algorithm: string;
  readonly accessKeyId: string;
  /** Names of the signed headers, in lower case, in the order sent. */
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

/** Path of every canonical request, whatever path the request has. */
const CANONICAL_PATH = '/';

/** Returns the scheme that a request uses, or `undefined` if it is not signed. */
export function schemeOf(
  { acs3, rpcV1 }: SigningSchemes,
  rpc: Rpc,
  sent: SentParameters,
): SchemeName | undefined {
  const { name, prefix = '' } = acs3?.selectedBy ?? { name: '' };
  if (acs3 && sent.headers?.[name.toLowerCase()]?.trim().startsWith(prefix)) return 'acs3';
  const isPresent = (parameter: string) => parameterOf(rpc, parameter, sent) !== undefined;
  if (rpcV1 && (isPresent(rpcV1.selectedBy.name) || isPresent(rpcV1.fields.accessKeyId.name)))
    return 'rpc-v1';
  return undefined;
}

/** Parses an `Authorization` header. Returns `undefined` if a part is missing. Spaces after commas are allowed. */
export function parseAcs3Authorization(header: string): Acs3Authorization | undefined {
  const [, algorithm, rest] = /^(\S+)\s+(.+)$/.exec(header.trim()) ?? [];
  if (algorithm === undefined || rest === undefined) return undefined;
  const parts = new Map(rest.split(',').map((part) => splitOnce(part.trim(), '=')));
  const [accessKeyId, names, signature] = ['Credential', 'SignedHeaders', 'Signature'].map((name) =>
    parts.get(name),
  );
  if (!accessKeyId || !names || !signature) return undefined;
  return { algorithm, accessKeyId, signedHeaders: names.toLowerCase().split(';'), signature };
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)];
}

/** Returns the value of the `Authorization` header. */
export function acs3Authorization(
  { algorithm }: Acs3Scheme,
  { accessKeyId, signedHeaders, signature }: Omit<Acs3Authorization, 'algorithm'>,
): string {
  return `${algorithm.value} Credential=${accessKeyId},SignedHeaders=${signedHeaders.join(';')},Signature=${signature}`;
}

/** Returns the decoded parameters of the query, or `undefined` if one is malformed. */
export function queryPairs(query: string | undefined): Pairs | undefined {
  return decodedParameters(QUERY_ONLY, { query, form: undefined });
}

const QUERY_ONLY: Rpc = { action: { parameter: '', value: '' }, parameters: ['query'] };

/** Encodes parameters once more, sorted by the code units of their names. */
export function canonicalQuery(pairs: Pairs): string {
  return pairs
    .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => `${percentEncoded(name)}=${percentEncoded(value)}`)
    .join('&');
}

/** The parts of a canonical request. */
export interface CanonicalParts {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** Lines of the signed headers. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Names of the signed headers. */
  readonly names: readonly string[];
  /** Digest of the body. */
  readonly digest: string;
}

/** Returns the parts of the canonical request. A listed header that was not sent counts as empty. */
export function canonicalParts(
  { algorithm }: Acs3Scheme,
  { method, query, headers, bytes }: Acs3Request,
  signedHeaders: readonly string[],
): CanonicalParts {
  return {
    method,
    path: CANONICAL_PATH,
    query: canonicalQuery(query),
    headers: signedHeaders.map((name) => [name, (headers[name] ?? '').trim()]),
    names: signedHeaders,
    digest: createHash(algorithm.hash).update(bytes).digest('hex'),
  };
}

/** Joins the parts of a canonical request. */
export function joinedParts({ method, path, query, headers, names, digest }: CanonicalParts): string {
  const lines = headers.map(([name, value]) => `${name}:${value}\n`).join('');
  return [method, path, query, lines, names.join(';'), digest].join('\n');
}

/** Returns the canonical request of ACS3. */
export function canonicalRequest(
  scheme: Acs3Scheme,
  request: Acs3Request,
  signedHeaders: readonly string[],
): string {
  return joinedParts(canonicalParts(scheme, request, signedHeaders));
}

/** Returns the string to sign of ACS3. */
export function acs3StringToSign({ algorithm }: Acs3Scheme, canonical: string): string {
  return `${algorithm.value}\n${createHash(algorithm.hash).update(canonical).digest('hex')}`;
}

/** Returns the signature of ACS3: hexadecimal digits in lower case. */
export function acs3Signature({ algorithm }: Acs3Scheme, stringToSign: string, secret: string): string {
  return createHmac(algorithm.hash, secret).update(stringToSign).digest('hex');
}

/** Returns the headers that must be signed: the required ones, and those sent that start with the prefix. */
export function headersToSign({ signedHeaders }: Acs3Scheme, headers: Acs3Request['headers']): string[] {
  const sent = Object.keys(headers).filter((name) => name.startsWith(signedHeaders.prefix));
  return [...new Set([...signedHeaders.required, ...sent])].sort();
}

/** The parts of the string to sign of version 1. */
export interface V1Parts {
  readonly method: string;
  readonly path: string;
  readonly query: string;
}

/** Returns the parts of the string to sign of version 1. The signature itself may be among the parameters. */
export function v1Parts({ selectedBy }: RpcV1Scheme, method: string, pairs: Pairs): V1Parts {
  const signed = pairs.filter(([name]) => name !== selectedBy.name);
  return { method, path: CANONICAL_PATH, query: canonicalQuery(signed) };
}

/** Joins the parts of a string to sign of version 1. */
export function joinedV1Parts({ method, path, query }: V1Parts): string {
  return [method, percentEncoded(path), percentEncoded(query)].join('&');
}

/** Returns the string to sign of version 1. */
export function v1StringToSign(scheme: RpcV1Scheme, method: string, pairs: Pairs): string {
  return joinedV1Parts(v1Parts(scheme, method, pairs));
}

/** Returns the key of the HMAC of version 1. */
export function v1Key(secret: string): string {
  return `${secret}&`;
}

/** Returns the signature of version 1, in base64. */
export function v1Signature({ algorithm }: RpcV1Scheme, stringToSign: string, secret: string): string {
  return createHmac(algorithm.hash, v1Key(secret)).update(stringToSign).digest('base64');
}
