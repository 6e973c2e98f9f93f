import { readFileSync } from 'node:fs';
import {
  decodedParameters,
  loadBundle,
  parameterOf,
  type Rpc,
  readContract,
  sentParameters,
} from '@pushspec/contract';
import { expect, it } from 'vitest';
import {
  type Acs3Request,
  acs3Signature,
  acs3StringToSign,
  canonicalRequest,
  headersToSign,
  parseAcs3Authorization,
  queryPairs,
  schemeOf,
  v1Signature,
  v1StringToSign,
} from './signature.ts';

interface Vector {
  id: string;
  scheme: 'acs3' | 'rpc-v1';
  matches: boolean;
  request: { method: string; target: string; headers: [string, string][]; bodyBase64: string };
  accessKeyId: string;
  accessKeySecret: string;
  canonicalRequest?: string;
  stringToSign: string;
  signature: string;
}

const file = new URL(import.meta.resolve('@pushspec/spec/cloudmonitor-rpc/vectors/signatures.json'));
const { vectors } = JSON.parse(readFileSync(file, 'utf8')) as { vectors: Vector[] };
const [operation] = readContract(loadBundle('cloudmonitor-rpc', 'documented'), {
  api: 'cloudmonitor-rpc',
  profile: 'documented',
}).operations;
const rpc = operation?.rpc as Rpc;
const schemes = operation?.signingSchemes;
const { acs3, rpcV1 } = schemes ?? {};
if (!schemes || !acs3 || !rpcV1) throw new Error('the contract has no signing schemes');

function partsOf({ request }: Vector) {
  const headers = Object.fromEntries(request.headers.map(([name, value]) => [name.toLowerCase(), value]));
  const bytes = Buffer.from(request.bodyBase64, 'base64');
  return { headers, bytes, sent: sentParameters({ target: request.target, headers, bytes }) };
}

const ofScheme = (scheme: Vector['scheme']) => vectors.filter((vector) => vector.scheme === scheme);

it.each(ofScheme('acs3'))('computes the ACS3 signature $id', (vector) => {
  const { headers, bytes, sent } = partsOf(vector);
  const authorization = parseAcs3Authorization(headers.authorization ?? '');
  const request: Acs3Request = { ...vector.request, headers, bytes, query: queryPairs(sent.query) ?? [] };
  const canonical = canonicalRequest(acs3, request, authorization?.signedHeaders ?? []);
  expect(canonical).toBe(vector.canonicalRequest);
  const stringToSign = acs3StringToSign(acs3, canonical);
  expect(stringToSign).toBe(vector.stringToSign);
  expect(acs3Signature(acs3, stringToSign, vector.accessKeySecret)).toBe(authorization?.signature);
  expect(authorization).toMatchObject({
    algorithm: acs3.algorithm.value,
    accessKeyId: vector.accessKeyId,
    signature: vector.signature,
  });
  expect(schemeOf(schemes, rpc, sent)).toBe('acs3');
});

it.each(ofScheme('rpc-v1'))('computes the signature of version 1 $id', (vector) => {
  const { sent } = partsOf(vector);
  const text = v1StringToSign(rpcV1, vector.request.method, decodedParameters(rpc, sent) ?? []);
  expect(text).toBe(vector.stringToSign);
  expect(v1Signature(rpcV1, text, vector.accessKeySecret)).toBe(vector.signature);
  expect(parameterOf(rpc, rpcV1.selectedBy.name, sent) === vector.signature).toBe(vector.matches);
  expect(schemeOf(schemes, rpc, sent)).toBe('rpc-v1');
});

it('has vectors of both schemes, and of programs that depart from the algorithm', () => {
  expect(ofScheme('acs3').length).toBeGreaterThan(10);
  expect(ofScheme('rpc-v1').length).toBeGreaterThan(10);
  expect(vectors.filter(({ matches }) => !matches).map(({ id }) => id)).toEqual([
    'v1-tilde-aliyuncli',
    'v1-empty-value-java',
  ]);
});

it.each(['', 'ACS3-HMAC-SHA256', 'ACS3-HMAC-SHA256 Credential=a,Signature=b', 'a:b'])(
  'parses no authorization from %j',
  (header) => {
    expect(parseAcs3Authorization(header)).toBeUndefined();
  },
);

it('lists the headers to sign: the required ones and all with the prefix', () => {
  const headers = { host: 'a', 'x-acs-security-token': 't', 'user-agent': 'u', accept: '*/*' };
  expect(headersToSign(acs3, headers)).toEqual([
    ...['host', 'x-acs-action', 'x-acs-content-sha256', 'x-acs-date', 'x-acs-security-token'],
    ...['x-acs-signature-nonce', 'x-acs-version'],
  ]);
});
