import { expect, it } from 'vitest';
import { createCloudMonitorClient } from '../cloudmonitor/index.ts';
import { createGuanceClient } from '../guance/index.ts';
import { createReporter, redirectClient } from './index.ts';

const noNetwork = async () => {
  throw new Error('nothing may be sent');
};
const client = createCloudMonitorClient({
  credentials: { accessKeyId: 'id', accessKeySecret: 'secret' },
  baseUrl: 'http://127.0.0.1:9',
  fetch: noNetwork,
});

it('delivers events elsewhere, in order, without the rate limit of the vendor', async () => {
  const delivered: object[] = [];
  const reporter = createReporter(
    redirectClient(client, async (events) => delivered.push(...events)),
    { concurrency: 1 },
  );
  const events = Array.from({ length: 5_000 }, (_, index) => ({ name: `e${index}`, content: 'c' }));
  for (const event of events) reporter.push(event);
  expect(await reporter.close()).toMatchObject({ delivered: 5_000, mayBeDuplicates: 0 });
  expect(delivered).toEqual(events);
});

it('passes on the additional data of an event', async () => {
  const guance = createGuanceClient({ secret: 's', baseUrl: 'http://127.0.0.1:9', fetch: noNetwork });
  const delivered: object[] = [];
  const reporter = createReporter(redirectClient(guance, async (events) => delivered.push(...events)));
  reporter.push({ status: 'error', title: 't', extraData: { id: 1 } });
  await reporter.close();
  expect(delivered).toEqual([{ status: 'error', title: 't', extraData: { id: 1 } }]);
});

it('retries a delivery that fails', async () => {
  let calls = 0;
  const deliver = async () => {
    if (++calls < 3) throw new Error('the queue is down');
  };
  const reporter = createReporter(redirectClient(client, deliver), { retry: { baseMs: 1 } });
  reporter.push({ name: 'n', content: 'c' });
  expect(await reporter.close()).toMatchObject({ delivered: 1, mayBeDuplicates: 1 });
  expect(calls).toBe(3);
});

it('does not send to the vendor by itself', async () => {
  const redirected = redirectClient(client, async () => {});
  await expect(redirected.send({ name: 'n', content: 'c' })).rejects.toThrow('reporters only');
});
