/** Removes secrets and changing ids from reports, because failures quote responses. */
import { createMasker, type Masker, secretsInJson } from '@pushspec/contract/masking';
import type { Problem } from './match.ts';

const MASK = '***';

export function redactProblem({ what, expected, got }: Problem, secrets: readonly string[]): Problem {
  const shown = (text: string) => redactText(text, secrets).replaceAll(REQUEST_ID, `$1${MASK}`);
  return { what, expected: shown(expected), got: shown(got) };
}

/** Masks the secrets in a string. */
export function redactText(text: string, secrets: readonly string[]): string {
  // A short secret is masked only under a name that marks it as secret.
  return maskerOf(secrets).text(text, { secrets: secretsInJson(text) });
}

/** Whether a string contains a secret as a whole word. */
export function containsSecret(text: string, secrets: readonly string[]): boolean {
  return !maskerOf(secrets).isClean(text);
}

const maskers = new WeakMap<readonly string[], Masker>();

/** Returns the masker for a list of secrets. Cached. */
function maskerOf(secrets: readonly string[]): Masker {
  const masker = maskers.get(secrets) ?? createMasker(secrets, { shown: () => MASK });
  maskers.set(secrets, masker);
  return masker;
}

/** Matches the value of a request id property, in JSON or in JSON inside a string. */
const REQUEST_ID = /(\\?"(?:traceId|request_?[iI]d)\\?":\s*\\?")[^"\\]+/g;
