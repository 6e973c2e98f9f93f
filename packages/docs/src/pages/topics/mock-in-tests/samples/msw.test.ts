import { createServer } from '@pushspec/server';
import { http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, expect, it } from 'vitest';

const server = await createServer();
const worker = setupServer(http.all('https://openapi.guance.com/*', ({ request }) => server.fetch(request)));

beforeAll(() => worker.listen());
afterAll(async () => {
  worker.close();
  await server.close();
});

it('sends the alert to the production address', async () => {
  const response = await fetch('https://openapi.guance.com/api/v1/push-events/secret_dev/datakit/push', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ event: { status: 'error', title: 'disk full' } }),
  });
  expect(response.status).toBe(200);
  expect(await server.requests()).toMatchObject([{ outcome: 'accepted' }]);
});
