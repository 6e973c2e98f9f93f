import { createGuanceClient } from '@pushspec/client/guance';
import { casesOf, httpTarget, loadContract, runScenarios } from '@pushspec/conformance';
import { apiNames, developmentConfig, freshConfig, parseConfig, profiles } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { sign } from '../conformance/sign.ts';
import { cloudmonitorRequest, guanceEvent, runningServer, send } from './running-server.fixture.ts';

it('requires clients to change only their credentials', async () => {
  const server = await runningServer();
  const { config, requests } = await server.sandbox();
  const { secret = '', subUri = '' } = config.guance.monitors[0] ?? {};
  const client = createGuanceClient({ secret, subUri, baseUrl: server.url });
  await client.send({ status: 'error', title: 'disk full', message: '97 %' });
  expect(await requests()).toMatchObject([{ outcome: 'accepted' }]);
});

it('has a sandbox for every role of the development credentials', async () => {
  const server = await runningServer();
  const { config } = await server.sandbox();
  const disabled = config.guance.monitors.find(({ enabled }) => enabled === false);
  await send(server.url, guanceEvent({ status: 'ok' }, disabled));
  const keys = config.cloudmonitor.accounts.flatMap((account) => account.keys);
  for (const key of keys) await send(server.url, cloudmonitorRequest({ key }));
  const codes = (await server.requests()).map(({ reasons }) => reasons[0]?.code);
  expect(codes).toEqual(['monitor-disabled', undefined, undefined, 'unauthorized']);
});

it('responds with a configuration that works unchanged', async () => {
  const server = await runningServer();
  const created = await fetch(`${server.url}/__admin/sandboxes`, { method: 'POST' });
  const { config } = (await created.json()) as { config: unknown };
  expect(parseConfig(config)).toEqual(config);
});

/** Reasons whose cases use no credential from the configuration, or change a limit, a fault or the clock. */
const REASONS = ['unknown-secret', 'invalid-token', 'unknown-access-key', 'malformed-json', 'internal-error'];

it.each(profiles)('verifies a server in a sandbox without affecting others (%s)', async (profile) => {
  const server = await runningServer({ profile });
  await send(server.url, guanceEvent({ status: 'ok' }));
  for (const api of apiNames) server.fail({ api, reason: 'internal-error' });
  server.clock.freeze(0);
  const contracts = apiNames.map((api) => loadContract(api, profile));
  const { url } = server;
  const target = await httpTarget({ url, profile, config: developmentConfig, usesSandbox: true });
  const scenarios = (await casesOf(contracts)).filter(({ reason }) => REASONS.includes(reason));
  const { passed, failed } = await runScenarios({ scenarios, target, contracts, sign });
  await target.close();
  expect(passed).toBeGreaterThan(5);
  expect(failed).toBe(0);
  expect(await server.requests()).toHaveLength(1);
  expect(server.clock.state()).toEqual({ nowMs: 0, frozen: true });
  const { faults } = (await (await fetch(`${url}/__admin/faults`)).json()) as { faults: unknown[] };
  expect(faults).toHaveLength(apiNames.length);
});

it('creates new credentials each time', () => {
  const all = Array.from({ length: 50 }, () => freshConfig(developmentConfig));
  const secrets = all.flatMap(({ guance }) => guance.monitors.map(({ secret }) => secret));
  expect(new Set(secrets).size).toBe(secrets.length);
  expect(secrets.every((secret) => /^[0-9a-f]{32}$/.test(secret))).toBe(true);
});
