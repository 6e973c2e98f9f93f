/** The signature doctor: why the signature or the digest of a request does not match. */

import { readAuthorization } from './authorization.ts';
import { type CaseOptions, type ReceivedRequest, type SigningKey, signatureCase } from './case.ts';
import { comparison, ownStringOf } from './comparison.ts';
import { type Cause, contentMd5Causes, signatureCauses } from './diagnose.ts';
import type { Difference } from './own-string.ts';
import type { Signer } from './signature.ts';
import { HMAC } from './words.ts';

export type { ReceivedRequest, SigningKey } from './case.ts';
export type { Cause } from './diagnose.ts';
export type { Difference } from './own-string.ts';
export { STRING_TO_SIGN_HEADER } from './own-string.ts';

export interface DoctorOptions extends Omit<CaseOptions, 'key' | 'otherKeys'> {
  keys: readonly SigningKey[];
  /** Id of the key that the request names; the doctor reads Authorization by itself where it is left out. */
  accessKeyId?: string;
  /** The signature as sent. */
  signature?: string;
}

export interface SignatureDiagnosis {
  isRight: boolean;
  /** Usually one; two where the digest is written wrongly besides. Empty: no known mistake fits. */
  causes: Cause[];
  /** What the server signed, with the security token masked; undefined where no key is known. */
  stringToSign?: string;
  /** Where the string to sign that the caller sends along differs. */
  difference?: Difference;
}

/** Why a signature does not match. It costs up to some hundred HMACs: to be asked only where one is wrong. */
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
  if (!reading) return diagnoseStranger(keys, rest);
  const { key } = reading;
  const request = signatureCase({ ...rest, key, otherKeys: keys.filter((other) => other !== key) });
  const isRight = rest.signer.signatureOf(request.text, key.accessKeySecret) === reading.signature;
  const causes = isRight ? [] : signatureCauses(request, reading.signature);
  if (causes.length === 0 && !isRight && ownStringOf(request) === request.text)
    causes.push(SECRET_OR_COMPUTATION);
  const all = withCauseOfReading(reading.cause, causes);
  return { isRight: all.length === 0 && isRight, causes: all, ...comparison(request, keys) };
}

function separatorOf({ signer }: Pick<CaseOptions, 'signer'>): string {
  return signer.rules.keySeparator;
}

function withCauseOfReading(before: Cause | undefined, causes: Cause[]): Cause[] {
  // Another scheme brings its scheme word along.
  if (!before || causes.some(({ code }) => code === 'other-scheme')) return causes;
  const implied = before.code === 'key-and-secret-swapped' ? 'key-id-as-secret' : undefined;
  return [before, ...causes.filter(({ code }) => code !== implied)];
}

/** Authorization names nobody: is it a known key that signed? */
function diagnoseStranger(
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
        cause: `the signature is right for the access key ${key.accessKeyId}, but Authorization names another one`,
        fix: 'Put the AccessKeyId into Authorization that belongs to the secret.',
      },
    ];
    return { isRight: false, causes, ...comparison(request, keys) };
  }
  return { isRight: false, causes: [] };
}

const SECRET_OR_COMPUTATION: Cause = {
  code: 'secret-or-computation',
  cause: `the string to sign that was sent along is right, so the secret is another one or it is not used as ${HMAC} uses it`,
  fix: `Compare the secret with that of the AccessKeyId, and compute ${HMAC} with it as the key.`,
};

export interface Md5Diagnosis {
  isRight: boolean;
  /** Empty: no known mistake fits. */
  causes: Cause[];
}

/** Why a Content-MD5 is not that of the body. */
export function diagnoseContentMd5(
  request: Pick<ReceivedRequest, 'headers' | 'bytes' | 'rest'>,
  signer: Signer,
): Md5Diagnosis {
  const given = request.headers[signer.digestHeader]?.trim() ?? '';
  if (given === signer.contentMd5Of(request.bytes)) return { isRight: true, causes: [] };
  const causes = contentMd5Causes({ ...request, signer }, given);
  return { isRight: false, causes: causes.length > 0 ? causes : cutBody(request) };
}

/** No digest proves it, as the rest of the body is not here; but a text that ends in its middle is telling. */
function cutBody({ bytes }: Pick<ReceivedRequest, 'bytes'>): Cause[] {
  if (bytes.length === 0 || !endsInside(bytes)) return [];
  const beyondAscii = bytes.some((byte) => byte > 127);
  return beyondAscii
    ? [
        {
          code: 'content-length-in-characters',
          cause: `the ${bytes.length} bytes received end in the middle of the JSON and hold characters beyond ASCII: Content-Length most likely counts characters`,
          fix: 'Let Content-Length count the bytes of the body, not its characters.',
        },
      ]
    : [
        {
          code: 'body-cut',
          cause: `the ${bytes.length} bytes received end in the middle of the JSON: the body was cut after its MD5 was made`,
          fix: 'Let Content-Length count all bytes of the body, and send them all.',
        },
      ];
}

/** Whether a JSON text stops within a string, a list or an object. */
function endsInside(bytes: Buffer): boolean {
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
