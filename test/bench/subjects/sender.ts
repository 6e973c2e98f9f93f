/** Sends batches of a hundred events, four at once: `sender.ts PORT VENDOR HOW`. On each message it sends as many as that says. */
import { createBluekingClient } from '@pushspec/client/blueking';
import { createCloudMonitorClient } from '@pushspec/client/cloudmonitor';
import { createReporter, type Reporter } from '@pushspec/client/reporter';
import { developmentConfig } from '@pushspec/contract';
import { bluekingPoints, cloudmonitorEvents, HUNDRED } from '../events.ts';

const LANES = 4;
const [port, vendor, how] = process.argv.slice(2);
const baseUrl = `http://127.0.0.1:${port}`;
const key = developmentConfig.cloudmonitor.accounts[0]?.keys[0];
const [dataId] = developmentConfig.blueking.dataIds;
if (!key || !dataId) throw new Error('no credentials');
const blueking = { ...dataId, kind: 'metric', baseUrl } as const;

/** The same bodies with nothing around them. */
function raw(): (batches: number) => Promise<void> {
  const events = cloudmonitorEvents();
  const data = bluekingPoints(Date.now());
  const { dataId: data_id, accessToken: access_token } = blueking;
  const [path, body] =
    vendor === 'cloudmonitor'
      ? ['/event/custom/upload', () => JSON.stringify(events)]
      : ['/v2/push/', () => JSON.stringify({ data_id, access_token, data })];
  const headers = { 'Content-Type': 'application/json' };
  return (batches) =>
    inLanes(batches, async () => {
      const response = await fetch(baseUrl + path, { method: 'POST', headers, body: body() });
      const answer = JSON.parse(await response.text()) as { code: string };
      if (answer.code !== '200') throw new Error(`${answer.code}`);
    });
}

/** The client's `send()`. */
function client(): (batches: number) => Promise<void> {
  const events = cloudmonitorEvents();
  const points = bluekingPoints(Date.now());
  const [cloudmonitor, metrics] = [
    createCloudMonitorClient({ credentials: key as never, baseUrl }),
    createBluekingClient(blueking),
  ];
  const send = vendor === 'cloudmonitor' ? () => cloudmonitor.send(events) : () => metrics.send(points);
  return (batches) => inLanes(batches, send);
}

function reporter(): (batches: number) => Promise<void> {
  const options = {
    pace: false,
    concurrency: LANES,
    batch: { maxItems: HUNDRED },
    queue: { maxItems: 2 * LANES * HUNDRED, whenFull: 'block' },
  } as const;
  return vendor === 'cloudmonitor'
    ? pushing(
        createReporter(createCloudMonitorClient({ credentials: key as never, baseUrl }), options),
        cloudmonitorEvents(),
      )
    : pushing(createReporter(createBluekingClient(blueking), options), bluekingPoints(Date.now()));
}

const pushing =
  <Item>({ push, flush, ledger }: Reporter<Item>, items: readonly Item[]) =>
  async (batches: number) => {
    const before = ledger().delivered;
    for (let batch = 0; batch < batches; batch++) {
      let placed = Promise.resolve();
      for (const item of items) placed = push(item);
      // They get their places in order.
      await placed;
    }
    const { delivered } = await flush();
    if (delivered - before !== batches * items.length) throw new Error('not all was delivered');
  };

async function inLanes(batches: number, send: () => Promise<unknown>): Promise<void> {
  let left = batches;
  const lane = async () => {
    while (left-- > 0) await send();
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

const run = { raw, client, reporter }[how as 'raw']();
process.on('message', async (batches: number) => {
  const before = process.cpuUsage();
  await run(batches);
  const { user, system } = process.cpuUsage(before);
  process.send?.({ cpu: user + system });
});
process.on('disconnect', () => process.exit());
process.send?.({ port });
