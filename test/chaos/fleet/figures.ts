/** Compares what the reference server recorded with what the processes of a fleet printed. */
import type { ReceivedVerdict } from '@pushspec/server';
import type { Observed } from './fleet.ts';
import { contentOf, subject } from './messages.ts';

/** The faults that were injected into a fleet. */
export interface Faults {
  /** Number of processes that were killed. */
  kills: number;
  /** Number of killed processes that were leaders. */
  leaderKills: number;
  /** Number of leaders that handed over. */
  handovers: number;
  /** Number of leaders that were frozen for longer than their lease. */
  freezes: number;
  /** Number of times that PostgreSQL was down or its disk was full. */
  outages: number;
}

export interface FleetFigures extends Faults {
  readonly requests: number;
  /** Requests that the server refused. */
  readonly refused: number;
  /** Maximum number of refused requests that the freezes allow. */
  readonly refusedBound: number;
  /** Why, and how many milliseconds after the first request. */
  readonly refusals: readonly string[];
  /** Events whose `push()` had resolved. */
  readonly stored: number;
  /** Stored events that the server did not accept. */
  readonly lost: number;
  /** Accepted events whose `push()` had rejected as not stored. */
  readonly halfStored: number;
  /** Accepted events whose content differs from what was pushed. */
  readonly changed: number;
  /** Stored events without an outcome in any process. */
  readonly withoutOutcome: number;
  /** Deliveries beyond the first of each event. */
  readonly extra: number;
  /** Maximum number of extra deliveries, and of events without an outcome, that the faults allow. */
  readonly extraBound: number;
  /** Repeated events that have outcomes, none of which is marked. */
  readonly unmarked: number;
  /** Events that are marked and were delivered once. */
  readonly markedInVain: number;
  /** The longest time between two accepted requests, in milliseconds. */
  readonly longestGapMs: number;
  /** Errors of PostgreSQL that processes reported, by code. */
  readonly errors: Readonly<Record<string, number>>;
  readonly failures: readonly string[];
}

/** Errors that an outage of PostgreSQL explains. */
const OF_OUTAGES = ['database-unavailable', 'database-full'];

export function figuresOf(
  faults: Faults,
  { stored, notStored, outcomes, errors, failures }: Observed,
  verdicts: readonly ReceivedVerdict[],
): FleetFigures {
  const accepted = verdicts.filter(({ outcome }) => outcome === 'accepted');
  const deliveries = new Map<string, number>();
  let changed = 0;
  for (const { request } of accepted) {
    for (const { name, content } of JSON.parse(request.body) as { name: string; content: string }[]) {
      deliveries.set(name, (deliveries.get(name) ?? 0) + 1);
      if (content !== contentOf(name)) changed++;
    }
  }
  const { leaderKills, freezes, outages } = faults;
  const repeated = [...deliveries].filter(([, count]) => count > 1);
  const marksOf = (id: string) => outcomes.get(id) ?? [];
  const unexpected = errors.filter(({ code = '' }) => outages === 0 || !OF_OUTAGES.includes(code));
  return {
    ...faults,
    ...{ requests: verdicts.length, refused: verdicts.length - accepted.length },
    refusedBound: freezes * subject.concurrency,
    refusals: refusalsIn(verdicts),
    stored: stored.size,
    lost: [...stored].filter((id) => !deliveries.has(id)).length,
    halfStored: [...notStored].filter((id) => deliveries.has(id)).length,
    changed,
    withoutOutcome: [...stored].filter((id) => !outcomes.has(id)).length,
    extra: repeated.reduce((sum, [, count]) => sum + count - 1, 0),
    // Those in flight, and those delivered during one settlement.
    extraBound: (leaderKills + freezes + outages) * 2 * subject.concurrency * subject.batch,
    unmarked: repeated.filter(([id]) => marksOf(id).length > 0 && !marksOf(id).includes(true)).length,
    markedInVain: [...deliveries].filter(([id, count]) => count === 1 && marksOf(id).includes(true)).length,
    longestGapMs: longestGap(accepted.map(({ receivedAt }) => Date.parse(receivedAt))),
    errors: countsOf(errors.map(({ code }) => code ?? 'other')),
    failures: [...failures, ...unexpected.map(({ message }) => message)],
  };
}

const refusalsIn = (verdicts: readonly ReceivedVerdict[]) =>
  verdicts
    .filter(({ outcome }) => outcome !== 'accepted')
    .map(({ reasons, receivedAt }) => {
      const afterMs = Date.parse(receivedAt) - Date.parse(verdicts[0]?.receivedAt ?? receivedAt);
      return `${reasons[0]?.code} after ${afterMs} ms`;
    });

const longestGap = (times: readonly number[]) =>
  times.reduce((longest, time, index) => Math.max(longest, time - (times[index - 1] ?? time)), 0);

function countsOf(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

/** Returns the violations of the guarantees. */
export function violationsOf(figures: FleetFigures): string[] {
  const { kills, stored, lost, halfStored, changed, withoutOutcome, extra, extraBound } = figures;
  const { unmarked, refused, refusedBound, refusals, failures } = figures;
  const found = [
    stored <= kills && `only ${stored} events were stored around ${kills} kills`,
    lost > 0 && `${lost} stored events were lost`,
    halfStored > 0 && `${halfStored} events were accepted although push() reported that they were not stored`,
    changed > 0 && `${changed} events arrived with changed content`,
    withoutOutcome > extraBound &&
      `${withoutOutcome} stored events have no outcome, at most ${extraBound} are allowed`,
    extra > extraBound && `${extra} extra deliveries, at most ${extraBound} are allowed`,
    unmarked > 0 && `${unmarked} repeated events are not marked`,
    refused > refusedBound &&
      `${refused} requests were refused (${refusals.slice(0, 5).join('; ')}), at most ${refusedBound} are allowed`,
    failures.length > 0 && `failures: ${failures.slice(0, 5).join('; ')}`,
  ];
  return found.filter((one) => one !== false);
}
