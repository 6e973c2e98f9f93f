/** CloudMonitor: `call` is `{ events }`; the request is signed. */
import { unusedText } from './unused.ts';
import type { VendorKnowledge } from './vendor.ts';

export const cloudmonitor: VendorKnowledge = {
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
  signed: true,
  boundHeaders: /^content-md5$|security-token$/i,
  ownHeaders: /^authorization$|-ip$/i,
  defaultRole: () => 'dev',
  substitutes: () => ['sts'],
  acceptedCall: () => ({ events: [{ name: 'restart', content: 'restarted' }] }),
  bodyOf: ({ events = null }) => events,
  // One event alone is a list of one to a client.
  callOf: (body) => (Array.isArray(body) ? { events: body } : undefined),
  names({ cloudmonitor: { accounts } }) {
    const keys = accounts.flatMap(({ keys }) => keys);
    return {
      nobody: {
        accessKeyId: unusedText(
          'nobody',
          keys.map(({ accessKeyId }) => accessKeyId),
        ),
        accessKeySecret: unusedText(
          'another-secret',
          keys.map(({ accessKeySecret }) => accessKeySecret),
        ),
        securityToken: unusedText(
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
