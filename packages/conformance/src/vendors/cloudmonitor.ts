/** CloudMonitor: `call` is `{ events }`; the request is signed. */
import type { VendorKnowledge } from './vendor.ts';

export const cloudmonitor: VendorKnowledge = {
  roles({ cloudmonitor: { accounts } }) {
    const keys = accounts.flatMap(({ authorized = true, keys }) =>
      keys.map((key) => ({ authorized, key, temporary: key.securityToken !== undefined })),
    );
    return {
      dev: keys.find(({ authorized, temporary }) => authorized && !temporary)?.key,
      sts: keys.find(({ authorized, temporary }) => authorized && temporary)?.key,
      unauthorized: keys.find(({ authorized }) => !authorized)?.key,
    };
  },
  signed: true,
  boundHeaders: /^content-md5$|security-token$/i,
  defaultRole: () => 'dev',
  acceptedCall: () => ({ events: [{ name: 'restart', content: 'restarted' }] }),
  bodyOf: ({ events = null }) => events,
  // One event alone is a list of one to a client.
  callOf: (body) => (Array.isArray(body) ? { events: body } : undefined),
  secrets: ({ cloudmonitor: { accounts } }) =>
    accounts.flatMap(({ keys }) =>
      keys.flatMap(({ accessKeySecret, securityToken }) => [accessKeySecret, securityToken]),
    ),
};
