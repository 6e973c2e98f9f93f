/** The vocabulary of the search for a mistake: a signed request, a mistake, and attempts to reproduce it. */
import { createHmac } from 'node:crypto';

/** An access key, in the format of the configuration. */
export interface SigningKey {
  accessKeyId: string;
  accessKeySecret: string;
  securityToken?: string;
}

/** The facts about a signed request that every catalog of mistakes needs. */
export interface Signed {
  /** The key that the request names. */
  key: SigningKey;
  /** The other keys that the server knows. */
  otherKeys: readonly SigningKey[];
  /** The correct string to sign. */
  text: string;
  /** The hash function of the HMAC. */
  hash: string;
  /** Returns the key of the HMAC that belongs to a secret. */
  hmacKey(secret: string | Buffer): string | Buffer;
}

/** A wrong computation that a caller may have made. */
export interface Attempt {
  /** @default the correct string to sign */
  text?: string | Buffer;
  /** @default the correct secret */
  secret?: string | Buffer;
  /** Replaces the key of the HMAC, which otherwise follows from the secret. */
  hmacKey?: string | Buffer;
  /** Replaces the HMAC of `text`. */
  digest?: (algorithm: string) => Buffer;
  /** The string that the caller built, if `text` is only its hash. @default `text` */
  built?: string;
  /** Replaces `{detail}` in the cause. It contains no secret. */
  detail?: string;
}

/** A mistake as a report describes it. */
export interface Explanation {
  code: string;
  /** A clause that says what went wrong, such as `the signature is written in lowercase`. */
  cause: string;
  /** A sentence that says what to do. */
  fix: string;
}

/** A mistake with the attempts that reproduce it. */
export interface Mistake<Case extends Signed> extends Explanation {
  /** Codes of the format mistakes that this one includes. */
  includes?: readonly string[];
  /** Code of a format mistake that must be present for this one. */
  onlyWith?: string;
  attempts(request: Case): Iterable<Attempt>;
}

/** A cause of a wrong signature or digest. */
export type Cause = Explanation;

/** Returns a cause with `{detail}` filled in. */
export function cause({ code, cause: clause, fix }: Explanation, detail = ''): Cause {
  return { code, cause: clause.replace('{detail}', () => detail), fix };
}

export function hmac(algorithm: string, secret: string | Buffer, text: string | Buffer): Buffer {
  return createHmac(algorithm, secret).update(text).digest();
}
