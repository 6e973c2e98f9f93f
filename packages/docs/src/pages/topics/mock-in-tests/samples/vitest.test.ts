import { createGuanceClient } from '@pushspec/client/guance';
import { createServer } from '@pushspec/server';
import { afterAll, afterEach, expect, it } from 'vitest';

const server = await createServer(); // one for each test file
afterEach(() => server.reset());
afterAll(() => server.close());

const client = createGuanceClient({
  secret: 'secret_dev',
  subUri: 'datakit/push',
  baseUrl: 'http://localhost',
  fetch: server.fetch,
});

it('sends the alert', async () => {
  await client.send({ status: 'error', title: 'disk full' });
  expect(await server.requests()).toMatchObject([{ api: 'guance', outcome: 'accepted' }]);
});
