/** Checks the order of fetched jobs, with batches as PostgreSQL may return them. */
import type { PgBoss } from 'pg-boss';
import { expect, it } from 'vitest';
import { createFeed } from './feed.ts';

const PACE = {
  rateLimits: [{ requests: 20, windowSeconds: 1, reason: 'rate' }],
  keepsOrder: false,
  maxItems: 100,
};

const job = (number: number, insertedAt: number) => ({
  id: String(number).padStart(4, '0'),
  retryCount: 0,
  data: {},
  output: null,
  createdOn: new Date(insertedAt),
});

/** Creates a feed that gets these batches, one for each fetch. */
function feedOf(batches: readonly object[][], eventsPerJob = 1) {
  const left = [...batches];
  const boss = { fetch: async () => left.shift() ?? [] } as unknown as PgBoss;
  return createFeed({
    ...{ boss, eventsPerJob, share: 1, maxItems: undefined },
    names: { events: 'events' } as never,
    pace: PACE as never,
  });
}

it('sends a large insert in order, even if a full batch contains only some of its jobs', async () => {
  // The first fetch returns 500 jobs of an insert of 600, in any order and without the first ones.
  const inserted = Array.from({ length: 600 }, (_, index) => job(index, 1_000));
  const first = inserted.slice(100).reverse();
  const second = [job(600, 2_000), ...inserted.slice(0, 100)];
  const feed = feedOf([first, second]);
  expect(await feed.fetch()).toEqual({ jobs: [], mayHaveMore: true });
  const { jobs, mayHaveMore } = await feed.fetch();
  expect(jobs.map(({ id }) => Number(id))).toEqual(Array.from({ length: 601 }, (_, index) => index));
  expect({ mayHaveMore, rest: feed.rest() }).toEqual({ mayHaveMore: false, rest: [] });
});

it('holds back only the jobs of the last insert', async () => {
  const first = Array.from({ length: 500 }, (_, index) => job(index, index < 300 ? 1_000 : 2_000));
  const feed = feedOf([first]);
  const { jobs } = await feed.fetch();
  expect(jobs.map(({ id }) => Number(id))).toEqual(Array.from({ length: 300 }, (_, index) => index));
  expect(feed.rest()).toHaveLength(200);
});
