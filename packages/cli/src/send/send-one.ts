/** Sends what one request takes, in one call of the client. */
import { isPushError } from '@pushspec/client';
import type { AnyClient } from '../apis/api.ts';
import { CommandFailure } from '../failure.ts';
import { plain } from '../ledger/paint.ts';
import { type Streams, say, writeJson } from '../streams.ts';
import { failureOf } from './failure.ts';
import type { SendFlags } from './flags.ts';

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
