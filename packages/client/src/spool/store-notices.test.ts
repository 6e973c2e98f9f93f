/** Checks what a reporter does when something happens to the store that no call reports. */
import { expect, it } from 'vitest';
import { createReporter } from '../reporter/index.ts';
import type { Outcome } from '../reporter/outcome.ts';
import { accepted } from '../reporter/service.fixture.ts';
import { createSpool, type StoreNotice } from './index.ts';
import { event, machine } from './process.fixture.ts';

const HOUR_MS = 3_600_000;

/** Starts a reporter with an event that waits, on a store that can report what happens to it. */
async function waiting() {
  const { storage, cloudmonitor, time, timing, sent } = machine([accepted.cloudmonitor]);
  const store = storage.connect();
  let report: (notice: StoreNotice) => void = () => {};
  const open: typeof store.open = (target, onNotice) => {
    report = onNotice;
    return store.open(target, onNotice);
  };
  const outcomes: Outcome[] = [];
  const reporter = createReporter(cloudmonitor, {
    ...{ now: timing.now, sleep: timing.sleep, random: timing.random },
    spool: createSpool({ ...store, open }, { now: time.now }),
    batch: { maxWaitMs: HOUR_MS },
    onOutcome: (outcome) => void outcomes.push(outcome),
  });
  await reporter.push(event('a'));
  await time.advance(300);
  return { reporter, outcomes, sent, time, report: (notice: StoreNotice) => report(notice) };
}

it('sends the events once after the connection to the store was lost', async () => {
  const { reporter, outcomes, sent, time, report } = await waiting();
  report({ type: 'disconnected', error: new Error('the thread ended') });
  expect(await time.until(reporter.flush())).toMatchObject({ pushed: 1, delivered: 1 });
  expect(sent()).toEqual([['a']]);
  expect(outcomes).toMatchObject([{ end: 'delivered', event: event('a') }]);
});

it('ends the events in memory when the store is replaced', async () => {
  const { reporter, outcomes, sent, time, report } = await waiting();
  const error = new Error('the file was removed');
  report({ type: 'replaced', error });
  await time.advance(0);
  expect(outcomes).toMatchObject([{ end: 'dropped', cause: 'not-stored', event: event('a'), error }]);
  expect(sent()).toEqual([]);
  await reporter.close({ waiting: 'drop' });
});
