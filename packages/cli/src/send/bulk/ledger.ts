/** What a run came to: for `--json`, for a person, and as an exit code. */
import type { Vendor } from '@pushspec/contract';
import { EXIT, type ExitCode } from '../../failure.ts';
import type { Position } from '../input/lines.ts';
import type { Unit } from '../input/records.ts';
import type { Bulk } from './bulk.ts';
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
