/** A request whose signature does not match, laid out for the mistakes to be tried on. */
import { createHmac } from 'node:crypto';
import type { SignatureParts, Signer } from './signature.ts';

/** A pair of keys; of the configuration's form. */
export interface SigningKey {
  accessKeyId: string;
  accessKeySecret: string;
  securityToken?: string;
}

/** A request as it was received. */
export interface ReceivedRequest {
  method: string;
  /** Path and query as sent. */
  target: string;
  /** Values by lower-case name. */
  headers: Readonly<Record<string, string>>;
  /** Name, value, name, value…, as sent. @default the names in lower case */
  rawHeaders?: readonly string[] | undefined;
  bytes: Buffer;
  /** Bytes that were sent after the end that Content-Length gives. */
  rest?: Buffer | undefined;
}

export interface CaseOptions {
  request: ReceivedRequest;
  /** The key that the request names. */
  key: SigningKey;
  /** The other keys that the server knows. */
  otherKeys: readonly SigningKey[];
  /** Names and values that the contract prescribes or shows for signed headers and the Date. */
  prescribed: readonly Header[];
  /** By the contract. */
  signer: Signer;
  /** Addresses of the real service, without a path. */
  servers?: readonly string[];
  /** Milliseconds since 1970. */
  nowMs: number;
}

export type Header = readonly [name: string, value: string];

export interface SignatureCase extends CaseOptions {
  path: string;
  query: string | undefined;
  parts: SignatureParts;
  /** The right string to sign. */
  text: string;
  /** The headers that take part, as the right string has them. */
  signed: readonly Header[];
  /** All headers with their names as sent. */
  sent: readonly Header[];
}

export function signatureCase(options: CaseOptions): SignatureCase {
  const { request, signer } = options;
  const { method, target, headers, rawHeaders } = request;
  const mark = target.indexOf('?');
  const path = mark < 0 ? target : target.slice(0, mark);
  const query = mark < 0 ? undefined : target.slice(mark + 1);
  const parts = signer.parts({ method, path, query, headers });
  const sent = rawHeaders ? pairs(rawHeaders) : Object.entries(headers);
  const [text, signed] = [signer.join(parts), signer.signedHeaders(headers)];
  return { ...options, path, query, parts, text, signed, sent };
}

function pairs(raw: readonly string[]): Header[] {
  return raw.flatMap((name, index) =>
    index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const satisfies Header] : [],
  );
}

/** What a caller may have computed instead of the right signature. */
export interface Attempt {
  /** @default the right string to sign */
  text?: string | Buffer;
  /** @default the right secret */
  secret?: string | Buffer;
  /** Instead of an HMAC of `text` with `secret`. */
  digest?: (algorithm: string) => Buffer;
  /** Goes into the sentence in the place of `{detail}`. It holds no secret. */
  detail?: string;
}

/** One mistake, in the words of the report. */
export interface Naming {
  code: string;
  /** A clause that says what was done, such as `the signature is written in lower case`. */
  cause: string;
  /** A sentence. */
  fix: string;
}

export interface Mistake extends Naming {
  /** Codes of the mistakes in writing that this one includes. */
  includes?: readonly string[];
  /** Needs such a mistake in writing to be taken for this one. */
  onlyWith?: string;
  attempts(request: SignatureCase): Iterable<Attempt>;
}

/** The string to sign with some of its parts replaced. */
export function withParts(
  { parts, signer }: SignatureCase,
  change: Partial<SignatureParts>,
  detail?: string,
): Attempt {
  return { text: signer.join({ ...parts, ...change }), ...(detail !== undefined && { detail }) };
}

/** The string to sign with other header lines. */
export function withHeaders(
  request: SignatureCase,
  headers: readonly Header[],
  options: { detail?: string | undefined; colon?: string; end?: string } = {},
): Attempt {
  const { nameSeparator, lineSeparator } = request.signer.rules;
  const { detail, colon = nameSeparator, end = lineSeparator } = options;
  const lines = headers.map(([name, value]) => name + colon + value);
  return withParts(request, { headers: lines.join(end) }, detail);
}

export function byName([a]: Header, [b]: Header): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function hmac(algorithm: string, secret: string | Buffer, text: string | Buffer): Buffer {
  return createHmac(algorithm, secret).update(text).digest();
}
