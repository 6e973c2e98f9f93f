/** What a failed `send` reports, and its exit code. */

import { isTransportError, type PushError } from '@pushspec/client';
import { EXIT, type ExitCode } from '../failure.ts';

export interface SendFailure {
  exitCode: ExitCode;
  /** One line, with the next step. */
  message: string;
  /** For `--json`. */
  report: Readonly<Record<string, unknown>>;
}

/** Undefined for an error that is not the client's. */
export function failureOf(error: unknown): SendFailure | undefined {
  if (isRefusal(error)) {
    const { vendor, reason, status, retryable, fix, local, delivered, message } = error;
    const report = {
      outcome: 'refused',
      vendor,
      reason,
      status: status ?? null,
      local,
      retryable,
      delivered,
      message,
      fix,
    };
    return { exitCode: exitCodeOf(error), message, report };
  }
  if (isTransportError(error)) {
    const { vendor, kind, delivered, message } = error;
    return {
      // Without a usable key nothing has been sent.
      exitCode: kind === 'credentials' ? EXIT.credentials : EXIT.network,
      message,
      report: { outcome: 'failed', vendor, kind, delivered, message },
    };
  }
  return undefined;
}

function isRefusal(error: unknown): error is PushError {
  return error instanceof Error && error.name === 'PushError' && 'reason' in error;
}

/** A refusal that no later try can change, with one of the statuses of wrong credentials. */
function exitCodeOf({ local, status, retryable }: PushError): ExitCode {
  if (local) return EXIT.usage;
  return !retryable && (status === 401 || status === 403) ? EXIT.credentials : EXIT.refused;
}
