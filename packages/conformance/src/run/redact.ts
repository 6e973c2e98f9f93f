/** Keeps secrets out of reports, and ids that are new in every run: answers repeat both, and a failure shows answers. */
import { createMasker, type Masker, rolesInJson } from '@pushspec/contract/masking';
import type { Problem } from './match.ts';

const MASK = '***';

export function redactProblem({ what, expected, got }: Problem, secrets: readonly string[]): Problem {
  const shown = (text: string) => redactText(text, secrets).replaceAll(REQUEST_ID, `$1${MASK}`);
  return { what, expected: shown(expected), got: shown(got) };
}

/** A text of an answer without secrets. */
export function redactText(text: string, secrets: readonly string[]): string {
  // A short secret is masked where a name says that it is one.
  return maskerOf(secrets).text(text, { roles: rolesInJson(text) });
}

/** Whether a text has one of the secrets as a whole. */
export function holdsSecret(text: string, secrets: readonly string[]): boolean {
  return !maskerOf(secrets).isClean(text);
}

const maskers = new WeakMap<readonly string[], Masker>();

/** Made once for the secrets of a run. */
function maskerOf(secrets: readonly string[]): Masker {
  const masker = maskers.get(secrets) ?? createMasker(secrets, { shown: () => MASK });
  maskers.set(secrets, masker);
  return masker;
}

/** The value of a member that names a request, in JSON or in JSON written into a text. */
const REQUEST_ID = /(\\?"(?:traceId|request_?[iI]d)\\?":\s*\\?")[^"\\]+/g;
