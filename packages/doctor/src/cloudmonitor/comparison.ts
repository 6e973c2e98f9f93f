/** What the server signed, and where the caller's own string to sign differs; no secret in either. */
import { createMasker, type Masker } from '@pushspec/contract/masking';
import type { SignatureCase, SigningKey } from './case.ts';
import { type Difference, firstDifference, readOwnString, STRING_TO_SIGN_HEADER } from './own-string.ts';

export interface Comparison {
  stringToSign: string;
  difference?: Difference;
}

export function ownStringOf({ request }: SignatureCase): string | undefined {
  const own = request.headers[STRING_TO_SIGN_HEADER];
  return own === undefined ? undefined : readOwnString(own);
}

export function comparison(request: SignatureCase, keys: readonly SigningKey[]): Comparison {
  const own = ownStringOf(request);
  const mask = (text: string) => maskedText(text, request, keys);
  const difference = own === undefined ? undefined : firstDifference(request, own);
  return {
    stringToSign: mask(request.text),
    ...(difference && {
      difference: {
        ...difference,
        server: difference.server === undefined ? undefined : mask(difference.server),
        caller: difference.caller === undefined ? undefined : mask(difference.caller),
      },
    }),
  };
}

const MASK = '…';

/** A string to sign holds the security token, and a caller's own may hold whatever was mixed up. */
function maskedText(text: string, { signed }: SignatureCase, keys: readonly SigningKey[]): string {
  const tokens = signed.filter(([name]) => name.endsWith('-security-token')).map(([, value]) => value);
  const shown = text.replace(/(-security-token[^\S\n]*:)[^\n]+/gi, `$1${MASK}`);
  return maskerOf(keys).with(tokens).text(shown);
}

const maskers = new WeakMap<readonly SigningKey[], Masker>();

/** Made once for the keys of a configuration, as it takes longer than to mask a text. */
function maskerOf(keys: readonly SigningKey[]): Masker {
  const secrets = keys.flatMap(({ accessKeySecret, securityToken = '' }) => [accessKeySecret, securityToken]);
  const masker = maskers.get(keys) ?? createMasker(secrets, { shown: () => MASK });
  maskers.set(keys, masker);
  return masker;
}
