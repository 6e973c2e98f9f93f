/** The `Date` header of responses, from which clients correct their clock. */
import { expect, it } from 'vitest';
import { NOW, startServer } from '../server.fixture.ts';

const PUSH = '/v2/push/';
const frozen = Date.UTC(2030, 0, 1);

it('sends the time of a frozen clock as Date', async () => {
  const server = await startServer();
  expect((await server.fetch(server.url + PUSH, { method: 'POST' })).headers.get('date')).toBe(
    new Date(NOW).toUTCString(),
  );
  server.clock.freeze(frozen);
  expect((await fetch(server.url + PUSH, { method: 'POST' })).headers.get('date')).toBe(
    'Tue, 01 Jan 2030 00:00:00 GMT',
  );
});

it('sends the time of a sandbox as Date', async () => {
  const server = await startServer();
  const sandbox = await server.sandbox();
  sandbox.clock.freeze(frozen);
  const headers = { 'x-pushspec-sandbox': sandbox.id };
  const response = await fetch(server.url + PUSH, { method: 'POST', headers });
  expect(response.headers.get('date')).toBe('Tue, 01 Jan 2030 00:00:00 GMT');
});

it('sends the machine time as Date while the clock runs', async () => {
  const server = await startServer({ clock: Date.now });
  const { headers } = await fetch(server.url + PUSH, { method: 'POST' });
  expect(Math.abs(Date.parse(headers.get('date') ?? '') - Date.now())).toBeLessThan(60_000);
});
