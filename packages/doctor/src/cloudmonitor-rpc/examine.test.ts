import { expect, it } from 'vitest';
import { examineCloudMonitorRpc } from './examine.ts';
import { type Base, type Deviation, NOW_MS, requestOf } from './mutations/client.fixture.ts';
import { nonceCause } from './nonce.ts';

const key = { accessKeyId: 'testKeyId', accessKeySecret: 'CanarySecretPlain7f3a' };
const base: Base = {
  ...{
    name: 'an event',
    method: 'POST',
    carrier: 'query',
    action: 'PutCustomEvent',
    key,
    path: '/',
    scheme: 'acs3',
  },
  events: [
    ['EventInfo.1.EventName', 'deploy'],
    ['EventInfo.1.Content', 'version 1.4'],
  ],
};

function examined(scheme: Base['scheme'], deviation: Deviation = {}, ownString?: string) {
  const request = requestOf({ ...base, scheme }, deviation);
  const headers = {
    ...request.headers,
    ...(ownString !== undefined && { 'x-pushspec-string-to-sign': ownString }),
  };
  return examineCloudMonitorRpc({ request: { ...request, headers }, keys: [key], nowMs: NOW_MS });
}

it('reports a right ACS3 signature, with the digest of the body', () => {
  expect(examined('acs3')).toMatchObject({
    signature: 'right',
    digest: { header: 'x-acs-content-sha256', check: 'right' },
    isKeyKnown: true,
    causes: [],
    stringToSign: expect.stringMatching(/^ACS3-HMAC-SHA256\n[0-9a-f]{64}$/),
    canonicalRequest: expect.stringMatching(/^POST\n\/\nEventInfo\.1\.Content=version%201\.4&/),
  });
});

it('reports a right signature of version 1, which has no digest', () => {
  const report = examined('rpc-v1');
  expect(report).toMatchObject({ signature: 'right', causes: [] });
  expect(report).not.toHaveProperty('digest');
});

it('reports that a request is not signed', () => {
  const request = { method: 'POST', target: '/?Action=PutCustomEvent', headers: {}, bytes: Buffer.alloc(0) };
  const report = examineCloudMonitorRpc({ request, keys: [key], nowMs: NOW_MS });
  expect(report).toMatchObject({ signature: 'absent', isKeyKnown: false, causes: [] });
});

it('returns the canonical request that the caller signed, as the mistake reproduces it', () => {
  const { causes, callerString } = examined('acs3', {
    encode: (text) => encodeURIComponent(text).replaceAll('%20', '+'),
  });
  expect(causes.map(({ code }) => code)).toEqual(['space-as-plus']);
  expect(callerString).toContain('EventInfo.1.Content=version+1.4&');
});

const unknownSecret: Deviation = { hmacKey: () => 'a secret that nobody knows' };

it.each(['acs3', 'rpc-v1'] as const)(
  'concludes from a correct string to sign with %s that the secret is wrong',
  (scheme) => {
    const { stringToSign = '', canonicalRequest } = examined(scheme);
    for (const own of [stringToSign, canonicalRequest ?? stringToSign]) {
      const { causes } = examined(scheme, unknownSecret, Buffer.from(own).toString('base64'));
      expect(causes.map(({ code }) => code)).toEqual(['secret-or-computation']);
    }
  },
);

it('names the part of the canonical request that differs from that of the caller', () => {
  const { canonicalRequest = '' } = examined('acs3');
  const own = canonicalRequest.replace('host:127.0.0.1:4010', 'host:example.com');
  expect(examined('acs3', unknownSecret, own.replaceAll('\n', '\\n')).difference).toEqual({
    ...{ line: 4, part: 'host', server: 'host:127.0.0.1:4010', caller: 'host:example.com' },
  });
});

it('names the parameter in which the string to sign of version 1 differs from that of the caller', () => {
  const { stringToSign = '' } = examined('rpc-v1');
  const own = stringToSign.replace('version%252', 'version%2B');
  expect(examined('rpc-v1', unknownSecret, Buffer.from(own).toString('base64')).difference).toMatchObject({
    part: 'the parameter EventInfo.1.Content',
  });
});

it('calls the timestamp of a capture wrong only if it is later than now', () => {
  const at = (value: string) => (headers: Record<string, string>) => ({ ...headers, 'x-acs-date': value });
  expect(examined('acs3', { headers: at('2026-11-29T09:42:05Z') }).causes).toEqual([]);
  expect(examined('acs3', { headers: at('2026-11-30T17:42:05Z') }).causes).toMatchObject([
    { code: 'timestamp-zone' },
  ]);
});

it.each([
  ['5f0e9c2d', true, 'nonce-resent'],
  ['1795945325', false, 'nonce-from-time'],
  ['2026-11-30T09:42:05Z', false, 'nonce-from-time'],
  ['abc', false, 'nonce-constant'],
])('names why the nonce %s was used before, with the same signature: %s', (nonce, isSameRequest, code) => {
  expect(nonceCause({ nonce, isSameRequest }).code).toBe(code);
});
