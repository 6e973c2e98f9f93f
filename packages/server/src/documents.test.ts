import { loadBundle } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { createServer } from './server.ts';

it('uses the given document for one API, and the committed ones for the others', async () => {
  const document = structuredClone(loadBundle('blueking', 'documented'));
  (document['x-reasons'] as Record<string, { message: string }>)['empty-body'] = {
    ...(document['x-reasons'] as Record<string, { message: string }>)['empty-body'],
    message: 'nothing came',
  };
  const server = await createServer({ documents: { blueking: document } });
  try {
    const { url } = await server.listen({ port: 0 });
    const other = await fetch(`${url}/v2/push/`, { method: 'POST' });
    expect(await other.json()).toMatchObject({ message: 'nothing came' });
    const committed = await fetch(`${url}/api/v1/push-events/secret_dev`, { method: 'POST' });
    expect(committed.status).toBe(400);
  } finally {
    await server.close();
  }
});
