/** Builds correct requests with the credentials of any configuration. */
import type { ApiName, Config } from '@pushspec/contract';
import { type PlainRequest, rpcRequest, signedRequest } from '../server.fixture.ts';

/** Per API, returns a request that is accepted with the first credentials of a configuration. */
export const acceptedBy: Readonly<Record<ApiName, (config: Config) => PlainRequest>> = {
  blueking({ blueking: { dataIds } }) {
    const { dataId, accessToken } = dataIds[0] as (typeof dataIds)[number];
    const data = [{ metrics: { cpu_load: 1 }, target: 'web-001' }];
    return {
      path: '/v2/push/',
      body: JSON.stringify({ data_id: dataId, access_token: accessToken, data }),
    };
  },
  cloudmonitor: ({ cloudmonitor: { accounts } }) =>
    signedRequest('[{"name":"n","content":"c"}]', {}, accounts[0]?.keys[0]),
  'cloudmonitor-rpc': ({ cloudmonitor: { accounts } }) =>
    rpcRequest(undefined, { key: accounts[0]?.keys[0] }),
  guance({ guance: { monitors } }) {
    const { secret = '', subUri = '' } = monitors[0] ?? {};
    return {
      path: `/api/v1/push-events/${secret}/${subUri}`,
      headers: { 'content-type': 'application/json' },
      body: '{"event":{"status":"error","title":"disk full"}}',
    };
  },
};
