/** Explains why the signature or the digest of a request does not match. */

import type { ReceivedRequest } from '../raw-request.ts';
import type { Cause, SigningKey } from '../search/attempt.ts';
import type { Difference } from '../search/caller-string.ts';
import type { SignatureCauses } from '../search/find-causes.ts';
import { readAuthorization } from './authorization.ts';
import { type CaseOptions, signatureCase } from './case.ts';
import { callerStringOf, comparison } from './comparison.ts';
import { contentMd5Causes, signatureCauses } from './diagnose.ts';
import { HMAC } from './labels.ts';
import type { Signer } from './signature.ts';

export type { ReceivedRequest } from '../raw-request.ts';
export type { Cause, SigningKey } from '../search/attempt.ts';
export type { Difference } from '../search/caller-string.ts';
export { STRING_TO_SIGN_HEADER } from '../search/caller-string.ts';

/** The request and the facts for a diagnosis. */
export interface DoctorOptions extends Omit<CaseOptions, 'key' | 'otherKeys'> {
  keys: readonly SigningKey[];
  /** Id of the key in the request. @default the one in Authorization */
  accessKeyId?: string;
  /** The signature as sent. */
  signature?: string;
}

/** The diagnosis of a wrong signature. */
export interface SignatureDiagnosis {
  isRight: boolean;
  /** Usually one, or two if the format is wrong too. Empty if no known mistake explains the signature. */
  causes: Cause[];
  /** The server's string to sign, with the security token masked, or `undefined` if the key is unknown. */
  stringToSign?: string;
  /** The caller's string to sign: sent in a header, or reproduced by a cause. `undefined` if unknown or correct. */
  callerString?: string;
  /** The first difference in the string to sign that the caller sent. */
  difference?: Difference;
}

/** Explains why a signature does not match. Computes up to a few hundred HMACs, so call it only for a wrong signature. */
export function diagnoseSignature({
  keys,
  accessKeyId,
  signature,
  ...rest
}: DoctorOptions): SignatureDiagnosis {
  const named = keys.find((key) => key.accessKeyId === accessKeyId);
  const reading = named
    ? { key: named, signature: signature ?? '', cause: undefined }
    : readAuthorization(rest.request.headers.authorization ?? '', keys, separatorOf(rest));
  if (!reading) return diagnoseUnknownKey(keys, rest);
  const { key } = reading;
  const request = signatureCase({ ...rest, key, otherKeys: keys.filter((other) => other !== key) });
  const isRight = rest.signer.signatureOf(request.text, key.accessKeySecret) === reading.signature;
  const { causes, signed }: SignatureCauses = isRight
    ? { causes: [] }
    : signatureCauses(request, reading.signature);
  if (causes.length === 0 && !isRight && callerStringOf(request) === request.text)
    causes.push(SECRET_OR_COMPUTATION);
  const all = withCauseOfReading(reading.cause, causes);
  return { isRight: all.length === 0 && isRight, causes: all, ...comparison(request, keys, signed) };
}

function separatorOf({ signer }: Pick<CaseOptions, 'signer'>): string {
  return signer.rules.keySeparator;
}

function withCauseOfReading(before: Cause | undefined, causes: Cause[]): Cause[] {
  // Another scheme includes its scheme word.
  if (!before || causes.some(({ code }) => code === 'other-scheme')) return causes;
  const implied = before.code === 'key-and-secret-swapped' ? 'key-id-as-secret' : undefined;
  return [before, ...causes.filter(({ code }) => code !== implied)];
}

/** Checks whether a known key signed a request whose Authorization names no known key. */
function diagnoseUnknownKey(
  keys: readonly SigningKey[],
  rest: Omit<CaseOptions, 'key' | 'otherKeys'>,
): SignatureDiagnosis {
  const authorization = rest.request.headers.authorization ?? '';
  const end = authorization.lastIndexOf(separatorOf(rest));
  const signature = end < 0 ? '' : authorization.slice(end + 1).trim();
  for (const key of keys) {
    const request = signatureCase({ ...rest, key, otherKeys: [] });
    if (rest.signer.signatureOf(request.text, key.accessKeySecret) !== signature.toUpperCase()) continue;
    const causes = [
      {
        code: 'access-key-id-other',
        cause: `the signature is correct for the access key ${key.accessKeyId}, but Authorization names another key`,
        fix: 'Put the AccessKeyId that belongs to the secret into Authorization.',
      },
    ];
    return { isRight: false, causes, ...comparison(request, keys) };
  }
  return { isRight: false, causes: [] };
}

const SECRET_OR_COMPUTATION: Cause = {
  code: 'secret-or-computation',
  cause: `the string to sign in the request is correct, so the secret is wrong or is not used as the key of ${HMAC}`,
  fix: `Compare the secret with that of the AccessKeyId, and compute ${HMAC} with it as the key.`,
};

/** The diagnosis of a wrong Content-MD5. */
export interface Md5Diagnosis {
  isRight: boolean;
  /** Empty if no known mistake fits. */
  causes: Cause[];
}

/** Explains why a Content-MD5 does not match the body. */
export function diagnoseContentMd5(
  request: Pick<ReceivedRequest, 'headers' | 'bytes' | 'rest'>,
  signer: Signer,
): Md5Diagnosis {
  const given = request.headers[signer.digestHeader]?.trim() ?? '';
  if (given === signer.contentMd5Of(request.bytes)) return { isRight: true, causes: [] };
  const causes = contentMd5Causes({ ...request, signer }, given);
  return { isRight: false, causes: causes.length > 0 ? causes : truncationCauses(request) };
}

/** Recognizes a truncated body by its unfinished JSON. A digest cannot prove it, because the rest is missing. */
function truncationCauses({ bytes }: Pick<ReceivedRequest, 'bytes'>): Cause[] {
  if (bytes.length === 0 || !isUnfinishedJson(bytes)) return [];
  const beyondAscii = bytes.some((byte) => byte > 127);
  return beyondAscii
    ? [
        {
          code: 'content-length-in-characters',
          cause: `the ${bytes.length} bytes received end in the middle of the JSON and contain non-ASCII characters: Content-Length most likely counts characters`,
          fix: 'Set Content-Length to the number of bytes in the body, not of characters.',
        },
      ]
    : [
        {
          code: 'body-cut',
          cause: `the ${bytes.length} bytes received end in the middle of the JSON: the body was truncated after its MD5 was computed`,
          fix: 'Set Content-Length to the number of bytes in the body, and send all of them.',
        },
      ];
}

/** Returns whether JSON ends inside a string, an array or an object. */
function isUnfinishedJson(bytes: Buffer): boolean {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index];
    if (inString) {
      if (byte === 0x5c) index++;
      else if (byte === 0x22) inString = false;
    } else if (byte === 0x22) inString = true;
    else if (byte === 0x5b || byte === 0x7b) depth++;
    else if (byte === 0x5d || byte === 0x7d) depth--;
  }
  return inString || depth > 0;
}
