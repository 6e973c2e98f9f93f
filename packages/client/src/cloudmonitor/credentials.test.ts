import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { rejection } from '../rejection.fixture.ts';
import {
  type CloudMonitorOptions,
  createCloudMonitorClient,
  type ExpiringCredentials,
  fromEnvironment,
} from './index.ts';

const MINUTE = 60_000;
const event = { name: 'n', content: 'c' };

/** A client whose clock stays at 0 minutes until it is set. */
function clientOf(
  credentials: CloudMonitorOptions['credentials'],
  answer: object = { code: '200', msg: '' },
) {
  const tokens: (string | null)[] = [];
  const clock = { minutes: 0 };
  const client = createCloudMonitorClient({
    credentials,
    baseUrl: 'http://127.0.0.1:1',
    now: () => clock.minutes * MINUTE,
    fetch: async (_url, init) => {
      tokens.push(new Headers(init.headers).get('x-cms-security-token'));
      return Response.json(answer);
    },
  });
  return { client, tokens, clock };
}

/** Returns `token-1`, `token-2` and so on, each valid for an hour of the given clock. */
function hourly(clock: { minutes: number } = { minutes: 0 }) {
  let calls = 0;
  return (): ExpiringCredentials => {
    calls += 1;
    return { ...key(`token-${calls}`), expiration: (clock.minutes + 60) * MINUTE };
  };
}

function key(securityToken: string) {
  return { accessKeyId: 'STS.testKeyId', accessKeySecret: `secret of ${securityToken}`, securityToken };
}

it('requests a key before the first request and keeps it until five minutes before it expires', async () => {
  const { client, tokens, clock } = clientOf(hourly());
  expect(tokens).toEqual([]);
  for (const minutes of [0, 54, 55]) {
    clock.minutes = minutes;
    await client.send(event);
  }
  expect(tokens).toEqual(['token-1', 'token-1', 'token-2']);
});

it.for([new Date(60 * MINUTE), 60 * MINUTE, '1970-01-01T01:00:00Z'])(
  'reads the expiration time of a key: %s',
  async (expiration) => {
    let calls = 0;
    const { client, clock } = clientOf(async () => {
      calls += 1;
      return { ...key('t'), expiration };
    });
    await client.send(event);
    clock.minutes = 54;
    await client.send(event);
    expect(calls).toBe(1);
  },
);

it('requests a key before each request if it has no expiration time', async () => {
  let calls = 0;
  const { client, tokens } = clientOf(() => {
    calls += 1;
    return key(`token-${calls}`);
  });
  await client.send(event);
  await client.send(event);
  expect(tokens).toEqual(['token-1', 'token-2']);
});

it('requests a key once for concurrent requests', async () => {
  const { client, tokens, clock } = clientOf(hourly());
  await Promise.all([client.send(event), client.send(event), client.send(event)]);
  clock.minutes = 60;
  await Promise.all([client.send(event), client.send(event)]);
  expect(tokens).toEqual(['token-1', 'token-1', 'token-1', 'token-2', 'token-2']);
});

it('uses the key until it expires if it cannot be renewed, and then reports the failure', async () => {
  const give = hourly();
  let fails = false;
  const { client, tokens, clock } = clientOf(async () => {
    if (fails) throw new Error('the STS service is down');
    return give();
  });
  await client.send(event);
  fails = true;
  clock.minutes = 59;
  await client.send(event);
  clock.minutes = 60;
  const error = await rejection(client.send(event));
  expect(error).toMatchObject({ name: 'TransportError', kind: 'credentials', status: undefined });
  expect(String(error)).toContain('not sent, because there is no key to sign with: the STS service is down');
  fails = false;
  await client.send(event);
  expect(tokens).toEqual(['token-1', 'token-1', 'token-2']);
});

it('does not keep later requests waiting for a key call that hangs', async () => {
  const give = hourly();
  let calls = 0;
  const called = Promise.withResolvers<void>();
  const { client, tokens, clock } = clientOf(() => {
    calls += 1;
    called.resolve();
    return calls === 1 ? new Promise<never>(() => {}) : give();
  });
  const controller = new AbortController();
  const stuck = rejection(client.send(event, { signal: controller.signal }));
  await called.promise;
  clock.minutes = 1;
  await client.send(event);
  controller.abort();
  expect(await stuck).toMatchObject({ kind: 'aborted' });
  expect(tokens).toEqual(['token-1']);
});

it('sends nothing for a call that was aborted while it waited for a key', async () => {
  const waiting = Promise.withResolvers<ExpiringCredentials>();
  const { client, tokens } = clientOf(() => waiting.promise);
  const controller = new AbortController();
  const given = rejection(client.send(event, { signal: controller.signal }));
  controller.abort();
  expect(await given).toMatchObject({ kind: 'aborted' });
  waiting.resolve({ ...key('late'), expiration: 60 * MINUTE });
  await client.send(event);
  expect(tokens).toEqual(['late']);
});

it.for([
  { given: undefined, message: '`credentials` must be an object' },
  { given: { ...key('t'), accessKeyId: '' }, message: '`credentials.accessKeyId` must be' },
  { given: { ...key('t'), expiration: 'soon' }, message: '`credentials.expiration` must be' },
])('reports what is wrong with the value that a function returns: $message', async ({ given, message }) => {
  const { client, tokens } = clientOf(() => given as ExpiringCredentials);
  const error = await rejection(client.send(event));
  expect(error).toMatchObject({ kind: 'credentials', cause: { name: 'TypeError' } });
  expect(String(error)).toContain(message);
  expect(tokens).toEqual([]);
});

it('rejects a value that is not a key immediately', () => {
  expect(() => clientOf(undefined as unknown as ExpiringCredentials)).toThrow(
    '`credentials` must be an object',
  );
});

it('shows no secret that a function returned, even after the key was replaced', async () => {
  const answer = { code: '403', msg: 'forbidden for token-1 (secret of token-1) and token-2' };
  const { client, clock } = clientOf(hourly(), answer);
  const errors = [await rejection(client.send(event))];
  clock.minutes = 60;
  errors.push(await rejection(client.send(event)));
  expect(errors[1]).toMatchObject({ response: { msg: 'forbidden for *** (***) and ***' } });
  expect(inspect([errors[0], client], { depth: null, showHidden: true })).not.toContain('token-1');
});

it('reads the key from the environment before each request', async () => {
  const environment: Record<string, string> = {
    ALIBABA_CLOUD_ACCESS_KEY_ID: 'testKeyId',
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'testsecret-7f3a',
    ALIBABA_CLOUD_SECURITY_TOKEN: '',
  };
  const { client, tokens } = clientOf(fromEnvironment(environment));
  await client.send(event);
  environment.ALIBABA_CLOUD_SECURITY_TOKEN = 'token-7f3a';
  await client.send(event);
  expect(tokens).toEqual([null, 'token-7f3a']);
  environment.ALIBABA_CLOUD_ACCESS_KEY_SECRET = '';
  const error = await rejection(client.send(event));
  expect(error).toMatchObject({ name: 'TransportError', kind: 'credentials' });
  expect(String(error)).toContain(
    'the environment variable ALIBABA_CLOUD_ACCESS_KEY_SECRET is missing or empty',
  );
  expect(inspect([error, client], { depth: null, showHidden: true })).not.toContain('7f3a');
});

it('names the missing id if the environment is empty', async () => {
  const { client } = clientOf(fromEnvironment({}));
  expect(String(await rejection(client.send(event)))).toContain('ALIBABA_CLOUD_ACCESS_KEY_ID');
});
