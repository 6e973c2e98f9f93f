/** Guance: `call` is `{ event, extraData }`; secret and subUri stand in the path, the API key in a header. */
import { isObject, type Monitor } from '@pushspec/contract';
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
  callOf(body) {
    if (!isObject(body)) return undefined;
    const { event, extraData, ...others } = body;
    // A list of events is one request for each of them to a client.
    if (event === undefined || Array.isArray(event) || Object.keys(others).length > 0) return undefined;
    return { event, ...(extraData !== undefined && { extraData }) };
  },
  counted: (scope) => (scope === 'api-key' ? { with: { apiKey: '{{guance.apiKey}}' } } : {}),
  names: ({ guance: { apiKeys } }) => ({ apiKey: apiKeys[0] }),
  secrets: ({ guance: { apiKeys, monitors } }) => [...apiKeys, ...monitors.map(({ secret }) => secret)],
};

function withSubUri(monitor: Monitor | undefined) {
  return monitor && { subUri: '', ...monitor };
}
