import { createServer } from '@pushspec/server';
import { expect, it } from 'vitest';

it('serves a program that needs a port', async () => {
  const server = await createServer({ config: { guance: { rateLimits: 'off' } } });
  const { url } = await server.listen({ port: 0 });
  const response = await fetch(`${url}/v2/push/`, { method: 'POST', body: '{"data_id": "7"}' });
  expect(response.status).toBe(400);
  const [verdict] = await server.requests({ reason: 'mismatched-type' });
  expect(verdict?.reasons[0]?.pointer).toBe('/data_id');
  await server.close();
});
