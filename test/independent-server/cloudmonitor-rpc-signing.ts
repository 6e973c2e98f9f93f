/** Computes the signatures of both schemes of the RPC gateway. */
import { createHash, createHmac } from 'node:crypto';
import type { Pair } from './cloudmonitor-rpc-request.ts';
import type { Incoming, Service } from './service.ts';

type Rules = Service['rules'];

/** A signature, and the string to sign that the gateway shows if another one was sent. */
export interface Signed {
  readonly text: string;
  readonly signature: string;
}

/** The parts of an `Authorization` header. */
export interface Authorization {
  readonly algorithm: string;
  readonly keyId: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

const AUTHORIZATION = /^(ACS3-\S*) +Credential=([^,]+), *SignedHeaders=([^,]+), *Signature=([^,]+)$/;

export function parseAuthorization(header: string): Authorization | undefined {
  const [, algorithm, keyId, signedHeaders, signature] = AUTHORIZATION.exec(header) ?? [];
  if (
    algorithm === undefined ||
    keyId === undefined ||
    signedHeaders === undefined ||
    signature === undefined
  )
    return undefined;
  return { algorithm, keyId, signature, signedHeaders: signedHeaders.toLowerCase().split(';') };
}

export const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');

/** Signs with ACS3. */
export function acs3(
  { method, headers, body }: Incoming,
  query: readonly Pair[],
  signedHeaders: readonly string[],
  { secret, rules }: { readonly secret: string; readonly rules: Rules },
): Signed {
  const canonical = [
    method,
    '/',
    canonicalQuery(query, rules),
    ...signedHeaders.map((name) => `${name}:${headers[name]?.trim() ?? ''}`),
    '',
    signedHeaders.join(';'),
    rules.trustsDigest ? headers['x-acs-content-sha256'] : sha256(body),
  ].join('\n');
  const text = `ACS3-HMAC-SHA256\n${sha256(canonical)}`;
  return { text, signature: createHmac('sha256', secret).update(text).digest('hex') };
}

/** Signs with version 1. */
export function rpcV1(
  method: string,
  parameters: readonly Pair[],
  { secret, rules }: { readonly secret: string; readonly rules: Rules },
): Signed {
  const signed = parameters.filter(
    ([name, value]) => name !== 'Signature' && (value !== '' || rules.signsEmpty),
  );
  const query = encoded(canonicalQuery(signed, rules), String(rules.outerUnreserved));
  const text = `${method}&%2F&${query}`;
  return { text, signature: createHmac('sha1', `${secret}${rules.keySuffix}`).update(text).digest('base64') };
}

function canonicalQuery(parameters: readonly Pair[], rules: Rules): string {
  const encode = (text: string) =>
    encoded(text, String(rules.unreserved)).replaceAll('%20', String(rules.encodedSpace));
  const compare = (a: string, b: string) =>
    rules.sortsNumbers ? a.localeCompare(b, 'en', { numeric: true }) : a < b ? -1 : a > b ? 1 : 0;
  return parameters
    .toSorted(([a], [b]) => compare(a, b))
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join('&');
}

/** Percent-encodes all bytes of UTF-8 except the characters of a class. */
function encoded(text: string, unreserved: string): string {
  const isKept = new RegExp(`^[${unreserved}]$`);
  const names = Array.from({ length: 256 }, (_, byte) => {
    const character = String.fromCharCode(byte);
    return isKept.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  });
  let result = '';
  for (const byte of Buffer.from(text, 'utf8')) result += names[byte];
  return result;
}
