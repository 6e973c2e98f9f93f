/** Tries a catalog of mistakes on a signed request, and names the one that reproduces what the caller sent. */
import { createHash } from 'node:crypto';
import { safeEqual } from '@pushspec/contract';
import {
  type Attempt,
  type Cause,
  cause,
  type Explanation,
  hmac,
  type Mistake,
  type Signed,
} from './attempt.ts';
import type { BodyVariant } from './body/variants.ts';
import {
  type DigestKind,
  type DigestReading,
  formatOf,
  hashOf,
  lossyForms,
  readings,
} from './digest-formats.ts';

/** Maximum attempts per request. An attempt is an HMAC of a few hundred bytes, which takes microseconds. */
const MAX_ATTEMPTS = 4000;

/** Bytes signed in attempts per request. Strings to sign may contain the whole request. */
const MAX_SIGNED_BYTES = 12 * 1024 * 1024;

/** Bytes of body variants digested per request. Its signature is valid, so the caller is trusted. */
const MAX_DIGESTED_BYTES = 12 * 1024 * 1024;

/** The causes of a wrong signature. */
export interface SignatureCauses {
  /** Causes that together reproduce the signature: usually one, more if its format is wrong too. Empty if none fits. */
  causes: Cause[];
  /** The string that the caller signed, unmasked, if a cause reproduces it and it is not the correct one. */
  signed?: string;
}

/** Finds the causes of a wrong signature. The first mistake that fits is named. */
export function findCauses<Case extends Signed>(
  request: Case,
  signature: string,
  { kind, catalog }: { kind: DigestKind; catalog: Iterable<Mistake<Case>> },
): SignatureCauses {
  const { key, otherKeys, text } = request;
  if ([key, ...otherKeys].some(({ accessKeySecret }) => safeEqual(accessKeySecret, signature)))
    return { causes: [cause(secretInClear(kind))] };
  if (signature === '') return { causes: [cause(noSignature(kind))] };
  const digests = readings(signature, kind);
  const right = (hash: string) => hmac(hash, request.hmacKey(key.accessKeySecret), text);
  const direct = causesOfOtherFormat(digests, kind, right);
  if (direct) return { causes: direct };
  const lossy = causesOfLostDigits(right(kind.hash), signature, kind);
  if (lossy) return { causes: lossy };
  let [tried, signed] = [0, 0];
  for (const mistake of catalog) {
    for (const attempt of mistake.attempts(request)) {
      signed += attempt.text?.length ?? text.length;
      if (tried++ >= MAX_ATTEMPTS || signed > MAX_SIGNED_BYTES) return { causes: [] };
      if (isCorrect(attempt, request)) continue;
      const fitting = digests.find(
        (digest) => reproduces(request, attempt, digest) && isAllowed(mistake, digest),
      );
      if (!fitting) continue;
      const causes = combined(mistake, attempt.detail, formatCausesOf(fitting, kind));
      const own = attempt.built ?? attempt.text;
      return own === undefined ? { causes } : { causes, signed: String(own) };
    }
  }
  return { causes: [] };
}

/** Returns the causes that reproduce a wrong digest of a body, or an empty list if none fits. */
export function findDigestCauses(
  bytes: Buffer,
  given: string,
  { kind, variants }: { kind: DigestKind; variants: Iterable<BodyVariant> },
): Cause[] {
  const digests = readings(given, kind);
  const of = (digested: Buffer) => (hash: string) => createHash(hash).update(digested).digest();
  const direct = causesOfOtherFormat(digests, kind, of(bytes));
  if (direct) return direct;
  const lossy = causesOfLostDigits(of(bytes)(kind.hash), given, kind);
  if (lossy) return lossy;
  let digested = 0;
  for (const variant of variants) {
    digested += variant.bytes.length;
    if (digested > MAX_DIGESTED_BYTES) break;
    const fitting = digests.find(({ bytes: digest }) =>
      of(variant.bytes)(hashOf(digest) ?? kind.hash).equals(digest),
    );
    if (fitting) return combined(variant, variant.detail, formatCausesOf(fitting, kind));
  }
  return [];
}

