/** Computes ACS3 signatures over Web Crypto, so that they need no `node:crypto`. */
import { signingSchemes } from '@pushspec/contract/cloudmonitor-rpc';
import { percentEncoded } from './form.ts';

/** The rules of the contract. */
export const { acs3 } = signingSchemes.putCustomEvent;

export interface Acs3Input {
  readonly method: string;
  /** The decoded parameters of the query, in any order. */
  readonly query: Iterable<readonly [name: string, value: string]>;
  /** The headers to sign, by lowercase name. */
  readonly headers: Readonly<Record<string, string>>;
  /** The digest of the body, as the request has it. */
  readonly digest: string;
  readonly accessKeySecret: string;
}

export interface Acs3Signature {
  readonly canonicalRequest: string;
  readonly stringToSign: string;
  /** The names of the signed headers in order, separated by semicolons. */
  readonly signedHeaders: string;
  /** 64 hexadecimal digits. */
  readonly signature: string;
}

/** The gateway signs this path, whatever path the request has. */
const PATH = '/';

/**
 * Signs a request. The gateway decodes the query and encodes it once more, so spellings such as `+` for a space do not matter.
 *
 * @see https://www.alibabacloud.com/help/en/sdk/product-overview/v3-request-structure-and-signature
 */
export async function acs3Signature(input: Acs3Input): Promise<Acs3Signature> {
  const headers = Object.entries(input.headers).sort(byName);
  const signedHeaders = headers.map(([name]) => name).join(';');
  const canonicalRequest = [
    ...[input.method, PATH, canonicalQuery(input.query)],
    ...headers.map(([name, value]) => `${name}:${value.trim()}`),
    ...['', signedHeaders, input.digest],
  ].join('\n');
  const stringToSign = `${acs3.algorithm.value}\n${await sha256(encoded(canonicalRequest))}`;
  const signature = await hmac(input.accessKeySecret, stringToSign);
  return { canonicalRequest, stringToSign, signedHeaders, signature };
}

type Pair = readonly [name: string, value: string];

function byName([a]: Pair, [b]: Pair): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function canonicalQuery(parameters: Iterable<Pair>): string {
  return [...parameters]
    .sort(byName)
    .map(([name, value]) => `${percentEncoded(name)}=${percentEncoded(value)}`)
    .join('&');
}

function encoded(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

/** The name of `acs3.algorithm.hash` in Web Crypto. */
const HASH = 'SHA-256';

/** Returns the digest of a body as lowercase hexadecimal digits. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return hex(await globalThis.crypto.subtle.digest(HASH, bytes));
}

async function hmac(secret: string, text: string): Promise<string> {
  const algorithm = { name: 'HMAC', hash: HASH };
  const { subtle } = globalThis.crypto;
  const key = await subtle.importKey('raw', encoded(secret), algorithm, false, ['sign']);
  return hex(await subtle.sign('HMAC', key, encoded(text)));
}

function hex(buffer: ArrayBuffer): string {
  return [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
