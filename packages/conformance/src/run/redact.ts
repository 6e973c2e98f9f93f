/** Keeps secrets out of reports, and ids that are new in every run: answers repeat both, and a failure shows answers. */
import type { Problem } from './match.ts';

const MASK = '***';

export function redactProblem({ what, expected, got }: Problem, secrets: readonly string[]): Problem {
  return { what, expected: redact(expected, secrets), got: redact(got, secrets) };
}

function redact(text: string, secrets: readonly string[]): string {
  const masked = secrets.reduce((shown, secret) => shown.replaceAll(secret, MASK), text);
  return masked.replaceAll(REQUEST_ID, `$1${MASK}`);
}

/** The value of a member that names a request, in JSON or in JSON written into a text. */
const REQUEST_ID = /(\\?"(?:traceId|request_?[iI]d)\\?":\s*\\?")[^"\\]+/g;
