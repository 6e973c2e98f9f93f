/** Tries the catalogue on a request, and names the mistake that reproduces what the caller sent. */
import { createHash } from 'node:crypto';
import { sameText } from '@pushspec/contract';
import { bodyVariants } from './body/variants.ts';
import { type Attempt, hmac, type Mistake, type Naming, type SignatureCase } from './case.ts';
import { catalogue } from './mistakes/catalogue.ts';
import {
  contentMd5Subject,
  hashOf,
  lossyForms,
  type Presentation,
  readings,
  type Subject,
  signatureSubject,
} from './presentation.ts';
import type { Signer } from './signature.ts';

/** A cause that was found. */
export interface Cause {
  code: string;
  /** A clause, such as `the string to sign ends with a line feed`. */
  cause: string;
  /** A sentence. */
  fix: string;
}

/** Attempts for one request. An attempt is an HMAC of a few hundred bytes, some microseconds. */
const MAX_ATTEMPTS = 1500;

/** Bytes of body variants that are digested for one request; its signature is right, so it is no stranger who asks for this. */
const MAX_DIGESTED_BYTES = 12 * 1024 * 1024;

/** The causes that together reproduce the signature: usually one, more where it is also written wrongly. Empty: none fits. */
export function signatureCauses(request: SignatureCase, signature: string): Cause[] {
  const { key, otherKeys, text, signer } = request;
  const subject = signatureSubject(signer);
  if ([key, ...otherKeys].some(({ accessKeySecret }) => sameText(accessKeySecret, signature)))
    return [cause(SECRET_IN_CLEAR)];
  if (signature === '') return [cause(NO_SIGNATURE)];
  const digests = readings(signature, subject);
  const direct = writtenOtherwise(digests, subject, (hash) => hmac(hash, key.accessKeySecret, text));
  if (direct) return direct;
  const lossy = writtenWithLoss(hmac(subject.hash, key.accessKeySecret, text), signature, subject);
  if (lossy) return lossy;
  let tried = 0;
  for (const mistake of catalogue) {
    for (const attempt of mistake.attempts(request)) {
      if (tried++ >= MAX_ATTEMPTS) return [];
      if (isNoMistake(attempt, request)) continue;
      const fitting = digests.find((digest) => fits(request, attempt, digest) && isAllowed(mistake, digest));
      if (fitting) return together(mistake, attempt.detail, writingOf(fitting, subject));
    }
  }
  return [];
}

/** The causes that reproduce a Content-MD5 which is not that of the bytes. Empty: none fits. */
export function contentMd5Causes(
  body: { bytes: Buffer; rest?: Buffer | undefined; signer: Signer },
  given: string,
): Cause[] {
  const subject = contentMd5Subject(body.signer);
  const digests = readings(given, subject);
  const of = (bytes: Buffer) => (hash: string) => createHash(hash).update(bytes).digest();
  const direct = writtenOtherwise(digests, subject, of(body.bytes));
  if (direct) return direct;
  const lossy = writtenWithLoss(of(body.bytes)(subject.hash), given, subject);
  if (lossy) return lossy;
  let digested = 0;
  for (const variant of bodyVariants(body)) {
    digested += variant.bytes.length;
    if (digested > MAX_DIGESTED_BYTES) break;
    const fitting = digests.find(({ bytes }) =>
      of(variant.bytes)(hashOf(bytes) ?? subject.hash).equals(bytes),
    );
    if (fitting) return together(variant, variant.detail, writingOf(fitting, subject));
  }
  return [];
}

const NO_SIGNATURE: Naming = {
  code: 'signature-empty',
  cause: 'nothing follows the AccessKeyId in Authorization',
  fix: 'Write the signature after the colon, as 40 hexadecimal digits in upper case.',
};

const SECRET_IN_CLEAR: Naming = {
  code: 'secret-in-clear',
  cause: 'Authorization holds the AccessKeySecret itself where the signature belongs',
  fix: 'Never send the secret: it only makes the signature. Replace this key, as it has been sent in clear.',
};

/** The right digest in a form that cannot be read back. */
function writtenWithLoss(right: Buffer, given: string, { code, name }: Subject): Cause[] | undefined {
  const fix = 'Write every byte with two hexadecimal digits, also those below 16, and all of them.';
  const isLossy = lossyForms(right).some(
    (form) => form.length > 3 && (form === given || form.toUpperCase() === given),
  );
  if (isLossy)
    return [
      cause({
        code: `${code}-digits-lost`,
        cause: `${name} lacks digits or has too many: its bytes were not written with two hexadecimal digits each`,
        fix,
      }),
    ];
  const isPart = given.length >= MIN_PART && right.toString('hex').includes(given.toLowerCase());
  return isPart
    ? [cause({ code: `${code}-cut`, cause: `${name} is a part of the right one: digits are missing`, fix })]
    : undefined;
}

/** Fewer digits may fit by chance. */
const MIN_PART = 8;

/** The right digest or one of another hash function, but not written as it should be. */
function writtenOtherwise(
  digests: readonly Presentation[],
  subject: Subject,
  digestOf: (hash: string) => Buffer,
): Cause[] | undefined {
  const fitting = digests.find(({ bytes }) => digestOf(hashOf(bytes) ?? subject.hash).equals(bytes));
  return fitting && writingOf(fitting, subject);
}

/** What is wrong with a digest that is right but for its writing. */
function writingOf({ bytes, mistakes }: Presentation, { code, name, hash }: Subject): Cause[] {
  const used = hashOf(bytes) ?? hash;
  const other: Naming = {
    code: `${code}-other-hash`,
    cause: `${name} was made with ${used.toUpperCase()}`,
    fix: `Use ${hash.toUpperCase()}.`,
  };
  return [...(used === hash ? [] : [other]), ...mistakes].map((naming) => cause(naming));
}

/** Where the request lacks what a mistake is about, the attempt comes out right. */
function isNoMistake({ text, secret, digest }: Attempt, request: SignatureCase): boolean {
  return (
    digest === undefined &&
    (text === undefined || text === request.text) &&
    (secret === undefined || secret === request.key.accessKeySecret)
  );
}

function fits(
  { key, text: right, signer }: SignatureCase,
  attempt: Attempt,
  { bytes }: Presentation,
): boolean {
  const hash = hashOf(bytes) ?? signer.rules.signatureHash;
  const { text = right, secret = key.accessKeySecret, digest } = attempt;
  return (digest?.(hash) ?? hmac(hash, secret, text)).equals(bytes);
}

function isAllowed({ onlyWith }: Mistake, { mistakes }: Presentation): boolean {
  return onlyWith === undefined || mistakes.some(({ code }) => code === onlyWith);
}

function together(
  mistake: Naming & Pick<Mistake, 'includes'>,
  detail: string | undefined,
  writing: Cause[],
): Cause[] {
  const { includes = [] } = mistake;
  return [cause(mistake, detail), ...writing.filter(({ code }) => !includes.includes(code))];
}

export function cause({ code, cause: clause, fix }: Naming, detail = ''): Cause {
  return { code, cause: clause.replace('{detail}', () => detail), fix };
}
