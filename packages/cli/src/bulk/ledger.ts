/** What a run came to: for `--json`, for a person, and as an exit code. */
import type { Vendor } from '@pushspec/contract';
import type { SendFlags } from '../commands/send.ts';
import { EXIT, type ExitCode } from '../failure.ts';
import { plain } from '../ledger/paint.ts';
import type { Bulk } from './bulk.ts';
import type { Position } from './lines.ts';
import type { Unit } from './records.ts';
import type { Stop, StopCause } from './stop.ts';
import type { DropCount, ReasonCount, Tally } from './tally.ts';

/** What `--json` prints of a run of many events. */
export interface Ledger extends Omit<Tally, 'rejections' | 'drops'> {
  /** `accepted` with the exit code 0, `failed` with 3, `interrupted` with 130, else `refused`. */
  readonly outcome: 'accepted' | 'refused' | 'failed' | 'interrupted';
  readonly vendor: Vendor;
  readonly unit: Unit;
  readonly rejections: Readonly<Record<string, ReasonCount>>;
  readonly drops: Readonly<Record<string, DropCount>>;
  /** Why it ended before the end of what it reads; null, it did not. */
  readonly stopped: StopCause | null;
  /** All before it is done; `records` counts lines, or elements of an array. */
  readonly position: Position;
  /** The command that goes on; null where nothing is left. */
  readonly continue: string | null;
  /** Delivered all the same, though they stand behind the position: they would be sent again. */
  readonly beyond: number;
  /** In a dry run, how many would be sent; nothing was. */
  readonly deliverable?: number;
  readonly seconds: number;
}

interface LedgerOptions {
  readonly vendor: Vendor;
  readonly unit: Unit;
  readonly flags: { readonly dryRun?: true; readonly skip?: number };
  readonly bulk: Pick<Bulk, 'tally' | 'prefix'>;
  readonly stop: Pick<Stop, 'cause'>;
  readonly seconds: number;
  continueFrom(position: Position): string;
}

export function ledgerOf({ vendor, unit, flags, bulk, stop, seconds, continueFrom }: LedgerOptions): Ledger {
  const { tally, prefix } = bulk;
  const { rejections, drops, ...counts } = tally;
  const { bytes, records } = prefix.position;
  const position = { records: Math.max(records, flags.skip ?? 0), bytes };
  return {
    outcome: outcomeOf(exitCodeOf(tally, stop.cause)),
    ...{ vendor, unit, ...counts },
    ...(flags.dryRun && { delivered: 0, deliverable: counts.delivered }),
    rejections: Object.fromEntries(rejections),
    drops: Object.fromEntries(drops),
    stopped: stop.cause ?? null,
    ...{ position, beyond: prefix.beyond },
    continue: stop.cause === undefined || flags.dryRun ? null : continueFrom(position),
    seconds: Math.round(seconds * 10) / 10,
  };
}

/** The first that applies: interrupted, credentials, no answer, refused by the vendor, found invalid here or not to be read or written. */
export function exitCodeOf(tally: Tally, stopped: StopCause | undefined): ExitCode {
  if (stopped === 'interrupted') return EXIT.interrupted;
  if (stopped === 'credentials') return EXIT.credentials;
  if (stopped === 'no-answer' || tally.dropped > 0) return EXIT.network;
  const isRefused = [...tally.rejections.values()].some(({ local }) => !local);
  if (stopped === 'address' || isRefused) return EXIT.refused;
  return tally.rejected > 0 || stopped !== undefined ? EXIT.usage : EXIT.ok;
}

export function outcomeOf(exitCode: ExitCode): Ledger['outcome'] {
  if (exitCode === EXIT.ok) return 'accepted';
  if (exitCode === EXIT.network) return 'failed';
  return exitCode === EXIT.interrupted ? 'interrupted' : 'refused';
}

/** Formats a ledger for a person, without the failure that ends the command. */
export function ledgerText(ledger: Ledger, rejectedFile: string | undefined): string {
  const { rejections, drops, mayBeDuplicates, beyond, unit } = ledger;
  const lines = [summary(ledger)];
  for (const [code, { count, first, fix }] of Object.entries(rejections)) {
    lines.push(`  rejected ${count}: ${code} (${places(count, first, unit)}). ${plain(fix)}`);
  }
  for (const [cause, { count, first, message }] of Object.entries(drops)) {
    lines.push(`  dropped ${count}: ${cause} (${places(count, first, unit)}). ${plain(message)}`);
  }
  if (mayBeDuplicates > 0) {
    lines.push(
      `  possibly delivered twice: ${mayBeDuplicates}, as the answer to an earlier request with them was lost`,
    );
  }
  if (beyond > 0 && ledger.continue !== null) {
    lines.push(`  delivered behind others that are not: ${beyond}, which will be sent again`);
  }
  if (rejectedFile !== undefined && ledger.rejected + ledger.dropped > 0) {
    lines.push(`  what was not delivered is in ${rejectedFile}`);
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

function places(count: number, first: readonly number[], unit: string): string {
  return `${count === 1 ? unit : `${unit}s`} ${first.join(', ')}${count > first.length ? ' …' : ''}`;
}

/** One line: why the run has failed, and what to do. */
export function failureText(
  ledger: Ledger,
  error: Error | undefined,
  flags: Pick<SendFlags, 'rejected'>,
): string {
  const { stopped, rejected, dropped, read } = ledger;
  if (stopped === null) {
    const where = flags.rejected === undefined ? '; --rejected FILE writes them to a file' : '';
    return `${rejected + dropped} of ${amount(read, 'event')} not delivered: correct what was rejected, and send it again${where}`;
  }
  const why = error ? plain(error.message) : SELF_EXPLAINING[stopped];
  if (ledger.continue === null) return why;
  return `${why}${why.endsWith('.') ? ' Then go' : '; go'} on with: ${ledger.continue}`;
}

/** Where no failure says it. */
const SELF_EXPLAINING: Readonly<Record<StopCause, string>> = {
  interrupted: 'interrupted',
  credentials: 'the credentials are refused',
  address: 'this is not the address of the API',
  'no-answer': 'there is no answer',
  strict: 'an event was rejected',
  input: 'the input cannot be read',
  output: 'a file cannot be written',
};
