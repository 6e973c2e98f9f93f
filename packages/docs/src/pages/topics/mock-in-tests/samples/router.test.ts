import { createServer } from '@pushspec/server';
import express from 'express';
import { expect, it } from 'vitest';

it('responds under a path of an Express app', async () => {
  const server = await createServer();
  const app = express();
  app.use('/mock', server.router); // before body parsers
  app.use(express.json());
  const listener = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => listener.once('listening', resolve));
  const { port } = listener.address() as { port: number };
  const response = await fetch(`http://127.0.0.1:${port}/mock/v2/push/`, { method: 'POST', body: '{}' });
  expect(response.status).toBe(401);
  listener.close();
  await server.close();
});
