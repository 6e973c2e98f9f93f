import { createBluekingClient } from '@pushspec/client/blueking';
import { createCloudMonitorClient } from '@pushspec/client/cloudmonitor';
import { createGuanceClient } from '@pushspec/client/guance';
import { expect, it } from 'vitest';

const baseUrl = 'http://127.0.0.1:1';

/** Sends with each client to a service that always gives this response. */
const senders = {
  blueking: (fetch: () => Promise<Response>) =>
    createBluekingClient({ dataId: 1, accessToken: 'token', kind: 'metric', baseUrl, fetch }).send({
      metrics: { cpu_load: 1 },
      target: 'web-001',
    }),
  cloudmonitor: (fetch: () => Promise<Response>) =>
    createCloudMonitorClient({
      credentials: { accessKeyId: 'id', accessKeySecret: 'secret' },
      baseUrl,
      fetch,
    }).send({ name: 'disk-full', content: '97 %' }),
  guance: (fetch: () => Promise<Response>) =>
    createGuanceClient({ secret: 'secret', subUri: 'disk', baseUrl, fetch }).send({ status: 'ok' }),
};

const successes = {
  blueking: { code: '200', result: 'true', message: '' },
  cloudmonitor: { code: '200', msg: '' },
  guance: { code: 200, content: { ok: true }, errorCode: '', message: '', success: true, traceId: '1' },
};

type Vendor = keyof typeof senders;
const vendors = Object.keys(senders) as Vendor[];

async function outcome(vendor: Vendor, body: unknown, status = 200): Promise<unknown> {
  return senders[vendor](async () => Response.json(body, { status })).then(
    () => 'accepted',
    (error: { kind?: string; reason?: string }) => error.kind ?? error.reason,
  );
}

/** A success without one of its properties, or with one of another type. */
function damaged(success: Readonly<Record<string, unknown>>): object[] {
  const names = Object.keys(success).filter((name) => !['traceId', 'result'].includes(name));
  return names.flatMap((name) => {
    const { [name]: _, ...rest } = success;
    return [rest, { ...success, [name]: name === 'content' ? 'text' : { of: 'another type' } }];
  });
}

it.each(vendors)('accepts a success of %s', async (vendor) => {
  expect(await outcome(vendor, successes[vendor])).toBe('accepted');
});

it.each(vendors)(
  'takes no JSON for an answer of %s that lacks a property or has one of another type',
  async (vendor) => {
    for (const body of damaged(successes[vendor])) {
      for (const status of [200, 500])
        expect(await outcome(vendor, body, status), JSON.stringify(body)).toBe('unexpected-answer');
    }
  },
);

it.each(vendors)('takes no other JSON for an answer of %s', async (vendor) => {
  for (const body of [{}, [], [successes[vendor]], 'ok', 200, true, null])
    expect(await outcome(vendor, body), JSON.stringify(body)).toBe('unexpected-answer');
});

it('says that nothing was sent where there is no key to sign with', async () => {
  const client = createCloudMonitorClient({
    credentials: () => Promise.reject(new Error('no network')),
    baseUrl,
    fetch: async () => Response.json(successes.cloudmonitor),
  });
  await expect(client.send({ name: 'n', content: 'c' })).rejects.toMatchObject({
    kind: 'credentials',
    mayHaveArrived: false,
  });
});

it('names the code of a failure of the system, also where its message held a secret', async () => {
  const failing = (message: string) => async () => {
    const cause = Object.assign(new Error(message), { code: 'ECONNRESET' });
    throw new TypeError('fetch failed', { cause });
  };
  for (const message of ['reset', 'reset while sending secret'])
    await expect(senders.guance(failing(message))).rejects.toMatchObject({
      kind: 'network',
      cause: { cause: { code: 'ECONNRESET' } },
    });
});
