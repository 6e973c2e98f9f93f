/**
 * The signature that a request should have (spec/cloudmonitor/vectors holds known answers).
 * Written apart from the client's: the two meet at the vectors and at `x-signing` of the contract only.
 */
import { hash } from 'node:crypto';
import type { SigningRules } from '@pushspec/contract';
import type { Contract } from '../../contract/contract.ts';
import { createHmac } from './hmac.ts';

export interface SignedRequest {
  method: string;
  /** Path as sent, without the query. */
  path: string;
  /** Query as sent, without the question mark. */
  query?: string | undefined;
  /** Values by lower-case name, as sent. */
  headers: Readonly<Record<string, string>>;
}

/** The parts of the string to sign; what is absent is empty. */
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

/** The parts under the names that the contract has for them. */
export const PARTS: Readonly<Record<string, PartName>> = {
  method: 'method',
  'Content-MD5': 'contentMd5',
  'Content-Type': 'contentType',
  Date: 'date',
  'signed-headers': 'headers',
  resource: 'resource',
};

export interface Signer {
  readonly rules: SigningRules;
  /** The parts in the order of their lines. */
  readonly order: readonly PartName[];
  /** Name of the header that carries the digest, in lower case. */
  readonly digestHeader: string;
  parts(request: SignedRequest): SignatureParts;
  /** @param separator - @default the contract's */
  join(parts: SignatureParts, separator?: string): string;
  stringToSign(request: SignedRequest): string;
  /** Names in lower case and values without blanks at their ends, sorted by name. */
  signedHeaders(headers: Readonly<Record<string, string>>): (readonly [string, string])[];
  /** Hexadecimal digits in upper case. */
  signatureOf(text: string, accessKeySecret: string): string;
  /** Hexadecimal digits in upper case. */
  contentMd5Of(bytes: Uint8Array): string;
  /** Value of the header that carries the signature. */
  authorizationOf(accessKeyId: string, signature: string): string;
}

const signers = new WeakMap<Contract, Signer>();

/** The signer by a contract, made once. Throws where the contract says of no signature. */
export function signerOf(contract: Contract): Signer {
  const known = signers.get(contract);
  if (known) return known;
  const rules = contract.operation.signing;
  if (rules === undefined) throw new Error(`the contract of ${contract.vendor} has no x-signing`);
  const signer = createSigner(rules);
  signers.set(contract, signer);
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
    if (found === undefined) throw new Error(`the server does not know what to sign for ${part}`);
    return found;
  });
}

function canonicalizedResource(path: string, query: string | undefined): string {
  if (query === undefined || query === '') return path;
  const pairs = query.split('&').sort();
  return `${path}?${pairs.join('&')}`;
}
