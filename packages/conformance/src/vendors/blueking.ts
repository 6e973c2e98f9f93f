/** BlueKing: `call` is `{ kind, data }`; the credentials stand in the body. */
import { isObject } from '@pushspec/contract';
import type { VendorKnowledge } from './vendor.ts';

export const blueking: VendorKnowledge = {
  roles: ({ blueking: { dataIds } }) => ({
    metric: dataIds.find(({ kind }) => kind === 'metric'),
    event: dataIds.find(({ kind }) => kind === 'event'),
  }),
  defaultRole: (call) => String(call?.kind ?? 'metric'),
  acceptedCall: (role) =>
    role === 'event'
      ? {
          kind: 'event',
          data: [{ target: '10.0.0.1', event_name: 'restart', event: { content: 'restarted' } }],
        }
      : { kind: 'metric', data: [{ target: '10.0.0.1', metrics: { cpu_load: 1 } }] },
  bodyOf: ({ data = null }, { dataId = null, accessToken = null }) => ({
    data_id: dataId,
    access_token: accessToken,
    data,
  }),
  callOf(body, kind = 'metric') {
    if (!isObject(body)) return undefined;
    const { data_id, access_token, data, ...others } = body;
    // One item alone is a list of one to a client.
    if (!Array.isArray(data) || Object.keys(others).length > 0) return undefined;
    return { kind, data };
  },
  bodyCredentials: { data_id: 'dataId', access_token: 'accessToken' },
  anonymous: 'empty-token',
  kindOf: (body, { blueking: { dataIds } }) =>
    dataIds.find(({ dataId }) => isObject(body) && body.data_id === dataId)?.kind,
  secrets: ({ blueking: { dataIds } }) => dataIds.map(({ accessToken }) => accessToken),
};
