import { developmentConfig } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { type PlainRequest, send, startServer } from '../server.fixture.ts';
import { acceptedBy } from './sandbox.fixture.ts';

type Config = typeof developmentConfig;

const blueking = (body: string, headers = {}) => ({ path: '/v2/push/', headers, body });
const idOf = ({ blueking: { dataIds } }: Config) => dataIds[0]?.dataId;
const tokenOf = ({ blueking: { dataIds } }: Config) => dataIds[0]?.accessToken;

/** Rejected and dropped requests that still contain a credential of the sandbox. */
const withCredential: Record<string, (config: Config) => PlainRequest> = {
  'a token with another data id': (config) =>
    blueking(`{"data_id":1,"access_token":"${tokenOf(config)}","data":[]}`),
  'a data id with a wrong token': (config) =>
    blueking(`{"data_id":${idOf(config)},"access_token":"wrong","data":[]}`),
  'a token in a truncated body': (config) => blueking(`{"access_token" : "${tokenOf(config)}", "data": [`),
  'a data id in a body that is not JSON': (config) => blueking(`{'x', "data_id": ${idOf(config)}}`),
  'a token whose name is escaped': (config) => blueking(`{"access\\u005ftoken":"${tokenOf(config)}"}`),
  'a token in a header': (config) => blueking('{"data":[]}', { 'x-bk-token': tokenOf(config) }),
  'a token in another header': (config) =>
    blueking('{"data":[]}', { 'x-access-token': `Bearer ${tokenOf(config)}` }),
  'the id of a key with a wrong signature': ({ cloudmonitor }) => ({
    path: '/event/custom/upload',
    headers: { authorization: `${cloudmonitor.accounts[0]?.keys[0]?.accessKeyId}:AAAA` },
  }),
  'the id of a key without permission': ({ cloudmonitor }) => ({
    path: '/event/custom/nowhere',
    headers: { authorization: `${cloudmonitor.accounts[1]?.keys[0]?.accessKeyId}:AAAA` },
  }),
  'a secret with a wrong subUri': ({ guance }) => ({
    path: `/api/v1/push-events/${guance.monitors[0]?.secret}/wrong`,
  }),
  'the secret of a disabled monitor, in percent-encoding': ({ guance }) => ({
    path: `/api/v1/push-events/%${guance.monitors[2]?.secret.charCodeAt(0).toString(16)}${guance.monitors[2]?.secret.slice(1)}`,
  }),
  'an API key with a wrong secret': ({ guance }) => ({
    path: '/api/v1/push-events/wrong/wrong',
    headers: { 'df-api-key': guance.apiKeys[0] ?? '' },
  }),
};

it.each(Object.entries(withCredential))('finds the sandbox by %s', async (_, request) => {
  const server = await startServer();
  const [sandbox] = [await server.sandbox(), await server.sandbox()];
  await send(server.url, request(sandbox.config));
  expect(await sandbox.requests()).toHaveLength(1);
});

it.each([
  ['nothing', blueking('')],
  ['an array instead of an object', blueking('[1]')],
  ['an unknown credential', blueking('{"data_id":1,"access_token":"unknown","data":[]}')],
  ['a path without a secret', { path: '/api/v1/push-events/', headers: {} }],
  ['a credential that belongs to no sandbox', acceptedBy.guance(developmentConfig)],
])('finds no sandbox for a request with %s', async (_, request: PlainRequest) => {
  const server = await startServer();
  const sandbox = await server.sandbox();
  await send(server.url, request);
  expect([(await sandbox.requests()).length, (await server.requests()).length]).toEqual([0, 1]);
});

it('uses the header if a request has no credential of a sandbox', async () => {
  const server = await startServer();
  const [a, b] = [await server.sandbox(), await server.sandbox()];
  const headers = { 'x-pushspec-sandbox': a.id };
  await send(server.url, blueking('not JSON', headers));
  await send(server.url, { ...acceptedBy.blueking(b.config), headers });
  await send(server.url, blueking('not JSON', { 'x-pushspec-sandbox': 'unknown' }));
  expect([(await a.requests()).length, (await b.requests()).length]).toEqual([1, 1]);
  expect(await server.requests({ sandbox: '' })).toHaveLength(1);
});
