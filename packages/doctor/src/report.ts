/** The result of examining a captured request. */
import type { Profile } from '@pushspec/contract';
import type { ReceivedRequest } from './raw-request.ts';
import type { Cause, SigningKey } from './search/attempt.ts';
import type { Difference } from './search/caller-string.ts';

/** A captured request and the keys to examine it with. */
export interface Examination {
  request: ReceivedRequest;
  keys: readonly SigningKey[];
  /** @default 'documented' */
  profile?: Profile;
  /** Milliseconds since 1970. Dates near this time are tried. */
  nowMs: number;
}

export type Check = 'right' | 'wrong' | 'absent';

/** The digest of the body in a request. */
export interface DigestCheck {
  /** Name of the header with the digest, such as `Content-MD5`. */
  header: string;
  check: Check;
}

/** The result of an examination. It contains no secret. */
export interface Report {
  signature: Check;
  /** Absent if the signing scheme has no digest of the body. */
  digest?: DigestCheck;
  /** Whether the request names a key with a known secret, or a mistake explains why it does not. */
  isKeyKnown: boolean;
  /** Causes of what is wrong. Empty if no known mistake fits. */
  causes: readonly Cause[];
  /** The expected string to sign; absent if the key is unknown. */
  stringToSign?: string;
  /** The expected canonical request, whose digest is in the string to sign, for schemes that have one. */
  canonicalRequest?: string;
  /** The caller's string to sign or canonical request: sent in a header, or reproduced by a cause. Absent if unknown or correct. */
  callerString?: string;
  /** The first difference in the string that the caller sent. */
  difference?: Difference;
}
