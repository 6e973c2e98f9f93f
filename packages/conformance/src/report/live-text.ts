/** What a run against a real endpoint adds to a report. */
import type { LiveRun } from '../live/run-live.ts';

/** A line for the snapshots, and one for each assumed rule that was seen. */
export function liveLines({ snapshots, evidence }: LiveRun): string[] {
  const counts = Object.entries(snapshots).map(([kind, list]) => `${list.length} ${kind}`);
  return [
    `snapshots: ${counts.join(', ')}`,
    ...evidence.map(
      ({ vendor, reason, says, scenarios, advice }) =>
        `ASSUMED ${says}: ${vendor} ${reason} (${scenarios.join(' ')}): ${advice}`,
    ),
  ];
}

/** The same for programs, in one line. */
export function liveJson({ snapshots, evidence }: LiveRun): string {
  return JSON.stringify({ live: { snapshots, evidence } });
}
