/** Kills processes that share a spool. Run `node test/chaos/spool/run.ts --kills 500` for a longer test. */
import { expect, it } from 'vitest';
import { chaosApis } from '../subjects.ts';
import { type ChaosFigures, runSpoolChaos, violationsOf } from './chaos.ts';

it.each(chaosApis)('loses no event of %s, and marks those that are sent twice', async (api) => {
  const seed = Date.now() % 1_000_000;
  const figures = await runSpoolChaos({ api, kills: 4, seed });
  expect(violationsOf(figures), `seed ${seed}: ${JSON.stringify(figures)}`).toEqual([]);
});

const good: ChaosFigures = {
  ...{ kills: 2, senderKills: 1, requests: 10, refused: 0, stored: 100, lost: 0, withoutOutcome: 0 },
  ...{ extra: 5, extraBound: 10, unmarked: 0, markedInVain: 3, outOfOrder: 0, failures: [] },
};

it.each<[Partial<ChaosFigures>, RegExp]>([
  [{ stored: 1 }, /only 1 events were stored/],
  [{ lost: 1 }, /1 stored events were lost/],
  [{ withoutOutcome: 2 }, /2 stored events have no outcome/],
  [{ extra: 11 }, /11 extra deliveries, at most 10/],
  [{ unmarked: 1 }, /1 repeated events are not marked/],
  [{ outOfOrder: 1 }, /1 events arrived before/],
  [{ failures: ['disk'] }, /failures: disk/],
])('finds a violation in %j', (figures, message) => {
  expect(violationsOf(good)).toEqual([]);
  expect(violationsOf({ ...good, ...figures })).toEqual([expect.stringMatching(message)]);
});
