/** Sends what one request takes, in one call of the client. */
import { isPushError, isTransportError, type PushError } from '@pushspec/client';
import type { AnyClient } from '../apis/api.ts';
import type { SendFlags } from '../commands/send.ts';
import { CommandFailure, EXIT, type ExitCode } from '../failure.ts';
import { plain } from '../ledger/paint.ts';
import { type Streams, say, writeJson } from '../streams.ts';

export interface OneOptions {
  readonly client: AnyClient;
  readonly items: readonly unknown[];
  readonly flags: Pick<SendFlags, 'json' | 'quiet'>;
  /** Print the vendor's answer. */
  readonly isEcho: boolean;
}

/** Resolves to false where it is too much for one request, and nothing was sent. */
export async function sendOne(
  { client, items, flags, isEcho }: OneOptions,
  streams: Streams,
): Promise<boolean> {
  try {
    const { vendor, status, items: sent, body } = await client.send(items);
    if (flags.json) writeJson(streams, { outcome: 'accepted', vendor, status, items: sent, body });
    else if (isEcho) writeJson(streams, body);
    else if (!flags.quiet)
      say(streams, `accepted: ${sent} ${sent === 1 ? 'item' : 'items'} (HTTP ${status})`);
    return true;
  } catch (error) {
    if (isPushError(error) && error.local && items.length > 1) return false;
    const failure = failureOf(error);
    if (!failure) throw error;
    if (flags.json) writeJson(streams, failure.report);
    throw new CommandFailure(failure.exitCode, plain(failure.message), { cause: error });
  }
}

interface SendFailure {
  exitCode: ExitCode;
  /** One line, with the next step. */
  message: string;
  /** For `--json`. */
  report: Readonly<Record<string, unknown>>;
}

/** Undefined for an error that is not the client's. */
function failureOf(error: unknown): SendFailure | undefined {
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
