import { type ApiName, developmentConfig } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { type Credential, credentialNames, rolesOf } from '../apis/api-adapter.ts';
import { loadContract, operationOf } from '../contract/contract.ts';
import { MissingValueError } from '../scenario/placeholders.ts';
import type { RawRequest } from '../scenario/scenario.ts';
import { paddedCall, type RequestContext, requestOfCall, requestOfRaw } from './request.ts';
import type { Sign, SignInput } from './sign.ts';

const OPERATIONS = {
  blueking: 'pushCustomReport',
  cloudmonitor: 'uploadCustomEvents',
  'cloudmonitor-rpc': 'putCustomEvent',
  guance: 'pushEvent',
};

/** A readable replacement for a signature that shows what is signed. */
const legible: Sign = ({ method, target, headers, secret }: SignInput) =>
  [method, target, headers['Content-MD5'], headers.Date, secret].join(' ');

function contextOf(api: ApiName, role: string, sign: Sign | undefined = legible): RequestContext {
  const contract = loadContract(api, 'documented');
  const roles = rolesOf(api, developmentConfig);
  const names = { ...credentialNames(api, developmentConfig, roles), limits: { maxBodyBytes: 64 } };
  const placeholderValues = { now: Date.parse('2026-11-21T00:00:00Z'), names, contract: contract.document };
  const entry = operationOf(contract, OPERATIONS[api]);
  return { contract, entry, credential: roles[role] as Credential, roles, placeholderValues, sign };
}

it('builds a BlueKing report from a call', () => {
  const data = [{ target: 't', metrics: { a: 1 } }];
  const request = requestOfCall({ kind: 'metric', data }, contextOf('blueking', 'metric'));
  const [{ dataId, accessToken } = { dataId: 0, accessToken: '' }] = developmentConfig.blueking.dataIds;
  expect({ ...request, body: JSON.parse(String(request.body)) }).toEqual({
    method: 'POST',
    target: '/v2/push/',
    headers: { 'Content-Type': 'application/json' },
    body: { data_id: dataId, access_token: accessToken, data },
  });
});

it('builds a Guance URL from secret and subUri, and sends the API key of the credential', () => {
  const context = contextOf('guance', 'dev');
  const credential = { ...context.credential, secret: 's', subUri: 'a/b', apiKey: 'k' };
  const request = requestOfCall({ event: { status: 'ok' } }, { ...context, credential });
  expect(request.target).toBe('/api/v1/push-events/s/a%2Fb');
  expect(request.headers).toEqual({ 'Content-Type': 'application/json', 'DF-API-KEY': 'k' });
});

it('ends the URL of a Guance monitor without a subUri after the secret', () => {
  const context = contextOf('guance', 'plain');
  const credential = { ...context.credential, secret: 's' };
  expect(requestOfCall({ event: {} }, { ...context, credential }).target).toBe('/api/v1/push-events/s');
});

it('signs a CloudMonitor request with the digest of its bytes', () => {
  const { headers } = requestOfCall({ events: [] }, contextOf('cloudmonitor', 'dev'));
  const digest = 'D751713988987E9331980363E24189CE';
  const date = 'Sat, 21 Nov 2026 00:00:00 GMT';
  expect(headers).toMatchObject({
    Authorization: `devAccessKeyId:POST /event/custom/upload ${digest} ${date} devAccessKeySecret`,
    'Content-MD5': digest,
    Date: date,
    'x-cms-signature': 'hmac-sha1',
    'x-cms-api-version': '1.0',
  });
  expect(headers).not.toHaveProperty('x-cms-security-token');
});

it('sends the token of a temporary key with its type', () => {
  const { headers } = requestOfCall({ events: [] }, contextOf('cloudmonitor', 'sts'));
  expect(headers).toMatchObject({ 'x-cms-security-token': 'devSecurityToken', 'x-cms-caller-type': 'token' });
});

it.each<[string, RawRequest['sign'], Record<string, unknown>]>([
  ['another secret', { secret: 'x' }, { Authorization: expect.stringMatching(/ x$/) }],
  ['a digest in lower case', { md5: 'lower-case' }, { 'Content-MD5': 'd751713988987e9331980363e24189ce' }],
  ['a digest in base64', { md5: 'base64' }, { 'Content-MD5': '11FxOYiYfpMxmANj4kGJzg==' }],
  ['the digest of another body', { body: '' }, { 'Content-MD5': 'D41D8CD98F00B204E9800998ECF8427E' }],
  ['another Date', { date: '{{now - 1h as http}}' }, { Date: 'Fri, 20 Nov 2026 23:00:00 GMT' }],
  ['another method', { method: 'PUT' }, { Authorization: expect.stringMatching(/:PUT /) }],
  ['another key', { as: 'sts' }, { Authorization: expect.stringMatching(/^STS\.devAccessKeyId:/) }],
])('deviates in %s and nothing else', (_, sign, different) => {
  const context = contextOf('cloudmonitor', 'dev');
  expect(requestOfRaw({ json: [], ...(sign && { sign }) }, context).headers).toMatchObject(different);
});

it('omits the digest, and the Date', () => {
  const context = contextOf('cloudmonitor', 'dev');
  expect(requestOfRaw({ json: [], sign: { md5: null } }, context).headers).not.toHaveProperty('Content-MD5');
  expect(requestOfRaw({ json: [], sign: { date: null } }, context).headers).not.toHaveProperty('Date');
});

it('does not sign if the scenario forbids it', () => {
  const { headers } = requestOfRaw({ json: [], sign: false }, contextOf('cloudmonitor', 'dev'));
  expect(headers).toEqual({ 'Content-Type': 'application/json' });
});

it('cannot sign without a signer', () => {
  expect(() => requestOfRaw({ json: [] }, { ...contextOf('cloudmonitor', 'dev'), sign: undefined })).toThrow(
    MissingValueError,
  );
});

it('replaces a default header case-insensitively, and omits it for null', () => {
  const context = contextOf('blueking', 'metric');
  const replaced = requestOfRaw({ json: {}, headers: { 'content-type': 'text/plain' } }, context);
  expect(replaced.headers).toEqual({ 'content-type': 'text/plain' });
  expect(requestOfRaw({ json: {}, headers: { 'Content-Type': null } }, context).headers).toEqual({});
});

it('joins the parts of a body, and pads it to a size with spaces', () => {
  const body = ['[', { repeat: { of: '[],', times: 3 } }, '0]'];
  const request = requestOfRaw(
    { body, size: '{{limits.maxBodyBytes + 1}}' },
    contextOf('blueking', 'metric'),
  );
  expect(String(request.body)).toBe('[[],[],[],0]'.padEnd(65));
});

it('sends no body if the scenario has none', () => {
  expect(requestOfRaw({ method: 'GET' }, contextOf('blueking', 'metric'))).toEqual({
    method: 'GET',
    target: '/v2/push/',
    headers: {},
    body: undefined,
  });
});

const bodyOf = (call: object) => ({ token: 't', ...call }) as never;
const sizeOf = (call: object) => JSON.stringify(bodyOf(call)).length;

it('pads the body to the given size', () => {
  const call = paddedCall({ event: { status: 'ok', message: { padTo: 500 } } }, sizeOf);
  expect(sizeOf(call)).toBe(500);
});

it('does not change a call without padding', () => {
  const call = { event: { status: 'ok' } };
  expect(paddedCall(call, sizeOf)).toBe(call);
});

it('rejects a size that the body exceeds', () => {
  expect(() => paddedCall({ event: { padTo: 5 } }, sizeOf)).toThrow('bytes more than padTo');
});