const noSignature = (kind: DigestKind): Explanation => ({
  code: 'signature-empty',
  cause: `${kind.place} has no signature`,
  fix: `Write the signature there, as ${formatOf(kind)}.`,
});

const secretInClear = ({ place }: DigestKind): Explanation => ({
  code: 'secret-in-clear',
  cause: `${place} contains the AccessKeySecret instead of the signature`,
  fix: 'Never send the secret, only sign with it. Replace this key, because its secret was sent in clear text.',
});

/** Recognizes the correct digest in a format that loses digits. */
function causesOfLostDigits(right: Buffer, given: string, kind: DigestKind): Cause[] | undefined {
  const { code, name, encoding } = kind;
  const isBase64 = encoding === 'base64';
  const fix = isBase64
    ? 'Write the base64 of the bytes of the digest, whole, and never convert the bytes to text first.'
    : 'Write every byte as two hexadecimal digits, including bytes below 16.';
  const isLossy = lossyForms(right).some(
    (form) => form.length > 3 && (form === given || form.toUpperCase() === given),
  );
  if (isLossy)
    return [
      cause({
        code: `${code}-digits-lost`,
        cause: `${name} has missing or extra digits: its bytes were not written as ${isBase64 ? 'bytes' : 'two hexadecimal digits each'}`,
        fix,
      }),
    ];
  const whole = isBase64 ? right.toString('base64') : right.toString('hex');
  const part = isBase64 ? given : given.toLowerCase();
  return given.length >= MIN_PART && whole.includes(part)
    ? [
        cause({
          code: `${code}-cut`,
          cause: `${name} is only part of the correct one: digits are missing`,
          fix,
        }),
      ]
    : undefined;
}

/** Minimum number of digits. Fewer may match by chance. */
const MIN_PART = 8;

/** Recognizes the correct digest, or that of another hash function, in the wrong format. */
function causesOfOtherFormat(
  digests: readonly DigestReading[],
  kind: DigestKind,
  digestOf: (hash: string) => Buffer,
): Cause[] | undefined {
  const fitting = digests.find(({ bytes }) => digestOf(hashOf(bytes) ?? kind.hash).equals(bytes));
  return fitting && formatCausesOf(fitting, kind);
}

/** Returns the format mistakes of a digest with the correct bytes. */
function formatCausesOf({ bytes, mistakes }: DigestReading, { code, name, hash }: DigestKind): Cause[] {
  const used = hashOf(bytes) ?? hash;
  const other: Explanation = {
    code: `${code}-other-hash`,
    cause: `${name} was computed with ${used.toUpperCase()}`,
    fix: `Use ${hash.toUpperCase()}.`,
  };
  return [...(used === hash ? [] : [other]), ...mistakes].map((naming) => cause(naming));
}

/** Whether an attempt equals the correct computation, because the mistake does not apply to the request. */
function isCorrect({ text, secret, hmacKey, digest }: Attempt, request: Signed): boolean {
  return (
    digest === undefined &&
    hmacKey === undefined &&
    (text === undefined || text === request.text) &&
    (secret === undefined || secret === request.key.accessKeySecret)
  );
}

function reproduces(request: Signed, attempt: Attempt, { bytes }: DigestReading): boolean {
  const hash = hashOf(bytes) ?? request.hash;
  const { text = request.text, secret = request.key.accessKeySecret, digest } = attempt;
  const key = attempt.hmacKey ?? request.hmacKey(secret);
  return (digest?.(hash) ?? hmac(hash, key, text)).equals(bytes);
}

function isAllowed({ onlyWith }: { onlyWith?: string }, { mistakes }: DigestReading): boolean {
  return onlyWith === undefined || mistakes.some(({ code }) => code === onlyWith);
}

function combined(
  mistake: Explanation & { includes?: readonly string[] },
  detail: string | undefined,
  writing: Cause[],
): Cause[] {
  const { includes = [] } = mistake;
  return [cause(mistake, detail), ...writing.filter(({ code }) => !includes.includes(code))];
}
