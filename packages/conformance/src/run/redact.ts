/** Keeps secrets out of reports: answers repeat tokens, and a failure shows answers. */
import type { Problem } from './match.ts';

const MASK = '***';

export function redactProblem({ what, expected, got }: Problem, secrets: readonly string[]): Problem {
  return { what, expected: redact(expected, secrets), got: redact(got, secrets) };
}

function redact(text: string, secrets: readonly string[]): string {
  return secrets.reduce((shown, secret) => shown.replaceAll(secret, MASK), text);
}
