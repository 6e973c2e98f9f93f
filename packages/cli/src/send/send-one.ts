/** Sends items in a single request. */
import { isPushError, isTransportError, type PushError } from '@pushspec/client';
import type { ApiName } from '@pushspec/contract';
import type { AnyClient } from '../apis/api.ts';
import type { Problem } from '../bulk/records.ts';
import type { SendFlags } from '../commands/send.ts';
import { CommandFailure, EXIT, type ExitCode } from '../failure.ts';
import { plain } from '../ledger/paint.ts';
import { type Streams, say, writeJson } from '../streams.ts';

export interface OneOptions {
  readonly client: AnyClient;
  readonly items: readonly unknown[];
  readonly flags: Pick<SendFlags, 'json' | 'quiet'>;
  /** Whether to print the vendor's response. */
  readonly printsResponse: boolean;
}

/** Resolves to `false` without sending if the items do not fit into one request. */
export async function sendOne(
  { client, items, flags, printsResponse }: OneOptions,
  streams: Streams,
): Promise<boolean> {
  try {
    const { api, status, items: sent, body } = await client.send(items);
    if (flags.json) writeJson(streams, { outcome: 'accepted', api, status, items: sent, body });
    else if (printsResponse) writeJson(streams, body);
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

interface Refused {
  readonly api: ApiName;
  readonly flags: Pick<SendFlags, 'json'>;
  readonly problem: Problem;
  /** Name of the input, and the location in it. */
  readonly where: string;
}

/** Refuses an event before it is sent, like the client does. */
export function refuse({ api, flags, problem, where }: Refused, streams: Streams): never {
  const { code: reason, message, fix } = problem;
  const report = {
    outcome: 'refused',
    api,
    reason,
    status: null,
    local: true,
    retryable: false,
    delivered: 0,
  };
  if (flags.json) writeJson(streams, { ...report, message, fix });
  throw new CommandFailure(EXIT.usage, plain(`${where}: ${message} (${reason}). ${fix}`));
}

interface SendFailure {
  exitCode: ExitCode;
  /** One line that includes the next step. */
  message: string;
  /** For `--json`. */
  report: Readonly<Record<string, unknown>>;
}

/** Returns the details of a client error, or `undefined` for any other error. */
function failureOf(error: unknown): SendFailure | undefined {
  if (isRefusal(error)) {
    const { api, reason, status, retryable, fix, local, delivered, message } = error;
    const report = {
      outcome: 'refused',
      api,
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
    const { api, kind, delivered, message } = error;
    return {
      // Without a usable key, nothing was sent.
      exitCode: kind === 'credentials' ? EXIT.credentials : EXIT.network,
      message,
      report: { outcome: 'failed', api, kind, delivered, message },
    };
  }
  return undefined;
}

function isRefusal(error: unknown): error is PushError {
  return error instanceof Error && error.name === 'PushError' && 'reason' in error;
}

/** Returns the exit code of a refusal. A final 401 or 403 means wrong credentials. */
function exitCodeOf({ local, status, retryable }: PushError): ExitCode {
  if (local) return EXIT.usage;
  return !retryable && (status === 401 || status === 403) ? EXIT.credentials : EXIT.refused;
}
