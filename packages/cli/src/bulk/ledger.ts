/** Reports the result of a run: as JSON, as text, and as an exit code. */
import type { ApiName } from '@pushspec/contract';
import type { SendFlags } from '../commands/send.ts';
import { EXIT, type ExitCode } from '../failure.ts';
import { plain } from '../ledger/paint.ts';
import type { Bulk } from './bulk.ts';
import type { Position } from './lines.ts';
import type { Unit } from './records.ts';
import type { Stop, StopCause } from './stop.ts';
import type { DropCount, ReasonCount, Tally } from './tally.ts';

/** The JSON that `--json` prints for a run of many events. */
export interface Ledger extends Omit<Tally, 'rejections' | 'drops'> {
  /** `accepted` with the exit code 0, `failed` with 3, `interrupted` with 130, else `refused`. */
  readonly outcome: 'accepted' | 'refused' | 'failed' | 'interrupted';
  readonly api: ApiName;
  readonly unit: Unit;
  readonly rejections: Readonly<Record<string, ReasonCount>>;
  readonly drops: Readonly<Record<string, DropCount>>;
  /** Why the run stopped before the end of the input, or `null` if it did not. */
  readonly stopped: StopCause | null;
  /** Everything before this position is done. `records` counts lines or array elements. */
  readonly position: Position;
  /** The command that continues the run, or `null` if nothing is left. */
  readonly continue: string | null;
  /** Events after the position that were delivered. Continuing sends them again. */
  readonly deliveredAhead: number;
  /** In a dry run, the number of events that would be sent. */
  readonly deliverable?: number;
  readonly seconds: number;
}

interface LedgerOptions {
  readonly api: ApiName;
  readonly unit: Unit;
  readonly flags: { readonly dryRun?: true; readonly skip?: number };
  readonly bulk: Pick<Bulk, 'tally' | 'progressMark'>;
  readonly stop: Pick<Stop, 'cause'>;
  readonly seconds: number;
  continueFrom(position: Position): string;
}

export function ledgerOf({ api, unit, flags, bulk, stop, seconds, continueFrom }: LedgerOptions): Ledger {
  const { tally, progressMark } = bulk;
  const { rejections, drops, ...counts } = tally;
  const { bytes, records } = progressMark.position;
  const position = { records: Math.max(records, flags.skip ?? 0), bytes };
  return {
    outcome: outcomeOf(exitCodeOf(tally, stop.cause)),
    ...{ api, unit, ...counts },
    ...(flags.dryRun && { delivered: 0, deliverable: counts.delivered }),
    rejections: Object.fromEntries(rejections),
    drops: Object.fromEntries(drops),
    stopped: stop.cause ?? null,
    ...{ position, deliveredAhead: progressMark.deliveredAhead },
    continue: stop.cause === undefined || flags.dryRun ? null : continueFrom(position),
    seconds: Math.round(seconds * 10) / 10,
  };
}

/** Returns the exit code. The first that applies wins: interrupted, credentials, no response, refused by the vendor, invalid data or file error. */
export function exitCodeOf(tally: Tally, stopped: StopCause | undefined): ExitCode {
  if (stopped === 'interrupted') return EXIT.interrupted;
  if (stopped === 'credentials') return EXIT.credentials;
  if (stopped === 'no-response' || tally.dropped > 0) return EXIT.network;
  const isRefused = [...tally.rejections.values()].some(({ local }) => !local);
  if (stopped === 'address' || isRefused) return EXIT.refused;
  return tally.rejected > 0 || stopped !== undefined ? EXIT.usage : EXIT.ok;
}

export function outcomeOf(exitCode: ExitCode): Ledger['outcome'] {
  if (exitCode === EXIT.ok) return 'accepted';
  if (exitCode === EXIT.network) return 'failed';
  return exitCode === EXIT.interrupted ? 'interrupted' : 'refused';
}

/** Formats a ledger as text, without the error that ends the command. */
export function ledgerText(ledger: Ledger, rejectedFile: string | undefined): string {
  const { rejections, drops, mayBeDuplicates, deliveredAhead, unit } = ledger;
  const lines = [summary(ledger)];
  for (const [code, { count, first, fix }] of Object.entries(rejections)) {
    lines.push(`  rejected ${count}: ${code} (${locations(count, first, unit)}). ${plain(fix)}`);
  }
  for (const [cause, { count, first, message }] of Object.entries(drops)) {
    lines.push(`  dropped ${count}: ${cause} (${locations(count, first, unit)}). ${plain(message)}`);
  }
  if (mayBeDuplicates > 0) {
    lines.push(
      `  possibly delivered twice: ${mayBeDuplicates}, because the response to an earlier request was lost`,
    );
  }
  if (deliveredAhead > 0 && ledger.continue !== null) {
    lines.push(`  delivered out of order: ${deliveredAhead}, which will be sent again`);
  }
  if (rejectedFile !== undefined && ledger.rejected + ledger.dropped > 0) {
    lines.push(`  events that were not delivered are in ${rejectedFile}`);
  }
  return lines.join('\n');
}

function summary({ read, delivered, rejected, dropped, requests, seconds, deliverable }: Ledger): string {
  const sent = amount(requests, 'request');
  if (deliverable !== undefined)
    return `${amount(read, 'event')}: ${deliverable} would be sent in ${sent}, ${rejected} invalid; nothing was sent`;
  return `${amount(read, 'event')}: ${delivered} delivered, ${rejected} rejected, ${dropped} dropped (${sent}, ${seconds} s)`;
}

const amount = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;

function locations(count: number, first: readonly number[], unit: string): string {
  return `${count === 1 ? unit : `${unit}s`} ${first.join(', ')}${count > first.length ? ' …' : ''}`;
}

/** Returns one line that says why the run failed and what to do. */
export function failureMessage(
  ledger: Ledger,
  error: Error | undefined,
  flags: Pick<SendFlags, 'rejected'>,
): string {
  const { stopped, rejected, dropped, read, deliverable } = ledger;
  if (stopped === null) {
    const where = flags.rejected === undefined ? '; `--rejected FILE` writes them to a file' : '';
    const failed = rejected + dropped;
    const share = `${failed} of ${amount(read, 'event')}`;
    if (deliverable !== undefined)
      return `${share} ${failed === 1 ? 'is' : 'are'} invalid: fix the invalid events before you send them${where}`;
    return `${share} ${failed === 1 ? 'was' : 'were'} not delivered: fix the rejected events and send them again${where}`;
  }
  const why = error ? plain(error.message) : STOP_MESSAGES[stopped];
  if (ledger.continue === null) return why;
  return `${why}${why.endsWith('.') ? ' Then continue' : '; continue'} with: ${ledger.continue}`;
}

/** Messages for stops without an error. */
const STOP_MESSAGES: Readonly<Record<StopCause, string>> = {
  interrupted: 'interrupted',
  credentials: 'the credentials were refused',
  address: 'this is not the address of the API',
  'no-response': 'there was no response',
  strict: 'an event was rejected',
  input: 'the input cannot be read',
  output: 'a file cannot be written',
};
