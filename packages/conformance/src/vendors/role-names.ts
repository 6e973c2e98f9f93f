/** Names, for people, of the entry of a configuration that plays a role of the cases. */
import type { Vendor } from '@pushspec/contract';

export const roleNames: Readonly<Record<Vendor, Readonly<Record<string, string>>>> = {
  blueking: {
    metric: 'an entry of `dataIds` with `"kind": "metric"`',
    event: 'an entry of `dataIds` with `"kind": "event"`',
  },
  cloudmonitor: {
    dev: 'a permanent key, without `securityToken`, of an authorized account',
    sts: 'a temporary key, with `securityToken`, of an authorized account',
    sibling: 'a second key of the same account',
    unauthorized: 'a key of an account with `"authorized": false`',
  },
  guance: {
    dev: 'an enabled monitor with a `subUri`',
    plain: 'an enabled monitor without a `subUri`',
    disabled: 'a monitor with `"enabled": false`',
    apiKey: 'an entry of `apiKeys`',
  },
};
