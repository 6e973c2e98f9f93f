/** Adapter for Guance: `call` is `{ event, extraData }`. The secret and subUri are in the path, the API key is in a header. */
import { isObject, type Monitor } from '@pushspec/contract';
import type { ApiAdapter } from './api-adapter.ts';
import { unusedString } from './unused.ts';

export const guance: ApiAdapter = {
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
  roleNames: {
    dev: 'an enabled monitor with a `subUri`',
    plain: 'an enabled monitor without a `subUri`',
    disabled: 'a monitor with `"enabled": false`',
    apiKey: 'an entry of `apiKeys`',
  },
  defaultRole: () => 'dev',
  // A bad request is refused whether or not the monitor is enabled.
  substitutes: (isRefused) => (isRefused ? ['plain', 'disabled'] : ['plain']),
  acceptedCall: () => ({ event: { status: 'info' } }),
  bodyOf: (call) => ({ ...call }),
  callOf(body) {
    if (!isObject(body)) return undefined;
    const { event, extraData, ...others } = body;
    // A client sends one request per event.
    if (event === undefined || Array.isArray(event) || Object.keys(others).length > 0) return undefined;
    return { event, ...(extraData !== undefined && { extraData }) };
  },
  counted: (scope) => (scope === 'api-key' ? { with: { apiKey: '{{guance.apiKey}}' } } : {}),
  names: ({ guance: { apiKeys, monitors } }) => ({
    apiKey: apiKeys[0],
    unknown: {
      secret: unusedString(
        'secret_of_nobody',
        monitors.map(({ secret }) => secret),
      ),
      subUri: unusedString(
        'datakit/pull',
        monitors.map(({ subUri = '' }) => subUri),
      ),
      // Without keys in the configuration, no key is known to be wrong.
      apiKey: apiKeys.length === 0 ? null : unusedString('nope', apiKeys),
    },
  }),
  secrets: ({ guance: { apiKeys, monitors } }) => [...apiKeys, ...monitors.map(({ secret }) => secret)],
};
