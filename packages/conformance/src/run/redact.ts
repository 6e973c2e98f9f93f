/** Keeps secrets out of reports, and ids that are new in every run: answers repeat both, and a failure shows answers. */
import { createMasker, rolesInJson } from '@pushspec/contract/masking';
import type { Problem } from './match.ts';

const MASK = '***';

/** Replaces secrets in texts of answers. */
export interface Redactor {
  text(text: string): string;
  problem(problem: Problem): Problem;
  /** Whether no secret is in a text as a whole. */
  isClean(text: string): boolean;
}

export function createRedactor(secrets: readonly string[]): Redactor {
  const masker = createMasker(secrets, { shown: () => MASK });
  // A short secret is masked where a name says that it is one.
  const text = (shown: string) => masker.text(shown, { roles: rolesInJson(shown) });
  const redacted = (shown: string) => text(shown).replaceAll(REQUEST_ID, `$1${MASK}`);
  return {
    text,
    problem: ({ what, expected, got }) => ({ what, expected: redacted(expected), got: redacted(got) }),
    isClean: masker.isClean,
  };
}

/** The value of a member that names a request, in JSON or in JSON written into a text. */
const REQUEST_ID = /(\\?"(?:traceId|request_?[iI]d)\\?":\s*\\?")[^"\\]+/g;
