/** Checks that creating a client rejects whitespace from a file, a variable or the clipboard. */
import { expect, it } from 'vitest';
import { createBluekingClient } from './blueking/index.ts';
import { createCloudMonitorClient, fromEnvironment, signedHeaders } from './cloudmonitor/index.ts';
import { createGuanceClient } from './guance/index.ts';

const baseUrl = 'http://127.0.0.1:4010';
const credentials = { accessKeyId: 'id', accessKeySecret: 'secret' };
const webhook = 'https://openapi.guance.com/api/v1/push-events/secret_7f3a/alerts';
const ID = 'ALIBABA_CLOUD_ACCESS_KEY_ID';
const SECRET = 'ALIBABA_CLOUD_ACCESS_KEY_SECRET';
const TOKEN = 'ALIBABA_CLOUD_SECURITY_TOKEN';
const variables = { [ID]: 'id', [SECRET]: 'secret', [TOKEN]: 'token' };

const cloudmonitor = (changes: object) =>
  createCloudMonitorClient({ credentials: { ...credentials, ...changes }, baseUrl });
const blueking = (changes: object) =>
  createBluekingClient({ dataId: 1, accessToken: 'token', kind: 'metric', baseUrl, ...changes });
const guance = (changes: object) => createGuanceClient({ secret: 'secret', baseUrl, ...changes });
const environment = (changes: object) =>
  createCloudMonitorClient({ credentials: fromEnvironment({ ...variables, ...changes }), baseUrl });

/** The name in the message, a value, and a program that uses it. */
const options: [name: string, value: string, create: (value: string) => unknown][] = [
  ['baseUrl', baseUrl, (value) => blueking({ baseUrl: value })],
  ['baseUrl', baseUrl, (value) => guance({ baseUrl: value })],
  ['baseUrl', baseUrl, (value) => createCloudMonitorClient({ credentials, baseUrl: value })],
  ['accessToken', 'token', (accessToken) => blueking({ accessToken })],
  ['credentials.accessKeyId', 'id', (accessKeyId) => cloudmonitor({ accessKeyId })],
  ['credentials.accessKeySecret', 'secret', (accessKeySecret) => cloudmonitor({ accessKeySecret })],
  ['credentials.securityToken', 'token', (securityToken) => cloudmonitor({ securityToken })],
  ['secret', 'secret', (secret) => guance({ secret })],
  ['subUri', 'datakit/push', (subUri) => guance({ subUri })],
  ['apiKey', 'key', (apiKey) => guance({ apiKey })],
  ['webhook', webhook, (value) => createGuanceClient({ webhook: value })],
  [`${ID}`, 'id', (value) => environment({ [ID]: value })],
  [`${SECRET}`, 'secret', (value) => environment({ [SECRET]: value })],
  [`${TOKEN}`, 'token', (value) => environment({ [TOKEN]: value })],
  [
    'credentials.accessKeySecret',
    'secret',
    (accessKeySecret) =>
      signedHeaders({
        method: 'POST',
        url: baseUrl,
        body: new Uint8Array(),
        credentials: { ...credentials, accessKeySecret },
      }),
  ],
];

const invisible = [
  ' ',
  '\t',
  '\n',
  '\r',
  '\r\n',
  '\v',
  '\f',
  '\u00a0',
  '\ufeff',
  '\u2028',
  '\u3000',
  '\u200b',
  '\u2060',
  '\0',
];

it.each(options)('rejects whitespace around %s', (name, value, create) => {
  expect(() => create(value)).not.toThrow();
  for (const text of invisible) {
    for (const wrong of [text + value, value + text, text + value + text, text]) {
      const error = (() => {
        try {
          return create(wrong);
        } catch (thrown) {
          return thrown;
        }
      })();
      expect(error, JSON.stringify(wrong)).toBeInstanceOf(TypeError);
      expect(String(error)).toBe(
        `TypeError: \`${name}\` must not begin or end with whitespace, and must not contain line breaks: trim what was read from a file or a variable`,
      );
      if (value.length > 6) expect(String(error)).not.toContain(value);
    }
  }
});

it.each(options)('rejects line breaks in %s', (name, value, create) => {
  const middle = Math.ceil(value.length / 2);
  for (const text of ['\n', '\r', '\0', '\x7f']) {
    expect(() => create(value.slice(0, middle) + text + value.slice(middle))).toThrow(name);
  }
});

it('accepts characters of any script, and spaces within a Guance secret', () => {
  expect(() => guance({ secret: 'a b', subUri: '告警/磁 盘' })).not.toThrow();
  expect(() => blueking({ accessToken: '令牌' })).not.toThrow();
});

it('checks an environment variable before each request', async () => {
  const changing: Record<string, string> = { ...variables };
  const client = createCloudMonitorClient({ credentials: fromEnvironment(changing), baseUrl });
  changing[SECRET] = 'secret\n';
  await expect(client.send({ name: 'n', content: 'c' })).rejects.toMatchObject({
    kind: 'credentials',
    message: expect.stringContaining(`\`${SECRET}\` must not begin or end with whitespace`),
  });
});
