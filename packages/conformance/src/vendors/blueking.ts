/** BlueKing: `call` is `{ kind, data }`; the credentials stand in the body. */
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
  secrets: ({ blueking: { dataIds } }) => dataIds.map(({ accessToken }) => accessToken),
};
