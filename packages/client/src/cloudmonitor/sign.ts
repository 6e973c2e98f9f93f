/** Computes the signature of CloudMonitor's upload API: an HMAC of the lines that the contract names, in upper-case hex. */
import { createHash, createHmac } from 'node:crypto';
import { signing } from '@pushspec/contract/cloudmonitor';

/** The signing rules of the contract. */
export const rules = signing.uploadCustomEvents;

const DIGEST_HEADER = rules.digestHeader.toLowerCase();

export interface SignInput {
  /** The HTTP method as it is sent. */
  readonly method: string;
  /** Path and query as they are sent. */
  readonly requestTarget: string;
  /** The headers as they are sent, with names in any case. A `Content-MD5` among them is signed unchanged. */
  readonly headers: Readonly<Record<string, string>>;
  /** The bytes of the body. An empty body gets no `Content-MD5`. */
  readonly body: Uint8Array;
  /** Id of the AccessKey. */
  readonly accessKeyId: string;
  /** Secret of the AccessKey. It signs and is never sent. */
  readonly accessKeySecret: string;
}

export interface Signed {
  readonly stringToSign: string;
  /** 40 hexadecimal digits. */
  readonly signature: string;
  /** Value of the header `Authorization`. */
  readonly authorization: string;
  /** Value of the header `Content-MD5`; `undefined` without a body. */
  readonly contentMd5: string | undefined;
}

/**
 * Signs a request. The body is digested as bytes, so that any script is signed correctly.
 *
 * @see https://www.alibabacloud.com/help/en/cms/cloudmonitor-1-0/support/does-cloudmonitor-support-the-hmac-sha1-signature-algorithm-and-how-do-i-use-it
 */
export function sign(input: SignInput): Signed {
  const headers = lowerCased(input.headers);
  const contentMd5 = headers[DIGEST_HEADER] ?? digestOf(input.body);
  const parts = partsOf({ ...input, headers: { ...headers, [DIGEST_HEADER]: contentMd5 } });
  return { ...signatureOf(parts, input), contentMd5 };
}

/** Signs requests that differ only in body and `Date`. */
export type SignNext = (body: Uint8Array, date: string) => Signed;

/** Returns a function that signs requests that differ only in body and `Date`. It computes the rest once. */
export function signerOf(input: Omit<SignInput, 'body'>): SignNext {
  const parts = partsOf({ ...input, headers: lowerCased(input.headers) });
  return (body, date) => {
    const contentMd5 = digestOf(body);
    parts[DIGEST_AT] = contentMd5;
    parts[DATE_AT] = date;
    return { ...signatureOf(parts, input), contentMd5 };
  };
}

const indexOfPart = (name: string) => rules.parts.findIndex((part) => part.toLowerCase() === name);
const DIGEST_AT = indexOfPart(DIGEST_HEADER);
const DATE_AT = indexOfPart('date');

type LowerCased = Readonly<Record<string, string | undefined>>;

const lowerCased = (headers: SignInput['headers']): LowerCased =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value.trim()]));

function digestOf(body: Uint8Array): string | undefined {
  if (body.byteLength === 0) return undefined;
  return createHash(rules.digestHash).update(body).digest('hex').toUpperCase();
}

/** Returns the parts of the string to sign, in order. */
function partsOf({
  method,
  requestTarget,
  headers,
}: Omit<SignInput, 'headers' | 'body'> & { readonly headers: LowerCased }): (string | undefined)[] {
  const parts: LowerCased = {
    ...headers,
    method,
    'signed-headers': Object.keys(headers)
      .filter((name) => rules.prefixes.some((prefix) => name.startsWith(prefix)))
      .sort()
      .map((name) => name + rules.nameSeparator + headers[name])
      .join(rules.lineSeparator),
    resource: canonicalResource(requestTarget),
  };
  return rules.parts.map((part) => parts[part.toLowerCase()]);
}

function signatureOf(
  parts: readonly (string | undefined)[],
  { accessKeyId, accessKeySecret }: Pick<SignInput, 'accessKeyId' | 'accessKeySecret'>,
): Omit<Signed, 'contentMd5'> {
  const stringToSign = parts.join(rules.lineSeparator);
  const signature = createHmac(rules.signatureHash, accessKeySecret)
    .update(stringToSign)
    .digest('hex')
    .toUpperCase();
  return { stringToSign, signature, authorization: accessKeyId + rules.keySeparator + signature };
}

/** Returns the path with the sorted pairs of the query. A question mark without a query is removed. */
function canonicalResource(requestTarget: string): string {
  const [path, ...rest] = requestTarget.split('?') as [string, ...string[]];
  const query = rest.join('?').split('&').sort().join('&');
  return query === '' ? path : `${path}?${query}`;
}
