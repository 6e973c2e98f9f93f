/** Sends batches of a hundred events, four at a time: `sender.ts PORT API METHOD`. Each message is the number of batches to send. */
import { createBluekingClient } from '@pushspec/client/blueking';
import { createCloudMonitorClient } from '@pushspec/client/cloudmonitor';
import { createReporter, type Reporter } from '@pushspec/client/reporter';
import { createUndiciFetch } from '@pushspec/client/undici';
import { developmentConfig } from '@pushspec/contract';
import { bluekingPoints, cloudmonitorEvents, HUNDRED } from '../events.ts';

const CONCURRENCY = 4;
const [port, api, method] = process.argv.slice(2);
const baseUrl = `http://127.0.0.1:${port}`;
const key = developmentConfig.cloudmonitor.accounts[0]?.keys[0];
const [dataId] = developmentConfig.blueking.dataIds;
if (!key || !dataId) throw new Error('no credentials');
const blueking = { ...dataId, kind: 'metric', baseUrl } as const;

/** Sends the same bodies with `fetch` only. */
function raw(): (batches: number) => Promise<void> {
  const events = cloudmonitorEvents();
  const data = bluekingPoints(Date.now());
  const { dataId: data_id, accessToken: access_token } = blueking;
  const [path, body] =
    api === 'cloudmonitor'
      ? ['/event/custom/upload', () => JSON.stringify(events)]
      : ['/v2/push/', () => JSON.stringify({ data_id, access_token, data })];
  const headers = { 'Content-Type': 'application/json' };
  return (batches) =>
    sendConcurrently(batches, async () => {
      const response = await fetch(baseUrl + path, { method: 'POST', headers, body: body() });
      const result = JSON.parse(await response.text()) as { code: string };
      if (result.code !== '200') throw new Error(`${result.code}`);
    });
}

/** Sends with the client's `send()`. */
function client(): (batches: number) => Promise<void> {
  const events = cloudmonitorEvents();
  const points = bluekingPoints(Date.now());
  const [cloudmonitor, metrics] = [
    createCloudMonitorClient({ credentials: key as never, baseUrl }),
    createBluekingClient(blueking),
  ];
  const send = api === 'cloudmonitor' ? () => cloudmonitor.send(events) : () => metrics.send(points);
  return (batches) => sendConcurrently(batches, send);
}

/** A reporter, with `fetch` or with the transport on undici. */
function reporter(transport: object = {}): (batches: number) => Promise<void> {
  const options = {
    pace: false,
    concurrency: CONCURRENCY,
    batch: { maxItems: HUNDRED },
    queue: { maxItems: 2 * CONCURRENCY * HUNDRED, whenFull: 'block' },
  } as const;
  return api === 'cloudmonitor'
    ? pushing(
        createReporter(
          createCloudMonitorClient({ credentials: key as never, baseUrl, ...transport }),
          options,
        ),
        cloudmonitorEvents(),
      )
    : pushing(
        createReporter(createBluekingClient({ ...blueking, ...transport }), options),
        bluekingPoints(Date.now()),
      );
}

const pushing =
  <Item>({ push, flush, ledger }: Reporter<Item>, items: readonly Item[]) =>
  async (batches: number) => {
    const before = ledger().delivered;
    for (let batch = 0; batch < batches; batch++) {
      let queued = Promise.resolve();
      for (const item of items) queued = push(item);
      // Items are queued in order, so the last one is enough.
      await queued;
    }
    const { delivered } = await flush();
    if (delivered - before !== batches * items.length) throw new Error('not all was delivered');
  };

async function sendConcurrently(batches: number, send: () => Promise<unknown>): Promise<void> {
  let left = batches;
  const worker = async () => {
    while (left-- > 0) await send();
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
}

const undici = () => reporter({ fetch: createUndiciFetch() });
const run = { raw, client, reporter: () => reporter(), undici }[method as 'raw']();
process.on('message', async (batches: number) => {
  const before = process.cpuUsage();
  await run(batches);
  const { user, system } = process.cpuUsage(before);
  process.send?.({ cpu: user + system });
});
process.on('disconnect', () => process.exit());
process.send?.({ port });
