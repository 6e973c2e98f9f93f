/** Runs in Vitest and Jest with fake timers. */
import { createReporter } from '@pushspec/client/reporter';
import { fetchOnlyApis } from './apis.mjs';
import { cloudMonitor } from './cloudmonitor.mjs';
import { exchange } from './exchange.mjs';

const { input, expected } = JSON.parse(process.env.EXCHANGE);
const { advanceTimersByTimeAsync } = await timersOf();

async function timersOf() {
  if (globalThis.vi) return globalThis.vi;
  return (await import('@jest/globals')).jest;
}

test('exchanges requests', async () => {
  expect(await exchange([...fetchOnlyApis(input), cloudMonitor(input)], input)).toEqual(expected);
});

test('sends a batch when the fake clock says so, and calls its hook', async () => {
  const [{ create, good }] = fetchOnlyApis(input);
  const reporter = createReporter(create(input.baseUrl), { batch: { maxWaitMs: 1000 } });
  const outcome = new Promise((resolve) => {
    reporter.push(good, resolve);
  });
  await advanceTimersByTimeAsync(999);
  expect(await Promise.race([outcome, nextMessage()])).toBe('message');
  await advanceTimersByTimeAsync(1);
  expect(await outcome).toMatchObject({ end: 'delivered', attempts: 1 });
});

/** Resolves after all tasks that are ready now. */
function nextMessage() {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = ({ data }) => {
      port1.close();
      resolve(data);
    };
    port2.postMessage('message');
  });
}
