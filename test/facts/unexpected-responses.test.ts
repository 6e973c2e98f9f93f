import { createBluekingClient } from '@pushspec/client/blueking';
import { createCloudMonitorClient } from '@pushspec/client/cloudmonitor';
import { createGuanceClient } from '@pushspec/client/guance';
import { expect, it } from 'vitest';

const baseUrl = 'http://127.0.0.1:1';

/** Clients of a service that always returns this response. */
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

type ApiName = keyof typeof senders;
const apiNames = Object.keys(senders) as ApiName[];

async function outcome(api: ApiName, body: unknown, status = 200): Promise<unknown> {
  return senders[api](async () => Response.json(body, { status })).then(
    () => 'accepted',
    (error: { kind?: string; reason?: string }) => error.kind ?? error.reason,
  );
}

/** Returns copies of a success without one of its properties, or with a property of another type. */
function damaged(success: Readonly<Record<string, unknown>>): object[] {
  const names = Object.keys(success).filter((name) => !['traceId', 'result'].includes(name));
  return names.flatMap((name) => {
    const { [name]: _, ...rest } = success;
    return [rest, { ...success, [name]: name === 'content' ? 'text' : { of: 'another type' } }];
  });
}

it.each(apiNames)('accepts a success response of %s', async (api) => {
  expect(await outcome(api, successes[api])).toBe('accepted');
});

it.each(apiNames)(
  'rejects JSON as a response of %s if a property is missing or has the wrong type',
  async (api) => {
    for (const body of damaged(successes[api])) {
      for (const status of [200, 500])
        expect(await outcome(api, body, status), JSON.stringify(body)).toBe('unexpected-response');
    }
  },
);

it.each(apiNames)('rejects any other JSON as a response of %s', async (api) => {
  for (const body of [{}, [], [successes[api]], 'ok', 200, true, null])
    expect(await outcome(api, body), JSON.stringify(body)).toBe('unexpected-response');
});

it('reports that nothing was sent without a signing key', async () => {
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

it('names the code of a system failure, even if its message contained a secret', async () => {
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
