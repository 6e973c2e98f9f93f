/** Formats the results that only a run against a real endpoint has. */
import type { LiveRun } from '../live/run-live.ts';

/** Returns a line for the snapshots, and one for each assumed rule with evidence. */
export function liveLines({ snapshots, evidence, uniform }: LiveRun): string[] {
  const counts = Object.entries(snapshots).map(([kind, list]) => `${list.length} ${kind}`);
  return [
    `snapshots: ${counts.join(', ')}`,
    ...(uniform
      ? [
          `ALIKE: ${uniform.scenarios} of ${uniform.of} scenarios got ${uniform.got}: check that the credentials belong to this endpoint. These scenarios are not evidence for assumptions.`,
        ]
      : []),
    ...evidence.map(
      ({ api, reason, says, scenarios, advice }) =>
        `ASSUMED ${says}: ${api} ${reason} (${scenarios.join(' ')}): ${advice}`,
    ),
  ];
}

/** Formats the same results as one line of JSON. */
export function liveJson({ snapshots, evidence, uniform }: LiveRun): string {
  return JSON.stringify({ live: { snapshots, evidence, ...(uniform && { alike: uniform }) } });
}
