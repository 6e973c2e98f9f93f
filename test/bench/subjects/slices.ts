/** Pushes CloudMonitor batches of 500 KB one by one, and measures how long they block the event loop: `slices.ts PORT BATCHES`. */
import { createCloudMonitorClient } from '@pushspec/client/cloudmonitor';
import { createReporter } from '@pushspec/client/reporter';
import { developmentConfig } from '@pushspec/contract';
import { limits } from '@pushspec/contract/cloudmonitor';

const [port, batches] = process.argv.slice(2).map(Number);
const credentials = developmentConfig.cloudmonitor.accounts[0]?.keys[0];
if (!port || !batches || !credentials) throw new Error('slices.ts PORT BATCHES');
const { maxItems, maxBodyBytes } = limits.uploadCustomEvents;
const client = createCloudMonitorClient({ credentials, baseUrl: `http://127.0.0.1:${port}` });
const reporter = createReporter(client, { pace: false });

// A third of each string is Chinese, with three bytes per character.
const frame = Buffer.byteLength(JSON.stringify({ name: 'n', content: '' })) + 1;
const bytes = Math.floor((maxBodyBytes - 1) / maxItems) - frame;
const content = '磁'.repeat(Math.floor(bytes / 9)) + 'x'.repeat(bytes - 3 * Math.floor(bytes / 9));
const events = Array.from({ length: maxItems }, () => ({ name: 'n', content }));

/** Runs a function, and returns the longest turn of the event loop until it finishes. */
async function longestTurn(run: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let last = performance.now();
  let isFinished = false;
  const tick = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (!isFinished) setImmediate(tick);
  };
  setImmediate(tick);
  await run();
  isFinished = true;
  return longest;
}

const measured = { push: [] as number[], send: [] as number[] };
for (let batch = 0; batch < batches; batch++) {
  const start = performance.now();
  // Leaves out one event, because the last one would send the batch in the same turn.
  for (const event of events.slice(1)) reporter.push(event);
  measured.push.push(((performance.now() - start) * maxItems) / (maxItems - 1));
  await new Promise((resolve) => setImmediate(resolve));
  const last = events[0];
  measured.send.push(
    await longestTurn(() => {
      if (last) reporter.push(last);
      return reporter.flush();
    }),
  );
}
process.send?.({ ...measured, ledger: reporter.ledger() });
process.disconnect?.();
