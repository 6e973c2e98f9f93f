/**
 * Injects faults into a fleet, and compares the events that it stored with those that the reference server recorded.
 */
import { whyNoPostgres } from '../../fleet/postgres.fixture.ts';
import { seededRandom } from '../../seeded-random.ts';
import { type Faults, type FleetFigures, figuresOf } from './figures.ts';
import { startFleet } from './fleet.ts';
import { mountSmallDisk, type Run, type RunName, runs } from './runs.ts';

export interface FleetChaosOptions {
  readonly run: RunName;
  /** Number of kills of the run `kill`. */
  readonly kills?: number;
  readonly seed: number;
}

/**
 * Runs a fleet, injects faults, and waits until its queue is empty. Resolves to the reason if that is not possible
 * here.
 */
export async function runFleetChaos({
  run,
  kills = 0,
  seed,
}: FleetChaosOptions): Promise<FleetFigures | { readonly missing: string }> {
  const missing = whyNoPostgres();
  if (missing !== undefined) return { missing };
  const { inject, waitMs, needsSmallDisk }: Run = runs[run];
  using disk = needsSmallDisk ? mountSmallDisk() : undefined;
  if (disk && 'missing' in disk) return { missing: disk.missing };
  await using fleet = await startFleet({
    seed,
    ...(waitMs && { waitMs }),
    ...(disk && { postgres: disk.postgres }),
  });
  const happened: Faults = { kills: 0, leaderKills: 0, handovers: 0, freezes: 0, outages: 0 };
  await inject({ fleet, random: seededRandom(seed), kills, happened });
  await fleet.drain();
  return figuresOf(happened, fleet.observed, await fleet.requests());
}
