/** Names the mistake behind a nonce that was used before. */
import type { Cause } from '../search/attempt.ts';

/** A nonce and how it was used before. */
export interface NonceUse {
  readonly nonce: string;
  /** Whether the earlier request had the same signature, so that all that is signed is the same. */
  readonly isSameRequest: boolean;
}

/** Names why a nonce was used twice. */
export function nonceCause({ nonce, isSameRequest }: NonceUse): Cause {
  if (isSameRequest)
    return {
      code: 'nonce-resent',
      cause:
        'the same signed request was received before: an HTTP client, a proxy or a retry sent it again as it was',
      fix: 'Sign each attempt again, with a new nonce and a new timestamp, and turn off retries of the HTTP client.',
    };
  if (/^(\d{10}|\d{13}|\d{4}-?\d\d-?\d\d.*)$/.test(nonce))
    return {
      code: 'nonce-from-time',
      cause: 'the nonce is a time, so two requests at the same time have the same one',
      fix: 'Use a random string as the nonce, such as a UUID.',
    };
  return {
    code: 'nonce-constant',
    cause: 'another request used the same nonce: it is not made anew for each request, or not at random',
    fix: 'Use a new random string as the nonce of each request, such as a UUID.',
  };
}
