/** Guance: `call` is `{ event, extraData }`; secret and subUri stand in the path, the API key in a header. */
import type { Monitor } from '@pushspec/contract';
import type { VendorKnowledge } from './vendor.ts';

export const guance: VendorKnowledge = {
  roles({ guance: { monitors } }) {
    const active = monitors.filter(({ enabled = true }) => enabled);
    return {
      dev: active.find(({ subUri = '' }) => subUri !== ''),
      plain: withSubUri(active.find(({ subUri = '' }) => subUri === '')),
      disabled: withSubUri(monitors.find(({ enabled }) => enabled === false)),
    };
  },
  defaultRole: () => 'dev',
  acceptedCall: () => ({ event: { status: 'info' } }),
  bodyOf: (call) => ({ ...call }),
  names: ({ guance: { apiKeys } }) => ({ apiKey: apiKeys[0] }),
  secrets: ({ guance: { apiKeys, monitors } }) => [...apiKeys, ...monitors.map(({ secret }) => secret)],
};

function withSubUri(monitor: Monitor | undefined) {
  return monitor && { subUri: '', ...monitor };
}
