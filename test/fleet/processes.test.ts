/** Four candidates and eight producers, each in its own process, while faults hit them or PostgreSQL. */
import { expect, it } from 'vitest';
import { runFleetChaos } from '../chaos/fleet/chaos.ts';
import { type FleetFigures, violationsOf } from '../chaos/fleet/figures.ts';
import type { RunName } from '../chaos/fleet/runs.ts';

const SEED = 20_261_201;

const facts: readonly (readonly [string, RunName, Partial<FleetFigures>])[] = [
  ['delivers each event once, and marks none, while nothing happens', 'quiet', { extra: 0, markedInVain: 0 }],
  [
    'delivers each event once, and causes no refusals, when leaders hand over',
    'handover',
    { handovers: 5, extra: 0 },
  ],
  ['loses nothing when leaders are frozen for longer than their lease', 'freeze', { freezes: 2 }],
  ['loses nothing when PostgreSQL restarts', 'restart-fast', { outages: 2 }],
  ['loses nothing when PostgreSQL crashes', 'restart-immediate', { outages: 2 }],
  [
    'loses nothing, and stores no rejected event, when the disk of PostgreSQL is full',
    'full-disk',
    { outages: 1 },
  ],
];

it.for(facts)('a fleet %s', async ([, run, expected], context) => {
  const figures = await runFleetChaos({ run, seed: SEED });
  if ('missing' in figures) return context.skip(figures.missing);
  expect({ violations: violationsOf(figures), ...figures }).toMatchObject({ violations: [], ...expected });
});
