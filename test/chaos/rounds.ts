/** The rounds of the chaos runs of a spool and of a fleet. */
import type { Counts } from '../../tools/closing-line.ts';
import { runFleetChaos } from './fleet/chaos.ts';
import { violationsOf as fleetViolationsOf } from './fleet/figures.ts';
import { type RunName, runNames } from './fleet/runs.ts';
import { runSpoolChaos, violationsOf as spoolViolationsOf } from './spool/chaos.ts';
import type { ChaosApi } from './subjects.ts';
import { type Summable, sumOf } from './sum.ts';

export interface PartOptions {
  readonly kills: number;
  readonly seed: number;
  /** Whether all other faults are injected into the fleet as well. */
  readonly isFull: boolean;
}

export interface PartResult {
  readonly counts: Counts;
  /** The sum of the rounds with kills. */
  readonly figures: Summable;
  /** The figures of the fleet's other runs, by name. */
  readonly others?: Readonly<Record<string, Summable>>;
  readonly violations: readonly string[];
}

/** Kills per round. Each round starts from scratch, because the reference server keeps a limited number of requests. */
const SPOOL_ROUND = 40;
const FLEET_ROUND = 20;

/** Splits a number of kills into rounds. */
const roundsOf = (kills: number, most: number) =>
  Array.from({ length: Math.ceil(kills / most) }, (_, index) => Math.min(most, kills - index * most));

/** Runs rounds, prints their figures, and counts those that violate a bound. */
function createRecorder() {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  const violations: string[] = [];
  return {
    ...{ counts, violations },
    /** Resolves to `undefined` if the round cannot run here. */
    async play<Figures extends object>(
      name: string,
      run: () => Promise<Figures | { readonly missing: string }>,
      violationsOf: (figures: Figures) => readonly string[],
    ): Promise<Figures | undefined> {
      const startedAt = performance.now();
      const figures = await run();
      if ('missing' in figures) {
        counts.skipped++;
        console.log(`skipped: ${name}: ${figures.missing}`);
        return undefined;
      }
      const seconds = Math.round((performance.now() - startedAt) / 1000);
      console.log(JSON.stringify({ round: name, seconds, ...figures }));
      const found = violationsOf(figures).map((violation) => `${name}: ${violation}`);
      for (const violation of found) console.log(`failed in ${violation}`);
      violations.push(...found);
      counts[found.length > 0 ? 'failed' : 'passed']++;
      return figures;
    },
  };
}

async function playSpool({ kills, seed }: PartOptions): Promise<PartResult> {
  const { counts, violations, play } = createRecorder();
  const rounds: Summable[] = [];
  for (const [index, inRound] of roundsOf(kills, SPOOL_ROUND).entries()) {
    // Most kills belong to the API with the rate limit.
    const guance = Math.floor(inRound / 4);
    const shares: [ChaosApi, number][] = [
      ['cloudmonitor', inRound - guance],
      ['guance', guance],
    ];
    for (const [api, share] of shares) {
      if (share === 0) continue;
      const options = { api, kills: share, seed: seed + index };
      const name = `spool, ${api}, ${share} kills, seed ${seed + index}`;
      const figures = await play(name, () => runSpoolChaos(options), spoolViolationsOf);
      if (figures) rounds.push({ ...figures });
    }
  }
  return { counts, violations, figures: sumOf(rounds) };
}

async function playFleet({ kills, seed, isFull }: PartOptions): Promise<PartResult> {
  const { counts, violations, play } = createRecorder();
  const rounds: Summable[] = [];
  for (const [index, inRound] of roundsOf(kills, FLEET_ROUND).entries()) {
    const options = { run: 'kill' as const, kills: inRound, seed: seed + index };
    const name = `fleet, ${inRound} kills, seed ${seed + index}`;
    const figures = await play(name, () => runFleetChaos(options), fleetViolationsOf);
    if (figures) rounds.push({ ...figures });
  }
  const others: Record<string, Summable> = {};
  // `npm run test:fleet` has these as well.
  for (const run of isFull ? runNames.filter((name) => name !== ('kill' satisfies RunName)) : []) {
    const figures = await play(
      `fleet, ${run}, seed ${seed}`,
      () => runFleetChaos({ run, seed }),
      fleetViolationsOf,
    );
    if (figures) others[run] = { ...figures };
  }
  return { counts, violations, figures: sumOf(rounds), ...(isFull && { others }) };
}

/** Runs one of the two parts. Resolves to its figures, and prints each round. */
export const parts = { spool: playSpool, fleet: playFleet };
export type PartName = keyof typeof parts;
