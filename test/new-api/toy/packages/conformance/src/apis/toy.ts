/** The adapter of the toy. `call` is `{ events }`, or `{ event }` for a report. Its keys are those of CloudMonitor's accounts. */
import { createHmac, randomUUID } from 'node:crypto';
import { isObject } from '@pushspec/contract';
import type { ApiAdapter } from './api-adapter.ts';

export const toy: ApiAdapter = {
  roles: ({ cloudmonitor: { accounts } }) => ({ dev: accounts[0]?.keys[0] }),
  roleNames: { dev: 'an access key' },
  defaultRole: () => 'dev',
  acceptedCall: (_, operation) =>
    operation === 'reportToy' ? { event: { Name: 'bear' } } : { events: [{ name: 'wound-up' }] },
  bodyOf: ({ event, ...call }) => event ?? call,
  callOf(body) {
    if (!isObject(body)) return undefined;
    return Array.isArray(body.events) && Object.keys(body).length === 1
      ? { events: body.events }
      : 'events' in body
        ? undefined
        : { event: body };
  },
  signRequest(request, { credential: { accessKeyId, accessKeySecret } }) {
    const { method, target, headers, body = Buffer.alloc(0) } = request;
    const nonce = headers['X-Toy-Nonce'] ?? randomUUID();
    const hmac = createHmac('sha256', String(accessKeySecret)).update(`${method}\n${target}\n${nonce}\n`);
    const own = {
      'X-Toy-Key': String(accessKeyId),
      'X-Toy-Nonce': nonce,
      'X-Toy-Signature': hmac.update(body).digest('hex'),
    };
    return { ...request, headers: { ...own, ...headers } };
  },
  ownHeaders: /^x-toy-/i,
  boundHeaders: /^x-toy-signature$/i,
  secrets: ({ cloudmonitor: { accounts } }) =>
    accounts.flatMap(({ keys }) => keys.map(({ accessKeySecret }) => accessKeySecret)),
};
