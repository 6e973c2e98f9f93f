/** Hides secrets in strings to sign. */
import { percentEncoded } from '@pushspec/contract';
import { createMasker, type Masker } from '@pushspec/contract/masking';
import type { SigningKey } from './attempt.ts';

export const MASK = '…';

/** Characters shown of a caller's string, which may contain the body by mistake. */
const MAX_CALLER_STRING = 4000;

/** Shortens a caller's string. */
export function shortened(text: string): string {
  return text.length > MAX_CALLER_STRING ? `${text.slice(0, MAX_CALLER_STRING)}${MASK}` : text;
}

const maskers = new WeakMap<readonly SigningKey[], Masker>();

/** Returns the masker of a configuration's keys. Cached, because building it takes longer than masking. */
export function maskerOf(keys: readonly SigningKey[]): Masker {
  const secrets = keys.flatMap(({ accessKeySecret, securityToken = '' }) => [accessKeySecret, securityToken]);
  const masker = maskers.get(keys) ?? createMasker(secrets.flatMap(formsOf), { shown: () => MASK });
  maskers.set(keys, masker);
  return masker;
}

/**
 * Returns a secret as it may be written in a string to sign: as it is, percent-encoded once or twice, and in another
 * letter case, because a caller may change the whole string by mistake.
 */
export function formsOf(secret: string): string[] {
  const once = percentEncoded(secret.toWellFormed());
  const forms = [secret, once, percentEncoded(once)];
  return [...new Set(forms.flatMap((form) => [form, form.toLowerCase(), form.toUpperCase()]))];
}
