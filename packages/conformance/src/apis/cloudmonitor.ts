/** Adapter for CloudMonitor: `call` is `{ events }`, and the request is signed. */

import type { ApiAdapter } from './api-adapter.ts';
import { unusedString } from './unused.ts';

export const cloudmonitor: ApiAdapter = {
  roles({ cloudmonitor: { accounts } }) {
    const keys = accounts.flatMap(({ id, authorized = true, keys }) =>
      keys.map((key) => ({ account: id, authorized, key, temporary: key.securityToken !== undefined })),
    );
    const dev = keys.find(({ authorized, temporary }) => authorized && !temporary);
    return {
      dev: dev?.key,
      sts: keys.find(({ authorized, temporary }) => authorized && temporary)?.key,
      sibling: keys.find(({ account, key }) => account === dev?.account && key !== dev.key)?.key,
      unauthorized: keys.find(({ authorized }) => !authorized)?.key,
    };
  },
  timeForms: {
    cloudmonitor: (time) => time.toISOString().replaceAll(/[-:]/g, '').replace('Z', '+0000'),
  },
  signed: true,
  boundHeaders: /^content-md5$|security-token$/i,
  ownHeaders: /^authorization$|-ip$/i,
  roleNames: {
    dev: 'a permanent key, without `securityToken`, of an authorized account',
    sts: 'a temporary key, with `securityToken`, of an authorized account',
    sibling: 'a second key of the same account',
    unauthorized: 'a key of an account with `"authorized": false`',
  },
  defaultRole: () => 'dev',
  substitutes: () => ['sts'],
  acceptedCall: () => ({ events: [{ name: 'restart', content: 'restarted' }] }),
  bodyOf: ({ events = null }) => events,
  // A client sends a single event as a list of one.
  callOf: (body) => (Array.isArray(body) ? { events: body } : undefined),
  names({ cloudmonitor: { accounts } }) {
    const keys = accounts.flatMap(({ keys }) => keys);
    return {
      unknown: {
        accessKeyId: unusedString(
          'nobody',
          keys.map(({ accessKeyId }) => accessKeyId),
        ),
        accessKeySecret: unusedString(
          'another-secret',
          keys.map(({ accessKeySecret }) => accessKeySecret),
        ),
        securityToken: unusedString(
          'another-token',
          keys.flatMap(({ securityToken }) => securityToken ?? []),
        ),
      },
    };
  },
  secrets: ({ cloudmonitor: { accounts } }) =>
    accounts.flatMap(({ keys }) =>
      keys.flatMap(({ accessKeySecret, securityToken }) => [accessKeySecret, securityToken]),
    ),
};
