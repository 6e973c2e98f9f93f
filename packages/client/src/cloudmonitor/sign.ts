/** The signature of CloudMonitor's upload API: an HMAC of the lines that the contract names, in upper-case hex. */
import { createHash, createHmac } from 'node:crypto';
import { signing } from '@pushspec/contract/cloudmonitor';

/** How the contract says that a request is signed. */
export const rules = signing.uploadCustomEvents;

const DIGEST_HEADER = rules.digestHeader.toLowerCase();

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

/**
 * Signs a request. The body is digested as bytes, so that text in any script is signed right.
 *
 * @see https://www.alibabacloud.com/help/en/cms/cloudmonitor-1-0/support/does-cloudmonitor-support-the-hmac-sha1-signature-algorithm-and-how-do-i-use-it
 */
export function sign(input: SignInput): Signed {
  const { method, requestTarget, body, accessKeyId, accessKeySecret } = input;
  const headers: Record<string, string> = Object.fromEntries(
    Object.entries(input.headers).map(([name, value]) => [name.toLowerCase(), value.trim()]),
  );
  const contentMd5 =
    headers[DIGEST_HEADER] ??
    (body.byteLength > 0 ? createHash(rules.digestHash).update(body).digest('hex').toUpperCase() : undefined);
  const parts: Readonly<Record<string, string | undefined>> = {
    ...headers,
    [DIGEST_HEADER]: contentMd5,
    method,
    'signed-headers': Object.keys(headers)
      .filter((name) => rules.prefixes.some((prefix) => name.startsWith(prefix)))
      .sort()
      .map((name) => name + rules.nameSeparator + headers[name])
      .join(rules.lineSeparator),
    resource: canonicalResource(requestTarget),
  };
  const stringToSign = rules.parts.map((part) => parts[part.toLowerCase()]).join(rules.lineSeparator);
  const signature = createHmac(rules.signatureHash, accessKeySecret)
    .update(stringToSign)
    .digest('hex')
    .toUpperCase();
  const credential = accessKeyId + rules.keySeparator + signature;
  return { stringToSign, signature, authorization: credential, contentMd5 };
}

/** The path, and the pairs of the query in order; a question mark with nothing behind it is no query. */
function canonicalResource(requestTarget: string): string {
  const [path, ...rest] = requestTarget.split('?') as [string, ...string[]];
  const query = rest.join('?').split('&').sort().join('&');
  return query === '' ? path : `${path}?${query}`;
}
