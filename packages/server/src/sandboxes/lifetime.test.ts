import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { developmentConfig } from '@pushspec/contract';
import { expect, it, onTestFinished } from 'vitest';
import { admin } from '../admin/admin.fixture.ts';
import { createServer } from '../index.ts';
import { acceptedRequest, NOW, send, startServer } from '../server.fixture.ts';
import { acceptedBy } from './sandbox.fixture.ts';

it('removes a closed sandbox with its records and credentials', async () => {
  const server = await startServer();
  const sandbox = await server.sandbox();
  await send(server.url, acceptedBy.guance(sandbox.config));
  await sandbox.close();
  expect(await server.requests()).toEqual([]);
  await send(server.url, acceptedBy.guance(sandbox.config));
  const [verdict] = await server.requests();
  expect(verdict).toMatchObject({ outcome: 'ignored', reasons: [{ code: 'unknown-secret' }] });
  expect(verdict).not.toHaveProperty('sandbox');
  await expect(sandbox.requests()).rejects.toThrow(`the sandbox ${sandbox.id} is closed or has expired`);
  expect(() => sandbox.fail({ api: 'guance', reason: 'internal-error' })).toThrow('create another one');
  await sandbox.close();
});

it('removes a sandbox when it expires', async () => {
  let now = NOW;
  const server = await startServer({ clock: () => now });
  const sandbox = await server.sandbox({ ttlSeconds: 60 });
  expect(sandbox.expiresAt).toBe(new Date(NOW + 60_000).toISOString());
  await send(server.url, acceptedBy.guance(sandbox.config));
  now += 59_999;
  expect(await sandbox.requests()).toHaveLength(1);
  now += 1;
  expect((await admin(server.url, `GET /requests?sandbox=${sandbox.id}`)).status).toBe(404);
  await expect.poll(() => server.requests()).toEqual([]);
  await send(server.url, acceptedBy.guance(sandbox.config));
  expect(await server.requests()).toMatchObject([{ reasons: [{ code: 'unknown-secret' }] }]);
});

it('does not expire when a test clock advances', async () => {
  const server = await startServer();
  const sandbox = await server.sandbox({ ttlSeconds: 60 });
  server.clock.advance(86_400_000);
  sandbox.clock.advance(86_400_000);
  expect(await sandbox.requests()).toEqual([]);
});

it('keeps no record of a request whose sandbox was closed before the response', async () => {
  const asleep = Promise.withResolvers<void>();
  const awake = Promise.withResolvers<void>();
  const server = await startServer({
    sleep: () => {
      asleep.resolve();
      return awake.promise;
    },
  });
  const sandbox = await server.sandbox();
  sandbox.fail({ api: 'guance', kind: 'delay', delayMs: 1 });
  const slow = send(server.url, acceptedBy.guance(sandbox.config));
  await asleep.promise;
  await sandbox.close();
  awake.resolve();
  expect((await slow).status).toBe(200);
  expect(await server.requests()).toEqual([]);
});

it('can be closed after its server', async () => {
  const server = await startServer();
  const sandbox = await server.sandbox();
  await server.close();
  await sandbox.close();
});

it('ends a wait when the sandbox is closed', async () => {
  const server = await startServer();
  const sandbox = await server.sandbox();
  const failed = expect(sandbox.waitFor(() => false)).rejects.toThrow('the sandbox or its server was closed');
  await sandbox.close();
  await failed;
});

it('limits the number of sandboxes, and says what to do', async () => {
  const server = await startServer();
  const { most } = (await admin(server.url, 'GET /health')).body.sandboxes;
  const [first] = await Promise.all(Array.from({ length: most }, () => server.sandbox()));
  await expect(server.sandbox()).rejects.toThrow(`${most} sandboxes are already open: delete one`);
  expect((await admin(server.url, 'POST /sandboxes')).status).toBe(503);
  await first?.close();
  expect((await server.sandbox()).id).toMatch(/^[0-9a-f]{12}$/);
});

it('removes the sandbox records of an earlier server from a file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pushspec-sandbox-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const store = join(folder, 'store.db');
  const first = await createServer({ store });
  const { config } = await first.sandbox();
  for (const { path, ...init } of [acceptedBy.guance(config), acceptedRequest('guance')])
    await first.fetch(`http://localhost${path}`, { method: 'POST', ...init } as RequestInit);
  expect(await first.requests()).toHaveLength(2);
  await first.close();
  const second = await createServer({ store });
  onTestFinished(() => second.close());
  expect(await second.requests()).toMatchObject([{ api: 'guance' }]);
});

it.each([
  [{ ttlSeconds: 0 }, '`ttlSeconds` must be a whole number from 1 to 2592000'],
  [{ ttlSeconds: 1.5 }, '`ttlSeconds` must be a whole number from 1 to 2592000'],
  [{ name: 'x'.repeat(101) }, '`name` must be a string of at most 100 characters'],
  [{ ttl: 5 }, 'sandbox has no option `ttl`'],
])('reports an invalid option: %j', async (options, message) => {
  const server = await startServer();
  await expect(server.sandbox(options as never)).rejects.toThrow(message);
});

it('keeps the settings that the server started with', async () => {
  const server = await startServer({ config: { guance: { requireApiKey: true, rateLimits: 'off' } } });
  const { config } = await server.sandbox();
  expect(config.guance).toMatchObject({ requireApiKey: true, rateLimits: 'off' });
  expect(config.guance.monitors).not.toEqual(developmentConfig.guance.monitors);
});
