/** Guance: `call` is `{ event, extraData }`; secret and subUri stand in the path, the API key in a header. */
import { isObject, type Monitor } from '@pushspec/contract';
import { unusedText } from './unused.ts';
import type { VendorKnowledge } from './vendor.ts';

export const guance: VendorKnowledge = {
  roles({ guance: { monitors, requireApiKey, apiKeys } }) {
    const active = monitors.filter(({ enabled = true }) => enabled);
    const sender = (monitor: Monitor | undefined) =>
      monitor && { subUri: '', ...monitor, ...(requireApiKey && { apiKey: apiKeys[0] }) };
    return {
      dev: sender(active.find(({ subUri = '' }) => subUri !== '')),
      plain: sender(active.find(({ subUri = '' }) => subUri === '')),
      disabled: sender(monitors.find(({ enabled }) => enabled === false)),
    };
  },
  defaultRole: () => 'dev',
  // A bad request is refused whether or not the monitor is enabled.
  substitutes: (isRefused) => (isRefused ? ['plain', 'disabled'] : ['plain']),
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
  names: ({ guance: { apiKeys, monitors } }) => ({
    apiKey: apiKeys[0],
    nobody: {
      secret: unusedText(
        'secret_of_nobody',
        monitors.map(({ secret }) => secret),
      ),
      subUri: unusedText(
        'datakit/pull',
        monitors.map(({ subUri = '' }) => subUri),
      ),
      // Without keys in the configuration nobody can say which one is wrong.
      apiKey: apiKeys.length === 0 ? null : unusedText('nope', apiKeys),
    },
  }),
  secrets: ({ guance: { apiKeys, monitors } }) => [...apiKeys, ...monitors.map(({ secret }) => secret)],
};
