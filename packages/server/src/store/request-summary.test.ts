import { developmentConfig } from '@pushspec/contract';
import { expect, it, onTestFinished } from 'vitest';
import { createServer } from '../server.ts';
import type { ServerOptions } from '../server-options.ts';

async function summaryOf(path: string, body: string, options: ServerOptions = {}) {
  const server = await createServer({ config: developmentConfig, ...options });
  onTestFinished(() => server.close());
  const headers = { 'content-type': 'application/json' };
  await server.fetch(new Request(`http://localhost${path}`, { method: 'POST', headers, body }));
  const [verdict] = await server.requests();
  return verdict?.summary;
}

it('names an event by its title, and masks the secret in the target', async () => {
  const body = JSON.stringify({ event: { status: 'error', title: 'disk full' } });
  const target = '/api/v1/push-events/secret_dev/datakit/push';
  const summary = await summaryOf(target, body);
  expect(summary).toMatchObject({ title: 'disk full', items: 1, bytes: body.length, method: 'POST' });
  expect(summary?.target).not.toContain('secret_dev');
});

it('names a data point by its metrics and target, and counts the items', async () => {
  const point = { metrics: { load: 1, mem: 2, disk: 3, net: 4 }, target: '127.0.0.1' };
  const { dataId, accessToken } = developmentConfig.blueking.dataIds[0] ?? {};
  const body = JSON.stringify({ data_id: dataId, access_token: accessToken, data: [point, point] });
  expect(await summaryOf('/v2/push/', body)).toMatchObject({
    title: 'load, mem, disk, … · 127.0.0.1',
    items: 2,
  });
});

it('summarizes a request that is rejected before its body is decoded', async () => {
  const body = JSON.stringify([{ name: 'deploy', content: '1' }]);
  expect(await summaryOf('/event/custom/upload', body)).toMatchObject({ title: 'deploy', items: 1 });
});

it('has no title and no number of items for a body that is not JSON', async () => {
  const summary = await summaryOf('/event/custom/upload', 'x');
  expect(summary).toEqual({ bytes: 1, method: 'POST', target: '/event/custom/upload' });
});

it('masks a secret in a title, and a truncated one at its end', async () => {
  const secret = developmentConfig.guance.apiKeys[0] ?? '';
  const title = `${'x'.repeat(200 - 8)}${secret}`;
  const body = JSON.stringify({ event: { status: 'error', title } });
  const summary = await summaryOf('/api/v1/push-events/secret_dev/datakit/push', body);
  expect(summary?.title).not.toContain(secret.slice(0, 8));
});

it('ignores a title that is not a string', async () => {
  const body = JSON.stringify({ event: { status: 'error', title: { long: 1 } } });
  const summary = await summaryOf('/api/v1/push-events/secret_dev/datakit/push', body);
  expect(summary).toMatchObject({ items: 1 });
  expect(summary).not.toHaveProperty('title');
});
