import { developmentConfig, type Vendor } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { loadContract, operationOf } from '../contract/contract.ts';
import { MissingValue } from '../scenario/placeholders.ts';
import type { RawRequest } from '../scenario/scenario.ts';
import { type Credential, credentialNames, rolesOf } from '../vendors/vendor.ts';
import { type RequestContext, requestOfCall, requestOfRaw } from './request.ts';
import type { Sign, SignInput } from './sign.ts';

const OPERATIONS = { blueking: 'pushCustomReport', cloudmonitor: 'uploadCustomEvents', guance: 'pushEvent' };

/** Stands for a signature: what is signed can be read in it. */
const legible: Sign = ({ method, target, headers, secret }: SignInput) =>
  [method, target, headers['Content-MD5'], headers.Date, secret].join(' ');

function contextOf(vendor: Vendor, role: string, sign: Sign | undefined = legible): RequestContext {
  const contract = loadContract(vendor, 'documented');
  const roles = rolesOf(vendor, developmentConfig);
  const names = { ...credentialNames(vendor, developmentConfig, roles), limits: { maxBodyBytes: 64 } };
  const meanings = { now: Date.parse('2026-11-21T00:00:00Z'), names, contract: contract.document };
  const entry = operationOf(contract, OPERATIONS[vendor]);
  return { contract, entry, credential: roles[role] as Credential, roles, meanings, sign };
}

it('makes a BlueKing report of a call', () => {
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

it('makes a Guance address of secret and subUri, and sends an API key that the credential has', () => {
  const context = contextOf('guance', 'dev');
  const credential = { ...context.credential, secret: 's', subUri: 'a/b', apiKey: 'k' };
  const request = requestOfCall({ event: { status: 'ok' } }, { ...context, credential });
  expect(request.target).toBe('/api/v1/push-events/s/a%2Fb');
  expect(request.headers).toEqual({ 'Content-Type': 'application/json', 'DF-API-KEY': 'k' });
});

it('ends the address of a Guance monitor without a subUri after the secret', () => {
  const context = contextOf('guance', 'plain');
  const credential = { ...context.credential, secret: 's' };
  expect(requestOfCall({ event: {} }, { ...context, credential }).target).toBe('/api/v1/push-events/s');
});

it('signs a CloudMonitor request over the digest of its bytes', () => {
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

it('sends the token of a temporary key, and says that it is one', () => {
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

it('leaves out the digest, and the Date', () => {
  const context = contextOf('cloudmonitor', 'dev');
  expect(requestOfRaw({ json: [], sign: { md5: null } }, context).headers).not.toHaveProperty('Content-MD5');
  expect(requestOfRaw({ json: [], sign: { date: null } }, context).headers).not.toHaveProperty('Date');
});

it('does not sign where the scenario says so', () => {
  const { headers } = requestOfRaw({ json: [], sign: false }, contextOf('cloudmonitor', 'dev'));
  expect(headers).toEqual({ 'Content-Type': 'application/json' });
});

it('cannot sign without a signer', () => {
  expect(() => requestOfRaw({ json: [] }, { ...contextOf('cloudmonitor', 'dev'), sign: undefined })).toThrow(
    MissingValue,
  );
});

it('replaces a usual header in whatever letter case, and leaves it out for null', () => {
  const context = contextOf('blueking', 'metric');
  const replaced = requestOfRaw({ json: {}, headers: { 'content-type': 'text/plain' } }, context);
  expect(replaced.headers).toEqual({ 'content-type': 'text/plain' });
  expect(requestOfRaw({ json: {}, headers: { 'Content-Type': null } }, context).headers).toEqual({});
});

it('joins the parts of a body, and fills it up to a size with spaces', () => {
  const body = ['[', { repeat: { of: '[],', times: 3 } }, '0]'];
  const request = requestOfRaw(
    { body, size: '{{limits.maxBodyBytes + 1}}' },
    contextOf('blueking', 'metric'),
  );
  expect(String(request.body)).toBe('[[],[],[],0]'.padEnd(65));
});

it('sends no body where the scenario has none', () => {
  expect(requestOfRaw({ method: 'GET' }, contextOf('blueking', 'metric'))).toEqual({
    method: 'GET',
    target: '/v2/push/',
    headers: {},
    body: undefined,
  });
});
