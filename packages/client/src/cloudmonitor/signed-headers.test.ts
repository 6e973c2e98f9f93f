import { headers as declared, keyHeaders } from '@pushspec/contract/cloudmonitor';
import { expect, it } from 'vitest';
import { type SignedHeadersInput, signedHeaderNames, signedHeaders } from './index.ts';

const credentials = { accessKeyId: 'testKeyId', accessKeySecret: 'testsecret' };
const body = Buffer.from(
  '[{"content":"123,abc","groupId":100,"name":"Event_0","time":"20171023T144439.948+0800"}]',
);
const url = 'http://127.0.0.1:4010/event/custom/upload';
const request: SignedHeadersInput = {
  method: 'POST',
  url,
  body,
  credentials,
  ip: '30.27.84.196',
  now: () => Date.UTC(2017, 9, 23, 6, 51, 11),
};
const lines = (changes: Partial<SignedHeadersInput>) =>
  signedHeaders({ ...request, ...changes }).stringToSign.split('\n');

it('creates all headers of the worked example in the contract', () => {
  expect(signedHeaders(request)).toEqual({
    headers: {
      'Content-Type': 'application/json',
      'x-cms-signature': 'hmac-sha1',
      'x-cms-api-version': '1.0',
      Date: 'Mon, 23 Oct 2017 06:51:11 GMT',
      'x-cms-ip': '30.27.84.196',
      'Content-MD5': '6FE653772E0204F86B484AF1392DD6E6',
      Authorization: 'testKeyId:BDD5DA3177AAAFA2A3643C1F52A5CF2DAE1E8CCD',
    },
    stringToSign: expect.stringMatching(/^POST\n6FE653772E0204F86B484AF1392DD6E6\napplication\/json\n/),
  });
});

it('sets only the headers that it names', () => {
  const temporary = { ...credentials, securityToken: 'CAIS-test-token+/=' };
  const { headers } = signedHeaders({ ...request, credentials: temporary });
  expect(Object.keys(headers).sort()).toEqual([...signedHeaderNames].sort());
  expect(signedHeaderNames).toEqual(
    expect.arrayContaining([...Object.keys(declared.uploadCustomEvents), keyHeaders.accessKey]),
  );
  expect(headers).toMatchObject({
    'x-cms-caller-type': 'token',
    'x-cms-security-token': 'CAIS-test-token+/=',
  });
});

it('sends the caller type only with a token', () => {
  const { headers } = signedHeaders({ ...request, headers: { 'X-CMS-Caller-Type': 'token' } });
  expect(Object.keys(headers).filter((name) => /caller-type/i.test(name))).toEqual([]);
});

it('signs a path and query unchanged, and those of a URL as they are sent', () => {
  expect(lines({ url: '/a/../b?x=%7e' }).at(-1)).toBe('/a/../b?x=%7e');
  expect(lines({ url: 'http://127.0.0.1/a/../b?x=%7e#part' }).at(-1)).toBe('/b?x=%7e');
});

it('adds a Content-Type only if there is a body, and keeps a given one', () => {
  const typeOf = (changes: Partial<SignedHeadersInput>) =>
    signedHeaders({ ...request, ...changes }).headers['Content-Type'];
  expect(typeOf({ body: new Uint8Array() })).toBeUndefined();
  expect(typeOf({ headers: { 'content-type': 'text/plain' } })).toBe('text/plain');
  expect(lines({ headers: { 'content-type': 'text/plain' } })[2]).toBe('text/plain');
});

it('reads the machine address from the headers by default', () => {
  const ipOf = (changes: Partial<SignedHeadersInput>) =>
    signedHeaders({ ...request, headers: { 'X-CMS-IP': '10.0.0.7' }, ...changes }).headers['x-cms-ip'];
  expect(ipOf({ ip: undefined })).toBe('10.0.0.7');
  expect(ipOf({ ip: undefined, headers: { 'x-cms-ip': '' } })).toBe('');
  expect(ipOf({ ip: '10.0.0.8' })).toBe('10.0.0.8');
});

it('replaces the headers that the contract prescribes, in any letter case, and keeps the rest', () => {
  const given = { 'content-md5': 'mine', DATE: 'mine', authorization: 'mine', 'X-Acs-Extra': 'a', te: 'b' };
  const { headers, stringToSign } = signedHeaders({ ...request, headers: given });
  expect(Object.values(headers)).not.toContain('mine');
  expect(headers).toMatchObject({ 'X-Acs-Extra': 'a', te: 'b' });
  expect(stringToSign).toContain('\nx-acs-extra:a\n');
});

it('keeps and signs wrong values when asked to', () => {
  const given = { date: 'yesterday', 'content-md5': 'lower', 'x-cms-api-version': '9', authorization: 'a:b' };
  const keep = ['Date', 'CONTENT-MD5', 'x-cms-api-version', 'Authorization'];
  const { headers, stringToSign } = signedHeaders({ ...request, headers: given, keep });
  expect(headers).toMatchObject(given);
  expect(headers).not.toHaveProperty('Date');
  expect(stringToSign.split('\n').slice(1, 5)).toEqual([
    'lower',
    'application/json',
    'yesterday',
    'x-cms-api-version:9',
  ]);
});

it('omits headers that it should keep but was not given', () => {
  const keep = ['date', 'content-md5', 'content-type', 'x-cms-ip', 'authorization'];
  const { headers, stringToSign } = signedHeaders({ ...request, keep });
  expect(Object.keys(headers)).toEqual(['x-cms-signature', 'x-cms-api-version']);
  expect(stringToSign).toBe(
    'POST\n\n\n\nx-cms-api-version:1.0\nx-cms-signature:hmac-sha1\n/event/custom/upload',
  );
});

it('rejects values that cannot be sent in a header, without echoing them', () => {
  const sign = (changes: Partial<SignedHeadersInput>) => () => signedHeaders({ ...request, ...changes });
  expect(sign({ credentials: { ...credentials, accessKeyId: 'a b' } })).toThrow('credentials.accessKeyId');
  expect(sign({ ip: 'a b' })).toThrow('`ip` must consist');
});
