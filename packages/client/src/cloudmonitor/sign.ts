/** The signature of CloudMonitor's upload API: an HMAC of the lines that the contract names, in upper-case hex. */
import { createHash, createHmac } from 'node:crypto';
import { signing } from '@pushspec/contract/cloudmonitor/documented';

const {
  lines,
  signedHeaders,
  digest,
  signature: mac,
  authorization: credential,
} = signing.uploadCustomEvents;
const DIGEST_HEADER = digest.header.toLowerCase();

export interface SignInput {
  readonly method: string;
  /** Path and query as they are sent. */
  readonly requestTarget: string;
  /** The headers as they are sent, names in any case. A `Content-MD5` among them is signed as it stands. */
  readonly headers: Readonly<Record<string, string>>;
  /** The bytes of the body; empty, no `Content-MD5` is made. */
  readonly body: Uint8Array;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
}

export interface Signed {
  readonly stringToSign: string;
  /** 40 hexadecimal digits. */
  readonly signature: string;
  /** Value of the header `Authorization`. */
  readonly authorization: string;
  /** Value of the header `Content-MD5`; undefined without a body. */
  readonly contentMd5: string | undefined;
}

/** A request that is about to be signed. */
interface Unsigned {
  readonly method: string;
  readonly requestTarget: string;
  /** By lower-case name, with the digest. */
  readonly headers: ReadonlyMap<string, string>;
}

/** Makes one part of the string to sign. */
type Part = (request: Unsigned) => string;

const parts = lines.parts.map((part): Part => {
  if (part === 'method') return ({ method }) => method;
  if (part === 'signed-headers') return ({ headers }) => canonicalHeaders(headers);
  if (part === 'resource') return ({ requestTarget }) => canonicalResource(requestTarget);
  const name = part.header.toLowerCase();
  return ({ headers }) => headers.get(name) ?? '';
});

/**
 * Signs a request. The body is digested as bytes, so that text in any script is signed right.
 *
 * @see https://www.alibabacloud.com/help/en/cms/cloudmonitor-1-0/support/does-cloudmonitor-support-the-hmac-sha1-signature-algorithm-and-how-do-i-use-it
 */
export function sign(input: SignInput): Signed {
  const { method, requestTarget, accessKeyId, accessKeySecret } = input;
  const headers = new Map(
    Object.entries(input.headers).map(([name, value]) => [name.toLowerCase(), value.trim()] as const),
  );
  const contentMd5 = headers.get(DIGEST_HEADER) ?? digestOf(input.body);
  if (contentMd5 !== undefined) headers.set(DIGEST_HEADER, contentMd5);
  const stringToSign = parts.map((part) => part({ method, requestTarget, headers })).join(lines.separator);
  const signature = createHmac(mac.hash, accessKeySecret).update(stringToSign).digest('hex').toUpperCase();
  return {
    stringToSign,
    signature,
    authorization: accessKeyId + credential.separator + signature,
    contentMd5,
  };
}

function digestOf(body: Uint8Array): string | undefined {
  return body.byteLength === 0 ? undefined : createHash(digest.hash).update(body).digest('hex').toUpperCase();
}

/** One line each. */
function canonicalHeaders(headers: ReadonlyMap<string, string>): string {
  return [...headers.keys()]
    .filter((name) => signedHeaders.prefixes.some((prefix) => name.startsWith(prefix)))
    .sort()
    .map((name) => name + signedHeaders.separator + headers.get(name))
    .join(lines.separator);
}

/** The path, and the pairs of the query in order; a question mark with nothing behind it is no query. */
function canonicalResource(requestTarget: string): string {
  const start = requestTarget.indexOf('?');
  if (start === -1) return requestTarget;
  const path = requestTarget.slice(0, start);
  const query = requestTarget.slice(start + 1);
  return query === '' ? path : `${path}?${query.split('&').sort().join('&')}`;
}
