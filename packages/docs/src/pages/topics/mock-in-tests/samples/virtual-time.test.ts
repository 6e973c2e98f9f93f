import { createGuanceClient } from '@pushspec/client/guance';
import { createReporter } from '@pushspec/client/reporter';
import { createInMemoryGuance, virtualTime } from '@pushspec/client/testing';
import { createServer } from '@pushspec/server';
import { expect, it } from 'vitest';

it('gives up after an outage of five minutes', async () => {
  const time = virtualTime();
  const guance = createInMemoryGuance({ now: time.now });
  guance.respondAlways('internal-error');
  const reporter = createReporter(guance.client, { ...time });
  reporter.push({ status: 'error', title: 'disk full' });
  await time.advance(6 * 60_000);
  expect(reporter.ledger()).toMatchObject({ pending: 0, drops: { 'gave-up': 1 } });
});

it('delivers to the reference server after two failures', async () => {
  const time = virtualTime();
  const server = await createServer();
  server.fail({ api: 'guance', reason: 'internal-error', times: 2 });
  const address = { secret: 'secret_dev', subUri: 'datakit/push', baseUrl: 'http://localhost' };
  const client = createGuanceClient({ ...address, fetch: time.pauseDuring(server.fetch) });
  const reporter = createReporter(client, { ...time });
  reporter.push({ status: 'error', title: 'disk full' });
  await time.until(reporter.close());
  expect(await server.requests({ outcome: 'accepted' })).toHaveLength(1);
  await server.close();
});
