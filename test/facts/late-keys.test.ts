import { createCloudMonitorClient, type ExpiringCredentials } from '@pushspec/client/cloudmonitor';
import { expect, it } from 'vitest';

const MINUTE = 60_000;
const event = { name: 'disk-full', content: '97 %' };

/** Creates a client with a frozen clock and a key source that the test controls. */
function clientWithSlowKeys() {
  const clock = { ms: 0 };
  const asked: PromiseWithResolvers<ExpiringCredentials>[] = [];
  const tokens: (string | null)[] = [];
  const client = createCloudMonitorClient({
    credentials: () => {
      const call = Promise.withResolvers<ExpiringCredentials>();
      asked.push(call);
      return call.promise;
    },
    baseUrl: 'http://127.0.0.1:1',
    timeoutMs: 0,
    now: () => clock.ms,
    fetch: async (_url, { headers }) => {
      tokens.push(new Headers(headers).get('x-cms-security-token'));
      return Response.json({ code: '200', msg: '' });
    },
  });
  const respond = (call: number, token: string) =>
    asked[call]?.resolve({
      accessKeyId: 'STS.id',
      accessKeySecret: `secret of ${token}`,
      securityToken: token,
      expiration: 60 * MINUTE,
    });
  return { client, clock, asked, tokens, respond };
}

/** Runs everything that does not wait for a timer. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

it('requests a key once for concurrent requests', async () => {
  const { client, asked, tokens, respond } = clientWithSlowKeys();
  const sent = [client.send(event), client.send(event)];
  await settled();
  respond(0, 'first');
  await Promise.all(sent);
  expect(asked).toHaveLength(1);
  expect(tokens).toEqual(['first', 'first']);
});

it('requests a key again after a minute without a response, and uses the first key that arrives', async () => {
  const { client, clock, asked, tokens, respond } = clientWithSlowKeys();
  const early = client.send(event);
  await settled();
  clock.ms = MINUTE;
  const later = client.send(event);
  await settled();
  expect(asked).toHaveLength(2);
  respond(1, 'second');
  await later;
  expect(tokens).toEqual(['second']);
  respond(0, 'first');
  await early;
  expect(tokens).toEqual(['second', 'first']);
});

it('does not request a key again just before the minute is over', async () => {
  const { client, clock, asked, respond } = clientWithSlowKeys();
  const sent = [client.send(event)];
  await settled();
  clock.ms = MINUTE - 1;
  sent.push(client.send(event));
  await settled();
  expect(asked).toHaveLength(1);
  respond(0, 'first');
  await Promise.all(sent);
});

it('keeps waiting for the newer call when the older one fails late', async () => {
  const { client, clock, asked, tokens, respond } = clientWithSlowKeys();
  const early = client.send(event);
  const failed = expect(early).rejects.toMatchObject({ kind: 'credentials' });
  await settled();
  clock.ms = MINUTE;
  const later = client.send(event);
  await settled();
  asked[0]?.reject(new Error('too late'));
  await failed;
  const joined = client.send(event);
  await settled();
  expect(asked).toHaveLength(2);
  respond(1, 'second');
  await Promise.all([later, joined]);
  expect(tokens).toEqual(['second', 'second']);
});

it('requests a key again after a failed call', async () => {
  const { client, asked, tokens, respond } = clientWithSlowKeys();
  const failed = expect(client.send(event)).rejects.toMatchObject({ kind: 'credentials' });
  await settled();
  asked[0]?.reject(new Error('no network'));
  await failed;
  const sent = client.send(event);
  await settled();
  respond(1, 'second');
  await sent;
  expect(tokens).toEqual(['second']);
});
