/** What a run against a real endpoint adds to a report. */
import type { LiveRun } from '../live/run-live.ts';

/** A line for the snapshots, and one for each assumed rule that was seen. */
export function liveLines({ snapshots, evidence, uniform }: LiveRun): string[] {
  const counts = Object.entries(snapshots).map(([kind, list]) => `${list.length} ${kind}`);
  return [
    `snapshots: ${counts.join(', ')}`,
    ...(uniform
      ? [
          `ALIKE: ${uniform.scenarios} of ${uniform.of} scenarios got ${uniform.got}: are the credentials those of this endpoint? No assumption is judged by these.`,
        ]
      : []),
    ...evidence.map(
      ({ vendor, reason, says, scenarios, advice }) =>
        `ASSUMED ${says}: ${vendor} ${reason} (${scenarios.join(' ')}): ${advice}`,
    ),
  ];
}

/** The same for programs, in one line. */
export function liveJson({ snapshots, evidence, uniform }: LiveRun): string {
  return JSON.stringify({ live: { snapshots, evidence, ...(uniform && { alike: uniform }) } });
}
