/** Checks a store that works in microtasks, and shows events before it returns their ids. */
import { expect, it } from 'vitest';
import { createReporter } from '../reporter/index.ts';
import type { Outcome } from '../reporter/outcome.ts';
import { accepted, service } from '../reporter/service.fixture.ts';
import { createInMemorySpool } from '../testing/index.ts';
import { createSpool, type SpoolStore } from './index.ts';

/** Returns a store whose `append()` takes this many microtasks longer than the others. */
function fastStore(microtasks: number): SpoolStore {
  const store = createInMemorySpool().connect();
  return {
    ...store,
    async append(events) {
      const ids = await store.append(events);
      for (let turn = 0; turn < microtasks; turn++) await null;
      return ids;
    },
  };
}

it.each([0, 1, 2, 3, 5, 8, 13, 21])(
  'delivers each event once and calls its hook, with %d microtasks after the commit',
  async (microtasks) => {
    const { cloudmonitor, requests, time, timing } = service(accepted.cloudmonitor);
    const all: Outcome[] = [];
    const own: string[] = [];
    const reporter = createReporter(cloudmonitor, {
      ...timing,
      onOutcome: (outcome) => void all.push(outcome),
      spool: createSpool(fastStore(microtasks), { now: time.now }),
    });
    for (const name of ['a', 'b', 'c']) {
      await reporter.push({ name, content: name }, ({ end }) => void own.push(`${name} ${end}`));
      await time.advance(name === 'b' ? 2_000 : 0);
    }
    expect(await time.until(reporter.flush())).toMatchObject({ pushed: 3, delivered: 3, pending: 0 });
    expect(requests.flatMap(({ items }) => items)).toHaveLength(3);
    expect(own).toEqual(['a delivered', 'b delivered', 'c delivered']);
    expect(all).toHaveLength(3);
  },
);
