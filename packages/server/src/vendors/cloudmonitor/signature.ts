/**
 * The signature that a request should have (spec/cloudmonitor/vectors holds known answers).
 * Written apart from the client's: the two meet at the vectors only.
 */
import { hash } from 'node:crypto';
import { hmacSha1 } from './hmac-sha1.ts';

export interface SignedRequest {
  method: string;
  /** Path as sent, without the query. */
  path: string;
  /** Query as sent, without the question mark. */
  query?: string | undefined;
  /** Values by lower-case name, as sent. */
  headers: Readonly<Record<string, string>>;
}

/** The parts of the string to sign, in their order; what is absent is empty. */
export interface SignatureParts {
  method: string;
  contentMd5: string;
  contentType: string;
  date: string;
  /** The signed headers, one on each line. */
  headers: string;
  resource: string;
}

/** Headers with these prefixes take part in the signature. */
const SIGNED_PREFIXES = ['x-cms-', 'x-acs-'];

/** Six parts joined by line feeds; what is absent leaves its line empty. */
export function stringToSign(request: SignedRequest): string {
  return joinParts(signatureParts(request));
}

export function joinParts(parts: SignatureParts, separator = '\n'): string {
  const { method, contentMd5, contentType, date, headers, resource } = parts;
  return [method, contentMd5, contentType, date, headers, resource].join(separator);
}

export function signatureParts({ method, path, query, headers }: SignedRequest): SignatureParts {
  return {
    method,
    contentMd5: headers['content-md5'] ?? '',
    contentType: headers['content-type'] ?? '',
    date: headers.date ?? '',
    headers: signedHeaders(headers)
      .map(([name, value]) => `${name}:${value}`)
      .join('\n'),
    resource: canonicalizedResource(path, query),
  };
}

/** Names in lower case and values without blanks at their ends, sorted by name. */
export function signedHeaders(headers: Readonly<Record<string, string>>): (readonly [string, string])[] {
  return Object.entries(headers)
    .map(([name, value]) => [name.toLowerCase(), value.trim()] as const)
    .filter(([name]) => SIGNED_PREFIXES.some((prefix) => name.startsWith(prefix)))
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

function canonicalizedResource(path: string, query: string | undefined): string {
  if (query === undefined || query === '') return path;
  const pairs = query.split('&').sort();
  return `${path}?${pairs.join('&')}`;
}

/** Base16 of HMAC-SHA1, in upper case. */
export function signatureOf(text: string, accessKeySecret: string): string {
  return hmacSha1(accessKeySecret, text).toUpperCase();
}

/** Base16 of the MD5 of the body's bytes, in upper case. */
export function contentMd5Of(bytes: Uint8Array): string {
  return hash('md5', bytes, 'hex').toUpperCase();
}
