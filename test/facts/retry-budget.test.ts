import { createCloudMonitorClient } from '@pushspec/client/cloudmonitor';
import { createReporter, type RetryEvent } from '@pushspec/client/reporter';
import { expect, it } from 'vitest';

const event = { name: 'disk-full', content: '97 %' };
const accepted = () => Response.json({ code: '200', msg: '' });
const lost = () => {
  throw new TypeError('fetch failed');
};

/** The wait before a retry while the budget lasts, in milliseconds. */
const SHORT = 1;

/** Creates a reporter whose service is up or down, and whose clock advances only while it waits for a retry. */
function reporterOf({ deadlineMs = 60_000 } = {}) {
  let time = 0;
  let answer: () => Response = accepted;
  const waits: number[] = [];
  const client = createCloudMonitorClient({
    credentials: { accessKeyId: 'id', accessKeySecret: 'secret' },
    baseUrl: 'http://127.0.0.1:1',
    timeoutMs: 0,
    fetch: async () => answer(),
  });
  const reporter = createReporter(client, {
    pace: false,
    concurrency: 1,
    batch: { maxItems: 1 },
    retry: { baseMs: SHORT, maxMs: SHORT, deadlineMs },
    now: () => time,
    random: () => 1,
    sleep: async (ms) => {
      time += ms;
    },
    onEvent: (told) => {
      if (told.type === 'retry') waits.push((told as RetryEvent).delayMs);
    },
  });
  return {
    waits,
    async push(count: number, ...answers: (() => Response)[]) {
      for (let pushed = 0; pushed < count; pushed++) {
        let next = 0;
        answer = () => (answers[Math.min(next++, answers.length - 1)] ?? accepted)();
        reporter.push(event);
        await reporter.flush();
      }
    },
    ledger: reporter.ledger,
  };
}

/** Fails until the budget is used up, so that the next retry waits longer. */
async function drained() {
  const run = reporterOf({ deadlineMs: 2 * SHORT });
  while (run.waits.at(-1) === undefined || run.ledger().dropped < 150) await run.push(1, lost);
  return run;
}

it('spends no budget on retries that succeed', async () => {
  const run = reporterOf();
  await run.push(300, lost, accepted);
  expect(run.ledger()).toMatchObject({ delivered: 300 });
  expect(Math.max(...run.waits)).toBe(SHORT);
  expect(run.waits).toHaveLength(300);
});

it('gives up events without a retry once the budget is used up in an outage', async () => {
  const run = await drained();
  const retries = run.waits.length;
  await run.push(10, lost);
  expect(run.waits).toHaveLength(retries);
});

it('regains a part of the budget with each event that is accepted at once', async () => {
  const run = await drained();
  const retries = run.waits.length;
  await run.push(5, accepted);
  await run.push(1, lost, accepted);
  expect(run.waits.slice(retries)).toEqual([SHORT]);
  expect(run.ledger()).toMatchObject({ delivered: 6 });
});

it('does not regain enough for a retry with fewer events', async () => {
  const run = await drained();
  const retries = run.waits.length;
  await run.push(3, accepted);
  await run.push(1, lost, accepted);
  expect(run.waits).toHaveLength(retries);
});
