import { expect, it } from 'vitest';
import { addressIn } from './servers.ts';

const servers = { 'cn-hangzhou': 'https://hangzhou.example', 'cn-beijing': 'https://beijing.example' };
const baseUrl = 'http://127.0.0.1:4010';

it('uses the given address, or the address of the named server', () => {
  expect(addressIn(servers, { option: 'region', value: undefined, baseUrl })).toBe(baseUrl);
  expect(addressIn(servers, { option: 'region', value: 'cn-beijing', baseUrl: undefined })).toBe(
    'https://beijing.example',
  );
});

it.each([undefined, '', 'cn-nowhere', 'constructor', 5])('lists the valid names for %o', (value) => {
  const wanted = { option: 'region', value: value as string, baseUrl: undefined };
  expect(() => addressIn(servers, wanted)).toThrow(
    new TypeError('`region` must be one of cn-hangzhou, cn-beijing; for any other address pass `baseUrl`'),
  );
});

it('rejects a name together with an address', () => {
  expect(() => addressIn(servers, { option: 'region', value: 'cn-beijing', baseUrl })).toThrow(
    new TypeError('pass `region` or `baseUrl`, not both'),
  );
});
