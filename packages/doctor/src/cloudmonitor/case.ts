/** A request with a wrong signature, prepared for trying mistakes on it. */
import type { ReceivedRequest } from '../raw-request.ts';
import type { Attempt, Mistake as SearchedMistake, Signed, SigningKey } from '../search/attempt.ts';
import type { SignatureParts, Signer } from './signature.ts';

/** The request and the facts that the doctor needs to examine it. */
export interface CaseOptions {
  request: ReceivedRequest;
  /** The key that the request names. */
  key: SigningKey;
  /** The other keys that the server knows. */
  otherKeys: readonly SigningKey[];
  /** Names and values of signed headers and the Date that the contract requires or shows. */
  prescribed: readonly Header[];
  /** The signer of the contract. */
  signer: Signer;
  /** Addresses of the real service, without a path. */
  servers?: readonly string[];
  /** Milliseconds since 1970. */
  nowMs: number;
}

export type Header = readonly [name: string, value: string];

/** A request together with its correct string to sign. */
export interface SignatureCase extends CaseOptions, Signed {
  key: SigningKey;
  otherKeys: readonly SigningKey[];
  path: string;
  query: string | undefined;
  parts: SignatureParts;
  /** The signed headers, as in the correct string to sign. */
  signed: readonly Header[];
  /** All headers with their names as sent. */
  sent: readonly Header[];
}

/** Computes the correct string to sign of a request. */
export function signatureCase(options: CaseOptions): SignatureCase {
  const { request, signer } = options;
  const { method, target, headers, rawHeaders } = request;
  const mark = target.indexOf('?');
  const path = mark < 0 ? target : target.slice(0, mark);
  const query = mark < 0 ? undefined : target.slice(mark + 1);
  const parts = signer.parts({ method, path, query, headers });
  const sent = rawHeaders ? pairs(rawHeaders) : Object.entries(headers);
  const [text, signed] = [signer.join(parts), signer.signedHeaders(headers)];
  const { signatureHash: hash } = signer.rules;
  return { ...options, path, query, parts, text, signed, sent, hash, hmacKey: (secret) => secret };
}

function pairs(raw: readonly string[]): Header[] {
  return raw.flatMap((name, index) =>
    index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const satisfies Header] : [],
  );
}

/** A mistake in a signature of the upload API. */
export type Mistake = SearchedMistake<SignatureCase>;

/** Returns an attempt with some parts of the string to sign replaced. */
export function withParts(
  { parts, signer }: SignatureCase,
  change: Partial<SignatureParts>,
  detail?: string,
): Attempt {
  return { text: signer.join({ ...parts, ...change }), ...(detail !== undefined && { detail }) };
}

/** Returns an attempt with other header lines in the string to sign. */
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

/** Compares headers by name. */
export function byName([a]: Header, [b]: Header): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
