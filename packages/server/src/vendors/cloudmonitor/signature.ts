/**
 * The signature that a request should have (spec/cloudmonitor/vectors holds known answers).
 * Written apart from the client's: the two meet at the vectors only.
 */
import { createHash, createHmac } from 'node:crypto';

export interface SignedRequest {
  method: string;
  /** Path as sent, without the query. */
  path: string;
  /** Query as sent, without the question mark. */
  query?: string | undefined;
  /** Values by lower-case name, as sent. */
  headers: Readonly<Record<string, string>>;
}

/** Headers with these prefixes take part in the signature. */
const SIGNED_PREFIXES = ['x-cms-', 'x-acs-'];

/** Six parts joined by line feeds; what is absent leaves its line empty. */
export function stringToSign({ method, path, query, headers }: SignedRequest): string {
  return [
    method,
    headers['content-md5'] ?? '',
    headers['content-type'] ?? '',
    headers.date ?? '',
    canonicalizedHeaders(headers),
    canonicalizedResource(path, query),
  ].join('\n');
}

function canonicalizedHeaders(headers: Readonly<Record<string, string>>): string {
  return Object.entries(headers)
    .map(([name, value]) => [name.toLowerCase(), value.trim()] as const)
    .filter(([name]) => SIGNED_PREFIXES.some((prefix) => name.startsWith(prefix)))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}:${value}`)
    .join('\n');
}

function canonicalizedResource(path: string, query: string | undefined): string {
  if (query === undefined || query === '') return path;
  const pairs = query.split('&').sort();
  return `${path}?${pairs.join('&')}`;
}

/** Base16 of HMAC-SHA1, in upper case. */
export function signatureOf(text: string, accessKeySecret: string): string {
  return createHmac('sha1', accessKeySecret).update(text, 'utf8').digest('hex').toUpperCase();
}

/** Base16 of the MD5 of the body's bytes, in upper case. */
export function contentMd5Of(bytes: Uint8Array): string {
  return createHash('md5').update(bytes).digest('hex').toUpperCase();
}
