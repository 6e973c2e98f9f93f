/** Checks the addresses that the clients accept. */
import { expect, it } from 'vitest';
import { createBluekingClient } from './blueking/index.ts';
import { createCloudMonitorClient } from './cloudmonitor/index.ts';
import { createGuanceClient } from './guance/index.ts';

const credentials = { accessKeyId: 'id', accessKeySecret: 'secret' };
const clients = {
  blueking: (baseUrl: string) =>
    createBluekingClient({ dataId: 1, accessToken: 't', kind: 'metric', baseUrl }),
  cloudmonitor: (baseUrl: string) => createCloudMonitorClient({ credentials, baseUrl }),
  guance: (baseUrl: string) => createGuanceClient({ secret: 's', subUri: 'u', baseUrl }),
};

it.each([
  ['blueking', '/v2/push'],
  ['blueking', '/v2/push/'],
  ['cloudmonitor', '/event/custom/upload'],
  ['cloudmonitor', '/proxy/event/custom/upload/'],
  ['guance', '/api/v1/push-events'],
  ['guance', '/api/v1/push-events/secret/datakit/push'],
] as const)('%s refuses an address that contains its path: %s', (api, path) => {
  expect(() => clients[api](`http://127.0.0.1:4010${path}`)).toThrow(
    '`baseUrl` must be an http or https address without user, query, fragment and the path of the API',
  );
});

it.each(['blueking', 'cloudmonitor', 'guance'] as const)('%s accepts the path of a proxy', (api) => {
  expect(() => clients[api]('http://127.0.0.1:4010/proxy/v2/')).not.toThrow();
});
