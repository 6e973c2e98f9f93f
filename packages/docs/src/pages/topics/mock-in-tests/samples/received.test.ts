import { createGuanceClient } from '@pushspec/client/guance';
import { createServer } from '@pushspec/server';
import { afterAll, afterEach, expect, it } from 'vitest';

const server = await createServer();
afterEach(() => server.reset());
afterAll(() => server.close());

const client = createGuanceClient({
  webhook: 'http://localhost/api/v1/push-events/secret_dev/datakit/push',
  fetch: server.fetch,
});

it('opens a fault for the host', async () => {
  await client.alert({ host: 'web-001' }, { title: 'disk full', message: '97.5 % used', check_value: 97.5 });
  const verdict = await server.waitFor(({ api }) => api === 'guance');
  expect(verdict).toMatchObject({ outcome: 'accepted', warnings: [] });
  expect(verdict.items[0]?.result).toMatchObject({ df_title: 'disk full', df_status: 'error' });
});

it('is ignored because no monitor has this address', async () => {
  const lost = createGuanceClient({
    webhook: 'http://localhost/api/v1/push-events/no-such-monitor',
    fetch: server.fetch,
  });
  await lost.send({ status: 'error' });
  const [verdict] = await server.requests({ outcome: 'ignored' });
  expect(verdict).toMatchObject({ status: 200, reasons: [{ code: 'unknown-secret' }] });
  expect(verdict?.reasons[0]?.fix).toContain('webhook');
});
