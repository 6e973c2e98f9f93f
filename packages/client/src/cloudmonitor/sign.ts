/** The signature of CloudMonitor's upload API: HMAC-SHA1 over six lines, in upper-case hex. */
import { createHash, createHmac } from 'node:crypto';

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

/** Headers whose name begins like this are signed, sorted by name. */
const SIGNED_PREFIXES = ['x-cms-', 'x-acs-'];

/**
 * Signs a request. The body is digested as bytes, so that text in any script is signed right.
 *
 * @see https://www.alibabacloud.com/help/en/cms/cloudmonitor-1-0/support/does-cloudmonitor-support-the-hmac-sha1-signature-algorithm-and-how-do-i-use-it
 */
export function sign(input: SignInput): Signed {
  const headers = new Map(
    Object.entries(input.headers).map(([name, value]) => [name.toLowerCase(), value.trim()] as const),
  );
  const contentMd5 = headers.get('content-md5') ?? digest(input.body);
  const stringToSign = [
    input.method,
    contentMd5 ?? '',
    headers.get('content-type') ?? '',
    headers.get('date') ?? '',
    ...canonicalHeaders(headers),
    canonicalResource(input.requestTarget),
  ].join('\n');
  const signature = createHmac('sha1', input.accessKeySecret)
    .update(stringToSign)
    .digest('hex')
    .toUpperCase();
  return { stringToSign, signature, authorization: `${input.accessKeyId}:${signature}`, contentMd5 };
}

function digest(body: Uint8Array): string | undefined {
  return body.byteLength === 0 ? undefined : createHash('md5').update(body).digest('hex').toUpperCase();
}

/** One line each; without any there is one empty line. */
function canonicalHeaders(headers: ReadonlyMap<string, string>): string[] {
  const names = [...headers.keys()].filter((name) =>
    SIGNED_PREFIXES.some((prefix) => name.startsWith(prefix)),
  );
  return names.length === 0 ? [''] : names.sort().map((name) => `${name}:${headers.get(name)}`);
}

/** The path, and the pairs of the query in order; a question mark with nothing behind it is no query. */
function canonicalResource(requestTarget: string): string {
  const start = requestTarget.indexOf('?');
  if (start === -1) return requestTarget;
  const path = requestTarget.slice(0, start);
  const query = requestTarget.slice(start + 1);
  return query === '' ? path : `${path}?${query.split('&').sort().join('&')}`;
}
