/**
 * Computes the signature that a request should have (test vectors: spec/cloudmonitor/vectors).
 * Independent of the client's implementation: the two share only the vectors and the contract's `x-signing`.
 */
import { hash } from 'node:crypto';
import type { Operation, SigningRules } from '@pushspec/contract';

/** The parts of a request that are signed. */
export interface SignedRequest {
  method: string;
  /** Path as sent, without the query. */
  path: string;
  /** Query as sent, without the question mark. */
  query?: string | undefined;
  /** Values by lowercase name, as sent. */
  headers: Readonly<Record<string, string>>;
}

/** The parts of the string to sign. Missing parts are empty. */
export interface SignatureParts {
  method: string;
  contentMd5: string;
  contentType: string;
  date: string;
  /** The signed headers, one on each line. */
  headers: string;
  resource: string;
}

export type PartName = keyof SignatureParts;

/** The parts by their names in the contract. */
export const PARTS: Readonly<Record<string, PartName>> = {
  method: 'method',
  'Content-MD5': 'contentMd5',
  'Content-Type': 'contentType',
  Date: 'date',
  'signed-headers': 'headers',
  resource: 'resource',
};

/** Signs requests by the rules of a contract. */
export interface Signer {
  readonly rules: SigningRules;
  /** The parts in the order of the lines. */
  readonly order: readonly PartName[];
  /** Lowercase name of the header with the digest. */
  readonly digestHeader: string;
  parts(request: SignedRequest): SignatureParts;
  /** @param separator - @default the contract's */
  join(parts: SignatureParts, separator?: string): string;
  stringToSign(request: SignedRequest): string;
  /** Returns lowercase names and trimmed values, sorted by name. */
  signedHeaders(headers: Readonly<Record<string, string>>): (readonly [string, string])[];
  /** Returns the signature as uppercase hexadecimal digits. */
  signatureOf(text: string, accessKeySecret: string): string;
  /** Returns the digest as uppercase hexadecimal digits. */
  contentMd5Of(bytes: Uint8Array): string;
  /** Returns the value of the Authorization header. */
  authorizationOf(accessKeyId: string, signature: string): string;
}

const signers = new WeakMap<Operation, Signer>();

/** Returns the signer of an operation, which is created once. Throws if the contract has no rules for signing it. */
export function signerOf(operation: Operation): Signer {
  const known = signers.get(operation);
  if (known) return known;
  if (!operation.signing) throw new Error(`the contract does not say how ${operation.id} is signed`);
  const signer = createSigner(operation.signing);
  signers.set(operation, signer);
  return signer;
}

function createSigner(rules: SigningRules): Signer {
  const order = orderOf(rules);
  const digestHeader = rules.digestHeader.toLowerCase();
  const hmac = createHmac(rules.signatureHash);
  const signedHeaders: Signer['signedHeaders'] = (headers) =>
    Object.entries(headers)
      .map(([name, value]) => [name.toLowerCase(), value.trim()] as const)
      .filter(([name]) => rules.prefixes.some((prefix) => name.startsWith(prefix)))
      .sort(([a], [b]) => (a < b ? -1 : 1));
  const join: Signer['join'] = (parts, separator = rules.lineSeparator) =>
    order.map((name) => parts[name]).join(separator);
  const parts: Signer['parts'] = ({ method, path, query, headers }) => ({
    method,
    contentMd5: headers[digestHeader] ?? '',
    contentType: headers['content-type'] ?? '',
    date: headers.date ?? '',
    headers: signedHeaders(headers)
      .map(([name, value]) => name + rules.nameSeparator + value)
      .join(rules.lineSeparator),
    resource: canonicalizedResource(path, query),
  });
  return {
    rules,
    order,
    digestHeader,
    parts,
    join,
    stringToSign: (request) => join(parts(request)),
    signedHeaders,
    signatureOf: (text, accessKeySecret) => hmac(accessKeySecret, text).toUpperCase(),
    contentMd5Of: (bytes) => hash(rules.digestHash, bytes, 'hex').toUpperCase(),
    authorizationOf: (accessKeyId, written) => accessKeyId + rules.keySeparator + written,
  };
}

function orderOf({ parts }: SigningRules): PartName[] {
  return parts.map((part) => {
    const found = PARTS[part];
    if (found === undefined) throw new Error(`the contract signs ${part}, which is not supported`);
    return found;
  });
}

function canonicalizedResource(path: string, query: string | undefined): string {
  if (query === undefined || query === '') return path;
  const pairs = query.split('&').sort();
  return `${path}?${pairs.join('&')}`;
}

/** Block size of MD5, SHA-1 and SHA-256, the hash functions that a contract can name. */
const BLOCK_BYTES = 64;

interface Pads {
  inner: Buffer;
  outer: Buffer;
}

const MAX_KEYS = 1000;

/** Returns the HMAC of a string as lowercase hexadecimal digits. */
type Hmac = (key: string, text: string) => string;

/**
 * Creates an HMAC (RFC 2104) with a hash function, such as `sha1`. It consists of one-shot hashes, which do not allocate a
 * native object per request.
 */
export function createHmac(algorithm: string): Hmac {
  /** Cached pads per key. A server has few keys, but the doctor tries many candidates. */
  const padsOf = new Map<string, Pads>();
  const padded = (key: string): Pads => {
    const bytes = Buffer.from(key);
    const block = bytes.length > BLOCK_BYTES ? hash(algorithm, bytes, 'buffer') : bytes;
    const pad = (fill: number) =>
      Buffer.alloc(BLOCK_BYTES, fill).map((byte, index) => byte ^ (block[index] ?? 0)) as Buffer;
    const pads = { inner: pad(0x36), outer: pad(0x5c) };
    if (padsOf.size >= MAX_KEYS) padsOf.clear();
    padsOf.set(key, pads);
    return pads;
  };
  return (key, text) => {
    const { inner, outer } = padsOf.get(key) ?? padded(key);
    const digest = hash(algorithm, Buffer.concat([inner, Buffer.from(text)]), 'buffer');
    return hash(algorithm, Buffer.concat([outer, digest]), 'hex');
  };
}
