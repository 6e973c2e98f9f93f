import { createBluekingClient } from '@pushspec/client/blueking';
import { validate as validateBlueking } from '@pushspec/client/blueking/validate';
import { createGuanceClient } from '@pushspec/client/guance';
import { validate as validateGuance } from '@pushspec/client/guance/validate';
import { createReporter } from '@pushspec/client/reporter';
import { developmentConfig } from '@pushspec/contract';
import { createServer } from '@pushspec/server';
import { expect, it, onTestFinished } from 'vitest';

async function referenceServer() {
  const server = await createServer();
  onTestFinished(() => server.close());
  return { server, ...(await server.listen({ port: 0 })) };
}

it('finds the one invalid point of a batch without a request', async () => {
  const { server, url } = await referenceServer();
  const [dataId] = developmentConfig.blueking.dataIds.filter(({ kind }) => kind === 'metric');
  const client = createBluekingClient({
    dataId: 0,
    accessToken: '',
    ...dataId,
    kind: 'metric',
    baseUrl: url,
  });
  const reporter = createReporter(client, {
    validate: (point) => validateBlueking(point, { kind: 'metric' }),
  });
  for (let index = 0; index < 50; index++) {
    reporter.push({ target: 'web-001', metrics: { [index === 17 ? 'cpu-load' : 'cpu_load']: index } });
  }
  const closed = await reporter.close();
  expect(closed).toMatchObject({ delivered: 49, rejected: 1, rejections: { 'invalid-name': 1 } });
  expect(closed.undelivered).toMatchObject([{ error: { local: true } }]);
  expect(await server.requests()).toMatchObject([{ outcome: 'accepted', items: { length: 49 } }]);
});

it('validates a Guance event together with its additional data', async () => {
  const { server, url } = await referenceServer();
  const [monitor] = developmentConfig.guance.monitors;
  const client = createGuanceClient({ secret: '', ...monitor, baseUrl: url });
  const reporter = createReporter(client, {
    validate: ({ extraData, ...event }) => validateGuance(event, { extraData }),
  });
  reporter.push({ status: 'error', title: 'disk full', extraData: { runbook: 7 } });
  reporter.push({ status: 'down' as 'error', title: 'disk full' });
  expect(await reporter.close()).toMatchObject({ delivered: 1, rejections: { 'status-invalid': 1 } });
  expect(await server.requests()).toHaveLength(1);
});
