import { createInMemoryGuance } from '@pushspec/client/testing';
import { afterEach, expect, it } from 'vitest';

const guance = createInMemoryGuance();
afterEach(() => guance.reset());

it('sends the alert', async () => {
  await guance.client.alert({ host: 'web-001' }, { title: 'disk full' });
  expect(guance.accepted).toMatchObject([{ status: 'error', title: 'disk full' }]);
});

it('is refused, then throttled by a gateway', async () => {
  guance.respond('invalid-api-key', { status: 503, headers: { 'Retry-After': '30' } });
  await expect(guance.client.send({ status: 'ok' })).rejects.toMatchObject({ reason: 'invalid-api-key' });
  await expect(guance.client.send({ status: 'ok' })).rejects.toMatchObject({ retryAfterMs: 30_000 });
});
