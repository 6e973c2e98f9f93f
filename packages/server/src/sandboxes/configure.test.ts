import { developmentConfig } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { send, startServer } from '../server.fixture.ts';
import { acceptedBy } from './sandbox.fixture.ts';

it('accepts other credentials in a sandbox until its reset', async () => {
  const server = await startServer();
  const sandbox = await server.sandbox();
  const monitors = [{ secret: 'secret-of-a-test', subUri: 'x' }];
  const config = { ...sandbox.config, guance: { ...sandbox.config.guance, monitors } };
  await sandbox.configure('guance', { monitors });
  await send(server.url, acceptedBy.guance(config));
  expect(await sandbox.requests()).toMatchObject([{ outcome: 'accepted' }]);
  // A credential that the sandbox had before still leads to it.
  await send(server.url, acceptedBy.guance(sandbox.config));
  expect(await sandbox.requests()).toMatchObject([{}, { reasons: [{ code: 'unknown-secret' }] }]);
  await sandbox.reset();
  await send(server.url, acceptedBy.guance(config));
  expect(await server.requests({ sandbox: '' })).toHaveLength(1);
});

it('rejects credentials that are in use elsewhere, and changes nothing', async () => {
  const server = await startServer();
  const [a, b] = [await server.sandbox(), await server.sandbox()];
  const taken = 'a credential is already used outside this sandbox';
  await expect(a.configure('guance', { monitors: developmentConfig.guance.monitors })).rejects.toThrow(taken);
  await expect(a.configure('blueking', { dataIds: b.config.blueking.dataIds })).rejects.toThrow(taken);
  await expect(
    server.configure('cloudmonitor', { accounts: a.config.cloudmonitor.accounts }),
  ).rejects.toThrow('configuration at /cloudmonitor: a credential is already used in a sandbox');
  await send(server.url, acceptedBy.guance(a.config));
  expect(await a.requests()).toMatchObject([{ outcome: 'accepted' }]);
});

it('does not release credentials that the server restores on reset', async () => {
  const server = await startServer();
  const sandbox = await server.sandbox();
  await server.configure('guance', { monitors: [{ secret: 'another-secret' }] });
  const { monitors } = developmentConfig.guance;
  await expect(sandbox.configure('guance', { monitors })).rejects.toThrow(
    'already used outside this sandbox',
  );
});

it('does not take a credential of a rejected change', async () => {
  const server = await startServer();
  const [a, b] = [await server.sandbox(), await server.sandbox()];
  const monitors = [{ secret: 'secret-of-a-test' }];
  const limit = { requests: 1, windowSeconds: 1, scope: 'workspace', algorithm: 'fixed', reason: 'no-such' };
  await expect(a.configure('guance', { monitors, rateLimits: [limit] })).rejects.toThrow(
    'no response for this reason',
  );
  await b.configure('guance', { monitors });
});
